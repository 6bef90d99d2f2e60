"""Creating a contact and its page *Persönliches*, with the dialog *Mögliche Doublette*."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.context import action
from base.accounts.access import agency_of, signed_in, writers_only
from base.editing.carried import read_base, rebased
from base.editing.conflicts import ChangedMeanwhile
from base.listing.address import read_id
from base.once.views import goes_back, shows_again
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.consents.queries import consents_of
from contacts.errors import DuplicatesFound
from contacts.models import Contact
from contacts.pages import render_contact_tab
from contacts.record.forms.person_bundle import ContactForms
from contacts.record.services.completing import complete_contact
from contacts.record.services.couples import create_couple
from contacts.record.services.saving import save_contact
from contacts.record.views.duplicate_dialog import COMPLETE, accepted_ids, render_duplicates

FORM = "contact-form"


@shows_again
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new contact with all fields of *Persönliches*."""
    agency = agency_of(request)
    if request.method != "POST":
        return _render_create(request, ContactForms(agency=agency))
    forms = ContactForms(agency=agency, data=request.POST)
    if goes_back(request.POST) or not forms.is_valid():
        return _render_create(request, forms, status=422)
    if chosen := request.POST.get(COMPLETE, ""):
        return _complete(request, forms, chosen)
    return _save(request, forms, None)


def _complete(request: HttpRequest, forms: ContactForms, chosen: str) -> HttpResponse:
    """*Bestehenden ergänzen*: what was typed goes to the contact that exists."""
    contact = get_contact_or_404(request, read_id(chosen))
    with action("contacts.complete") as context:
        complete_contact(contact=contact, data=forms.contact_data(), user=signed_in(request))
    message = _("%(name)s ist ergänzt.") % {"name": contact.display_name}
    toast(request, message, undo=context.id)
    return redirect_to(request, contact.get_absolute_url())


@shows_again
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """*Persönliches* of a contact, to read and to change."""
    contact = get_contact_or_404(request, pk)
    agency = agency_of(request)
    if request.method != "POST":
        return _render_detail(request, contact, ContactForms(agency=agency, contact=contact))
    forms = ContactForms(agency=agency, contact=contact, data=request.POST)
    if goes_back(request.POST) or not forms.is_valid():
        shown = {"base": request.POST.get("base", "")}
        return _render_detail(request, contact, forms, shown, status=422)
    return _save(request, forms, contact)


def _save(request: HttpRequest, forms: ContactForms, contact: Contact | None) -> HttpResponse:
    name = "contacts.update" if contact else "contacts.create"
    try:
        with action(name) as context:
            saved = _saved(request, forms, contact)
    except DuplicatesFound as found:
        return render_duplicates(request, forms, found, contact)
    except ChangedMeanwhile as changed:
        assert contact is not None
        return _render_changed(request, contact, forms, changed)
    message = _("%(name)s gespeichert.") % {"name": saved.display_name}
    toast(request, message, undo=context.id, back="" if contact else reverse("contacts:list"))
    return redirect_to(request, saved.get_absolute_url())


def _saved(request: HttpRequest, forms: ContactForms, contact: Contact | None) -> Contact:
    user, accepted = signed_in(request), accepted_ids(request.POST)
    partner = forms.partner_data()
    if partner is not None:
        return create_couple(
            agency=forms.agency,
            data=forms.contact_data(),
            partner=partner,
            user=user,
            accept_duplicates=accepted,
        )
    return save_contact(
        agency=forms.agency,
        contact=contact,
        data=forms.contact_data(),
        user=user,
        accept_duplicates=accepted,
    )


def _render_create(request: HttpRequest, forms: ContactForms, status: int = 200) -> HttpResponse:
    context = {"forms": forms, "base": ""}
    return render_page(request, "contacts/create.html", context, fragments=[FORM], status=status)


def _render_detail(
    request: HttpRequest,
    contact: Contact,
    forms: ContactForms,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "forms": forms,
        "base": forms.base_json,
        "consents": consents_of(contact),
        **(context or {}),
    }
    return render_contact_tab(
        request, contact, "contacts/detail.html", shown, fragments=[FORM], status=status
    )


def _render_changed(
    request: HttpRequest, contact: Contact, forms: ContactForms, changed: ChangedMeanwhile
) -> HttpResponse:
    """What was typed stays; saving again knows what the other person saved."""
    contact.refresh_from_db()
    now = ContactForms(agency=forms.agency, contact=contact)
    base = rebased(read_base(request.POST), now.base, changed.conflicts)
    context = {"conflicts": changed.conflicts, "base": base}
    return _render_detail(request, contact, forms, context, status=422)
