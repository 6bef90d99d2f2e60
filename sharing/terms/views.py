"""*AGB / Provision*: records a confirmation on paper, shows and revokes it."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.accounts.access import signed_in
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.serving import file_response
from base.ui.form_errors import add_to_form
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.models import Contact
from sharing.access import get_confirmation_or_404
from sharing.models import Confirmation
from sharing.terms.forms import RevocationForm, TermsForm
from sharing.terms.services import confirm_terms, revoke_terms, terms_of


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """The confirmation in force, or the form to record one."""
    contact = get_contact_or_404(request, pk)
    if request.method != "POST":
        return _page(request, contact)
    form = TermsForm(request.POST, request.FILES)
    if _is_cut_off(request):
        form.add_error("file", _("Die Datei ist zu groß."))
    if not form.is_valid() or not _confirmed(request, contact, form):
        return _page(request, contact, form=form, status=422)
    toast(request, _("AGB / Provision sind als bestätigt vermerkt."))
    return redirect_to(request, contact.get_absolute_url())


@require_POST
def revoke(request: HttpRequest, pk: int, confirmation_pk: int) -> HttpResponse:
    """Notes that a confirmation no longer holds."""
    contact = get_contact_or_404(request, pk)
    confirmation = get_confirmation_or_404(request, contact, confirmation_pk)
    form = RevocationForm(request.POST)
    if not form.is_valid():
        return _page(request, contact, revocation=form, status=422)
    try:
        revoke_terms(
            confirmation=confirmation, reason=form.cleaned_data["reason"], user=signed_in(request)
        )
    except DomainError as error:
        form.add_error(None, str(error.message))
        return _page(request, contact, revocation=form, status=422)
    toast(request, _("Der Widerruf ist vermerkt; die Bestätigung bleibt im Nachweis."))
    return redirect_to(request, contact.get_absolute_url())


@require_safe
def proof(request: HttpRequest, pk: int, confirmation_pk: int) -> HttpResponseBase:
    """The signed sheet."""
    contact = get_contact_or_404(request, pk)
    confirmation = get_confirmation_or_404(request, contact, confirmation_pk)
    return file_response(request, get_object_or_404(StoredFile, pk=confirmation.file_id))


def _is_cut_off(request: HttpRequest) -> bool:
    """Whether the upload was stopped because it was too large."""
    return bool(request.FILES.get("file") is None and request.META.get("immonaut.rejected_uploads"))


def _confirmed(request: HttpRequest, contact: Contact, form: TermsForm) -> bool:
    values = form.cleaned_data
    try:
        confirm_terms(
            contact=contact,
            confirmed_on=values["confirmed_on"],
            source=values["file"],
            name=values["file"].name,
            user=signed_in(request),
            note=values["note"],
        )
    except DomainError as error:
        add_to_form(form, error)
        return False
    return True


def _page(
    request: HttpRequest,
    contact: Contact,
    *,
    form: TermsForm | None = None,
    revocation: RevocationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    known = list(
        Confirmation.objects.of_terms()
        .filter(contact=contact)
        .select_related("file", "recorded_by", "revoked_by")
    )
    context = {
        "contact": contact,
        "form": form or TermsForm(),
        "revocation": revocation or RevocationForm(),
        "text": terms_of(contact.agency),
        "in_force": next((c for c in known if c.revoked_at is None), None),
        "revoked": [c for c in known if c.revoked_at is not None],
    }
    return render_page(request, "sharing/terms.html", context, fragments=["dialog"], status=status)
