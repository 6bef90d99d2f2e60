"""What came of a form, kept so that the same form is answered the same way again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from base.encryption import decrypt, encrypt
from base.once.claims import Found
from base.once.keys import NOBODY, user_id_of
from base.ui.pages import redirect_to, toast

# A second click needs no explanation; whoever comes back later does.
_SAME_MOMENT = timedelta(seconds=10)
_NOT_KEPT = frozenset({settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME})


@dataclass(frozen=True)
class Outcome:
    """Where the answer led (empty: it stayed on the page), and the cookies it set."""

    address: str = ""
    cookies: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, response: HttpResponseBase) -> Outcome:
        """What is worth keeping of a response."""
        address = response.headers.get("HX-Redirect") or response.headers.get("Location", "")
        cookies = [
            morsel.OutputString()
            for name, morsel in response.cookies.items()
            if name not in _NOT_KEPT
        ]
        return cls(address, cookies)

    def stored(self) -> str:
        """Encrypted: addresses can hold what opens a page."""
        return encrypt(json.dumps(asdict(self)))

    @classmethod
    def read(cls, stored: str) -> Outcome:
        """The outcome that was stored."""
        return cls(**json.loads(decrypt(stored)))


def same_answer(request: HttpRequest, found: Found) -> HttpResponse:
    """Leads to where the first answer led, and says that it happened once."""
    outcome = Outcome.read(found.outcome)
    is_later = found.at is not None and timezone.now() - found.at > _SAME_MOMENT
    if is_later and user_id_of(request) != NOBODY:
        message = _("Das hatten Sie schon abgeschickt; es ist nur einmal geschehen.")
        toast(request, message, level="info")
    response = redirect_to(request, outcome.address or page_behind(request))
    for cookie in outcome.cookies:
        response.cookies.load(cookie)
    return response


def still_running(request: HttpRequest) -> HttpResponse:
    """The first request is at work for longer than the second can wait."""
    return _told(request, _("Ihre Eingabe wird noch verarbeitet. Bitte warten Sie einen Moment."))


def cut_off(request: HttpRequest) -> HttpResponse:
    """Nobody knows whether the first request came through: the person decides."""
    return _told(
        request,
        _(
            "Beim ersten Versuch riss die Verbindung ab. Bitte sehen Sie nach, ob Ihre Eingabe "
            "angekommen ist. Wenn nicht, senden Sie sie noch einmal."
        ),
    )


def page_behind(request: HttpRequest) -> str:
    """The page that the form stood on, as far as it is one of ours."""
    htmx = getattr(request, "htmx", None)
    shown = (htmx.current_url if htmx else None) or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        shown, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return shown if is_ours else request.get_full_path()


def _told(request: HttpRequest, message: str) -> HttpResponse:
    if not getattr(request, "htmx", None):
        return render(request, "once/told.html", {"message": message}, status=409)
    toast(request, message, level="warning")
    response = HttpResponse(status=422)
    response.headers["HX-Reswap"] = "none"
    return response
