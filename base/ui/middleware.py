"""Toasts travel with every HTMX response, and every response says what no page may use."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from base.ui.toasts import take_own_toasts

# With these the browser loads another page, which shows the messages itself.
_NAVIGATES = ("HX-Redirect", "HX-Refresh", "HX-Location", "Location")


# Devices and interfaces that the product never asks for (W3C, Permissions Policy).
_PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
)


class PermissionsMiddleware:
    """Tells the browser to refuse what no page of ours asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response


class ToastMiddleware:
    """Adds what a request says to its fragment out of band; has to follow MessageMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("HX-Request") and _takes_html(response):
            toasts = list(take_own_toasts(request))
            if toasts:
                response.write(render_to_string("ui/toasts_oob.html", {"toasts": toasts}, request))
        return response


def _takes_html(response: HttpResponse) -> bool:
    return (
        not response.streaming
        and response.status_code in (200, 201, 422)
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not any(name in response.headers for name in _NAVIGATES)
    )
