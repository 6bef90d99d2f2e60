"""Consents of a contact: written down, proved, withdrawn."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget, trigger_client_event

from audit.context import action
from base.accounts.access import agency_of, signed_in, writers_only
from base.errors import DomainError
from base.files.serving import file_response
from base.ui.form_errors import add_to_form
from base.ui.formats import day
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_consent_or_404, get_contact_or_404
from contacts.consents.forms import ConsentForm
from contacts.consents.queries import consents_of
from contacts.consents.services import Proof, proposed_text, record_consent, withdraw_consent
from contacts.models import Contact


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes a consent down."""
    contact = get_contact_or_404(request, pk)
    if request.method != "POST":
        return _render_form(request, contact, ConsentForm(initial=_proposal(request)))
    form = ConsentForm(request.POST, request.FILES)
    if request.META.get("immonaut.rejected_uploads") and "file" not in request.FILES:
        form.add_error("file", _("Die Datei ist zu groß."))
    if not form.is_valid() or not _recorded(request, contact, form):
        return _render_form(request, contact, form, status=422)
    return _show(request, contact)


def _proposal(request: HttpRequest) -> dict[str, str]:
    text, version = proposed_text(agency_of(request))
    return {"given_on": day(timezone.localdate()), "text": text, "text_version": version}


def _recorded(request: HttpRequest, contact: Contact, form: ConsentForm) -> bool:
    upload = form.cleaned_data["file"]
    proof = Proof(upload, upload.name or "nachweis") if upload else None
    try:
        with action("contacts.record_consent") as context:
            record_consent(
                contact=contact, given=form.given(), user=signed_in(request), proof=proof
            )
    except DomainError as error:
        add_to_form(form, error)
        return False
    toast(request, _("Einwilligung festgehalten."), undo=context.id)
    return True


@require_POST
def withdraw(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponse:
    """Notes that a consent was withdrawn, with a way back."""
    contact = get_contact_or_404(request, pk)
    consent = get_consent_or_404(request, contact, consent_pk)
    try:
        with action("contacts.withdraw_consent") as context:
            withdraw_consent(consent=consent, user=signed_in(request))
    except DomainError as error:
        toast(request, error.message, level="error")
    else:
        toast(request, _("Der Widerruf ist vermerkt."), undo=context.id)
    return _show(request, contact)


@require_safe
def proof(request: HttpRequest, pk: int, consent_pk: int) -> HttpResponseBase:
    """The signed sheet."""
    contact = get_contact_or_404(request, pk)
    consent = get_consent_or_404(request, contact, consent_pk)
    if consent.file is None:
        raise Http404
    return file_response(request, consent.file)


def _show(request: HttpRequest, contact: Contact) -> HttpResponse:
    """The list of consents as it is now; what was typed elsewhere on the page stays."""
    if not getattr(request, "htmx", None):
        return redirect_to(request, f"{reverse('contacts:detail', args=[contact.pk])}#consents")
    context = {"contact": contact, "consents": consents_of(contact), "may_write": True}
    response = render(request, "contacts/detail.html#consents", context)
    response = reswap(retarget(response, "#consents"), "outerHTML")
    return trigger_client_event(response, "dialog:close", {})


def _render_form(
    request: HttpRequest, contact: Contact, form: ConsentForm, status: int = 200
) -> HttpResponse:
    context = {"contact": contact, "form": form}
    return render_page(
        request, "contacts/consent.html", context, fragments=["dialog"], status=status
    )
