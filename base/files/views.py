"""The agency's logo: the one file that is public by itself."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from base.accounts.access import agency_of, signed_in
from base.accounts.models import Agency
from base.errors import DomainError
from base.files.logos import remove_logo, replace_logo
from base.files.renditions import wanted_side
from base.files.serving import file_response
from base.ui.pages import redirect_to, toast

SETTINGS_URL = "/einstellungen/buero/"


@login_not_required
@require_safe
def agency_logo(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The logo, for pages and mails that customers see."""
    agency = get_object_or_404(Agency, slug=slug)
    stored = agency.logo
    if stored is None:
        raise Http404
    response = file_response(request, stored, side=wanted_side(request))
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@require_POST
def change_logo(request: HttpRequest) -> HttpResponse:
    """Takes a new logo, or removes the one there is."""
    user, agency = signed_in(request), agency_of(request)
    if not user.is_administrator:
        raise PermissionDenied
    upload = request.FILES.get("logo")
    if "remove" in request.POST:
        remove_logo(agency=agency)
        toast(request, _("Das Logo ist entfernt."))
    elif upload is None:
        toast(request, _("Bitte wählen Sie ein Bild aus."), level="error")
    else:
        try:
            replace_logo(agency=agency, source=upload, name=upload.name or "logo", user=user)
            toast(request, _("Das Logo ist gespeichert."))
        except DomainError as error:
            toast(request, error.message, level="error")
    return redirect_to(request, SETTINGS_URL)
