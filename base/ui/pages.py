"""Pages and fragments out of one template, and what goes with a response."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from base.ui.toasts import toast

__all__ = ["redirect_to", "render_page", "requested_fragment", "toast"]

_VARIES_ON = ("HX-Request", "HX-Target", "HX-History-Restore-Request", "HX-Boosted")


class SeeOther(HttpResponseRedirect):
    """303: the browser follows with GET whatever the request was."""

    status_code = 303


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragments: Collection[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, or for HTMX only the partial of `template` that it asked for.

    A partial is rendered when its name is in `fragments` and HTMX names an element of that id
    as its target. The partial's element carries the id; the partial `dialog` is the exception:
    it is what the shell's `<dialog id="dialog">` shows.
    """
    fragment = requested_fragment(request, fragments)
    name = f"{template}#{fragment}" if fragment else template
    response = render(request, name, dict(context or {}), status=status)
    if fragments:
        patch_vary_headers(response, _VARIES_ON)
    return response


def requested_fragment(request: HttpRequest, fragments: Collection[str]) -> str | None:
    """The fragment that HTMX asks for; None when the whole page is wanted."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if not htmx or htmx.history_restore_request:
        return None
    return htmx.target if htmx.target in fragments else None


def redirect_to(request: HttpRequest, url: str) -> HttpResponse:
    """Sends the browser to `url`: by HX-Redirect for HTMX, else by 303 See Other.

    HTMX gets no `#place`: where only that differs from the page shown, a browser would jump
    instead of loading what has changed.
    """
    if getattr(request, "htmx", None):
        return HttpResponseClientRedirect(url.partition("#")[0])
    return SeeOther(url)
