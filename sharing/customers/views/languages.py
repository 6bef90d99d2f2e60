"""Keeps the language that a customer chose on the page, in place of the contact's own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from sharing.models import ShareLink

# A customer's own choice, for this link until the browser is closed.
COOKIE = "immonaut_sprache"
FIELD = "sprache"


def chosen_language(request: HttpRequest) -> str:
    """What the customer chose on the page; empty without a choice."""
    codes = (request.GET.get(FIELD, ""), request.COOKIES.get(COOKIE, ""))
    return next((code for code in codes if _is_spoken(code)), "")


def keep_choice(request: HttpRequest, response: HttpResponseBase, link: ShareLink) -> None:
    """Remembers a choice that was made just now."""
    code = request.GET.get(FIELD, "")
    if _is_spoken(code):
        response.set_cookie(
            COOKIE,
            code,
            path=reverse("sharing:public", args=[link.token]),
            secure=bool(settings.SESSION_COOKIE_SECURE),
            httponly=True,
            samesite="Lax",
        )


def _is_spoken(code: str) -> bool:
    return code in dict(settings.LANGUAGES)
