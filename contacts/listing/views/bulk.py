"""Actions on the contacts that were ticked, or on all that a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from audit.context import action
from base.accounts.access import agency_of, signed_in, writers_only
from base.errors import DomainError
from base.jobs.bulk.services import start_bulk
from base.labels import Label
from base.ui.formats import quantity
from base.ui.pages import redirect_to, render_page, toast
from contacts.listing.filters import frequent_tags
from contacts.listing.forms import AssignForm, DeleteForm, StatusForm, TagsForm
from contacts.listing.selection import Selection
from contacts.listing.services.bulk import KIND, change_contacts

# Up to so many are changed while the person waits; a worker takes more.
AT_ONCE = 200
Form = TagsForm | AssignForm | StatusForm | DeleteForm


@dataclass(frozen=True)
class Action:
    """One thing that can be done with many contacts."""

    change: str
    title: Label
    button: Label
    form: type[Form]
    is_final: bool = False


ACTIONS = {
    one.change: one
    for one in (
        Action("tag", gettext_lazy("Schlagwort hinzufügen"), gettext_lazy("Hinzufügen"), TagsForm),
        Action("untag", gettext_lazy("Schlagwort entfernen"), gettext_lazy("Entfernen"), TagsForm),
        Action("assign", gettext_lazy("Zuständig machen"), gettext_lazy("Zuweisen"), AssignForm),
        Action("status", gettext_lazy("Status setzen"), gettext_lazy("Setzen"), StatusForm),
        Action(
            "delete",
            gettext_lazy("Kontakte löschen"),
            gettext_lazy("Löschen"),
            DeleteForm,
            is_final=True,
        ),
    )
}


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest, change: str) -> HttpResponse:
    """Asks what the action needs and says how many it is about, then does it."""
    known = ACTIONS[change]
    agency = agency_of(request)
    selection = Selection.of(request.POST if request.method == "POST" else request.GET)
    if selection is None:
        toast(request, _("Bitte wählen Sie zuerst Kontakte aus."), level="warning")
        return redirect_to(request, reverse("contacts:list"))
    # A prefix keeps what is to be set (a status) apart from what the list is filtered by.
    form = known.form(request.POST or None, agency=agency, prefix="neu")
    count = selection.contacts(agency).count()
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, known, selection, form, count)
        except DomainError as error:
            form.add_error(None, str(error))
    context = {
        "action": known,
        "form": form,
        "count": count,
        "selection": selection,
        "back_url": reverse("contacts:list") + selection.asked.address(),
        "tags": frequent_tags(agency, 12) if known.form is TagsForm else [],
    }
    status = 422 if form.is_bound else 200
    return render_page(request, "contacts/bulk.html", context, fragments=["dialog"], status=status)


def _done(
    request: HttpRequest, known: Action, selection: Selection, form: Form, count: int
) -> HttpResponse:
    agency, user = agency_of(request), signed_in(request)
    if count > AT_ONCE:
        run = start_bulk(
            agency=agency,
            kind=KIND,
            user=user,
            title=str(known.title),
            selection=selection.as_json(),
            values={"change": known.change, "values": form.values},
        )
        return redirect_to(request, reverse("contacts:bulk_run", args=[run.pk]))
    with action(f"contacts.bulk_{known.change}") as context:
        ids = list(selection.contacts(agency).values_list("pk", flat=True))
        change_contacts(agency=agency, ids=ids, change=known.change, values=form.values)
    changed = ngettext("%(count)s Kontakt", "%(count)s Kontakte", count)
    message = f"{known.title}: {changed % {'count': quantity(count)}}."
    toast(request, message, undo=context.id)
    return redirect_to(request, reverse("contacts:list") + selection.asked.address())
