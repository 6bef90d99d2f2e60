"""The page that shows again what was sent without a valid session, and who leads there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as django_csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from base.once.kept import PARAMETER, Kept, find_input, forget_input, keep_input
from base.once.keys import user_id_of
from base.ui.pages import redirect_to, render_page, toast


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Offers what was kept: to go on with it, to send it now, or to throw it away."""
    token = request.GET.get(PARAMETER, "")
    kept = find_input(token)
    if kept is None:
        toast(request, _("Diese Eingaben sind nicht mehr da."), level="warning")
        return redirect_to(request, "/")
    if not kept.is_of(user_id_of(request)):
        forget_input(token)
        message = _("Die Eingaben gehörten jemand anderem und sind verworfen.")
        toast(request, message, level="warning")
        return redirect_to(request, "/")
    if request.method == "POST":
        forget_input(token)
        toast(request, _("Die Eingaben sind verworfen."), level="info")
        return redirect_to(request, "/")
    context = {"kept": kept, "may_edit": _shows_again(kept)}
    return render_page(request, "once/resume.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that is older than the session: nothing is done, and nothing typed is lost.

    What is kept is sent by a click on a page of ours. Who forges a request gains nothing: it needs
    the key of a form that was shown to this very person.
    """
    address = keep_input(request)
    if address is None:
        return django_csrf_failure(request, reason=reason, template_name="403_csrf.html")
    return redirect_to(request, address)


def _shows_again(kept: Kept) -> bool:
    try:
        match = resolve(kept.address.partition("?")[0])
    except Resolver404:
        return False
    return getattr(match.func, "shows_again", False)
