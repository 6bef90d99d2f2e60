"""The product's addresses, and some that fail as any page may."""

import psycopg
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from immonaut.front.refusals import refusal
from immonaut.urls import handler500
from immonaut.urls import urlpatterns as product

__all__ = ["ERRORS", "handler500", "urlpatterns"]

_RAISED = {400: SuspiciousOperation, 403: PermissionDenied, 503: psycopg.errors.QueryCanceled}
_TEMPLATES = {429: "429.html", 419: "403_csrf.html"}
# Named by their status; 419 stands for the page of a form that was open for too long.
ERRORS = (400, 403, 404, 408, 413, 419, 429, 500, 503)


@login_not_required
def fail(request: HttpRequest, status: int) -> HttpResponse:
    """Fails as told, on the way on which it happens to people."""
    if status in (408, 413):
        return HttpResponse(refusal(status, request.environ)[1], status=status)
    if template := _TEMPLATES.get(status):
        return HttpResponse(render_to_string(template, {}, request), status=status)
    raise _RAISED.get(status, RuntimeError)()


urlpatterns = [path("fehler/<int:status>/", fail), *product]
