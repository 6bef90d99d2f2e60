"""How a browser shows the product: theme and shortcuts, kept in cookies.

The server renders them, so a dark page never flashes white, and nobody needs an account.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

THEME_COOKIE = "immonaut_theme"
SHORTCUTS_COOKIE = "immonaut_shortcuts"
THEMES = [("auto", _("Wie das Gerät")), ("light", _("Hell")), ("dark", _("Dunkel"))]
_YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True)
class Preferences:
    """`theme` is auto, light or dark; `shortcuts` says whether single keys act (WCAG 2.1.4)."""

    theme: str = "auto"
    shortcuts: bool = True


def preferences(request: HttpRequest) -> Preferences:
    """What this browser asked for; unknown values count as not asked."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return Preferences(
        theme=theme if theme in dict(THEMES) else "auto",
        shortcuts=request.COOKIES.get(SHORTCUTS_COOKIE) != "off",
    )


def remember_theme(response: HttpResponse, theme: str) -> None:
    """Keeps the theme for a year; an unknown one is ignored."""
    if theme in dict(THEMES):
        _set(response, THEME_COOKIE, theme)


def remember_shortcuts(response: HttpResponse, *, on: bool) -> None:
    """Keeps whether single keys act."""
    _set(response, SHORTCUTS_COOKIE, "on" if on else "off")


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
