"""*Sonstiges* of a contact: bank connection, ID, remarks."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from base.accounts.access import signed_in
from base.editing.baseline import baseline
from base.editing.carried import OWN, read_base, rebased
from base.editing.conflicts import ChangedMeanwhile, Conflict
from base.once.views import goes_back, shows_again
from base.ui.pages import redirect_to
from contacts.access import get_contact_or_404
from contacts.documents.queries import id_copies_of
from contacts.models import Contact
from contacts.pages import render_contact_tab
from contacts.record.forms.misc import PLAIN_FIELDS, SECRET_FIELDS, MiscForm
from contacts.record.services.secrets import Secret, show_secret
from contacts.record.views.three_way import base_json, save_values

TEMPLATE = "contacts/misc.html"
FORM = "contact-form"
ALL_FIELDS = (*PLAIN_FIELDS, *SECRET_FIELDS)


@shows_again
@require_http_methods(["GET", "HEAD", "POST"])
def misc(request: HttpRequest, pk: int) -> HttpResponse:
    """Bank connection, ID and remarks, to read and to change."""
    contact = get_contact_or_404(request, pk)
    data = request.POST if request.method == "POST" else None
    form = MiscForm(data, instance=contact, user=signed_in(request))
    conflicts: list[Conflict] = []
    base = request.POST.get("base") or base_json(contact, ALL_FIELDS)
    if data is not None and not goes_back(data) and form.is_valid():
        try:
            save_values(request, contact, _values(form))
        except ChangedMeanwhile as changed:
            conflicts = changed.conflicts
            contact.refresh_from_db()
            now = {OWN: baseline(contact, ALL_FIELDS)}
            base = rebased(read_base(data), now, conflicts)
        else:
            return redirect_to(request, reverse("contacts:misc", args=[contact.pk]))
    context = {
        "form": form,
        "base": base,
        "conflicts": conflicts,
        "id_copies": id_copies_of(contact),
    }
    status = 422 if data is not None else 200
    return render_contact_tab(request, contact, TEMPLATE, context, fragments=[FORM], status=status)


def _values(form: MiscForm) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in ALL_FIELDS}


@never_cache
@require_POST
def show(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Shows a masked number in clear, which is recorded; what was typed meanwhile stays."""
    contact = get_contact_or_404(request, pk)
    if field not in SECRET_FIELDS:
        raise Http404
    show_secret(contact=contact, field=cast("Secret", field))
    form = _typed_with(request, contact, field)
    context = {
        "form": form,
        "base": request.POST.get("base") or base_json(contact, ALL_FIELDS),
        "revealed": field,
        "id_copies": id_copies_of(contact),
    }
    fragment = f"secret-{field.replace('_', '-')}"
    return render_contact_tab(
        request, contact, TEMPLATE, context, fragments=[fragment], tab="contacts:misc"
    )


def _typed_with(request: HttpRequest, contact: Contact, field: str) -> MiscForm:
    shown = MiscForm(instance=contact, revealed=[field], user=signed_in(request))
    typed = {name: request.POST[name] for name in shown.fields if name in request.POST}
    shown.initial.update({name: value for name, value in typed.items() if name != field})
    return shown
