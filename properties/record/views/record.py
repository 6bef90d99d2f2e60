"""One property: create, show and change."""

import copy
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.context import action
from base.accounts.access import agency_of, signed_in, writers_only
from base.editing.conflicts import ChangedMeanwhile
from base.editing.edit import Edit
from base.errors import DomainError
from base.once.views import goes_back, shows_again
from base.ui.pages import redirect_to, render_page, toast
from properties.access import get_property_or_404
from properties.models import Property
from properties.pages import render_property_tab
from properties.record.forms.record import SHOWN_FIELDS, PropertyForm
from properties.record.services.saving import save_property
from properties.record.three_way import shown


@shows_again
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new property; after saving its page opens."""
    agency = agency_of(request)
    user = signed_in(request)
    blank = Property(agency=agency, responsible=user)
    form = PropertyForm(request.POST or None, instance=blank, agency=agency)
    if request.method == "POST" and not goes_back(request.POST) and form.is_valid():
        try:
            with action("properties.create") as context:
                record = save_property(
                    agency=agency,
                    user=user,
                    values=form.values(),
                    proposed=form.cleaned_data["proposed_number"],
                )
        except DomainError as error:
            _say(form, error)
        else:
            back = reverse("properties:list")
            toast(request, _("Die Immobilie ist angelegt."), undo=context.id, back=back)
            return redirect_to(request, record.get_absolute_url())
    status = 422 if request.method == "POST" else 200
    return render_page(request, "properties/create.html", {"form": form}, status=status)


@shows_again
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """All data of a property, to read and to change."""
    record = get_property_or_404(request, pk)
    data = request.POST if request.method == "POST" else None
    # The form writes into its instance: the page around it shows what is stored.
    form = PropertyForm(data, instance=copy.copy(record), agency=record.agency)
    edit = Edit(lambda: shown(record, SHOWN_FIELDS), data)
    if data is not None and not goes_back(data) and form.is_valid():
        try:
            context = _save(request, record, form, edit)
        except ChangedMeanwhile as changed:
            record.refresh_from_db()
            edit.dispute(changed)
        except DomainError as error:
            _say(form, error)
        else:
            toast(request, _("Gespeichert."), undo=context)
            return redirect_to(request, record.get_absolute_url())
    status = 200 if data is None else 422
    page = {"form": form, "edit": edit}
    return render_property_tab(request, record, "properties/detail.html", page, status=status)


def _save(request: HttpRequest, record: Property, form: PropertyForm, edit: Edit) -> UUID:
    with action("properties.update") as context:
        save_property(
            agency=record.agency,
            user=signed_in(request),
            property=record,
            values=form.values(),
            base=edit.before,
        )
    return context.id


def _say(form: PropertyForm, error: DomainError) -> None:
    for name, message in error.fields.items():
        form.add_error(name, str(message))
    if not error.fields:
        form.add_error(None, str(error))
