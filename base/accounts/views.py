"""Settings: the own account for everyone, the agency for its administrators."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from base.accounts.access import agency_of, signed_in
from base.accounts.forms import AccountForm, AgencyForm
from base.accounts.models import Agency
from base.accounts.services import update_account, update_agency
from base.ui.pages import redirect_to, render_page, toast
from base.ui.preferences import THEMES


@require_http_methods(["GET", "HEAD", "POST"])
def account_settings(request: HttpRequest) -> HttpResponse:
    """Name, phone, language, theme, and the ways to password and second factor."""
    user = signed_in(request)
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        update_account(user=user, **form.cleaned_data)
        toast(request, _("Ihre Angaben sind gespeichert."))
        return redirect_to(request, request.path)
    status = 422 if form.is_bound else 200
    context = {"form": form, "themes": THEMES}
    return render_page(request, "accounts/account.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def agency_settings(request: HttpRequest) -> HttpResponse:
    """The agency's name, address, sender and legal texts."""
    agency = _administered_agency(request)
    form = AgencyForm(request.POST or None, instance=agency)
    if request.method == "POST" and form.is_valid():
        update_agency(agency=form.instance, fields=list(form.cleaned_data))
        toast(request, _("Die Angaben des Büros sind gespeichert."))
        return redirect_to(request, request.path)
    status = 422 if form.is_bound else 200
    context = {"form": form, "agency": agency}
    return render_page(request, "accounts/agency.html", context, status=status)


def _administered_agency(request: HttpRequest) -> Agency:
    """The agency that the signed-in person manages; raises PermissionDenied for others."""
    if not signed_in(request).is_administrator:
        raise PermissionDenied
    # A copy of its own: a form that fails must not change what the page shows of the agency.
    return Agency.objects.get(pk=agency_of(request).pk)
