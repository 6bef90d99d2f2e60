"""Undo from a toast or from the history."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.returning import page_after
from audit.undo import undo_context
from base.accounts.access import agency_of
from base.errors import DomainError
from base.ui.pages import redirect_to, toast


@require_POST
def undo(request: HttpRequest, context: UUID) -> HttpResponse:
    """Takes one action back and returns to where the person was."""
    agency = agency_of(request)
    try:
        undone = undo_context(context=context, agency_id=agency.pk)
    except DomainError as error:
        toast(request, str(error), level="error")
    else:
        message = _("Rückgängig gemacht.")
        if undone.kept:
            message = _("Rückgängig gemacht; was seither geändert wurde, bleibt.")
        toast(request, message)
    back = page_after(_return_address(request), context=context, agency_id=agency.pk)
    return redirect_to(request, back)


def _return_address(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return "/"
