"""Lets a visit in: a colleague by session, a customer by a ticket or cookie of a counted visit.

*Dokumente ansehen* counts a visit and binds it to the browser that asked by a cookie, which is
valid for this link alone. Where no cookie is kept (browsers inside mail apps), the visit stands
in the address: for ten minutes, for the same browser at the same network address, and never
again once the cookie has come back. Neither opens anything by itself: the link's own token and
validity are checked with every request.
"""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from base.accounts.models import User
from base.client import client_address
from sharing.models import ShareLink, ShareLinkItem

COOKIE = "immonaut_besuch"
_LASTS = 2 * 60 * 60
_TICKET_LASTS = 10 * 60
# Stands in the address where a ticket would: the cookie or the session says who looks.
NO_TICKET = "unterlagen"


@dataclass(frozen=True)
class Visit:
    """A look behind a link; `view_id` is its counted view, None for a colleague's look."""

    view_id: int | None
    ticket: str = NO_TICKET


def is_colleague(request: HttpRequest, link: ShareLink) -> bool:
    """Whether somebody of the link's own agency looks, by their session."""
    return isinstance(request.user, User) and request.user.agency_id == link.agency_id


def visit_of(request: HttpRequest, link: ShareLink, ticket: str) -> Visit | None:
    """The visit that this request belongs to; None leads back to the landing page."""
    if is_colleague(request, link):
        return Visit(None)
    view_id = _unsigned("cookie", link, request.COOKIES.get(COOKIE, ""), _LASTS)
    if view_id is not None:
        if ticket != NO_TICKET:
            cache.set(_kept_key(view_id), True, _TICKET_LASTS)
        return Visit(view_id)
    view_id = _unsigned(_browser(request), link, ticket, _TICKET_LASTS)
    if view_id is None or cache.get(_kept_key(view_id)):
        return None
    return Visit(view_id, ticket)


def make_ticket(request: HttpRequest, link: ShareLink, view_id: int) -> str:
    """The part of an address that stands for a visit while no cookie is known to be kept."""
    return _signer(_browser(request), link).sign(str(view_id))


def keep_visit(response: HttpResponseBase, link: ShareLink, view_id: int) -> None:
    """Binds the visit to the browser that gets this response."""
    response.set_cookie(
        COOKIE,
        _signer("cookie", link).sign(str(view_id)),
        max_age=_LASTS,
        path=reverse("sharing:public", args=[link.token]),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def is_opening(view_id: int, item: ShareLinkItem, status: int) -> bool:
    """Whether this answer opens the document for the record.

    A whole file does each time; of a file fetched in parts only the first part of a visit.
    """
    if status not in (200, 206):
        return False
    is_first = cache.add(f"share-opened:{view_id}:{item.pk}", True, _LASTS)
    return is_first or status == 200


def _unsigned(holder: str, link: ShareLink, text: str, lasts: int) -> int | None:
    try:
        return int(_signer(holder, link).unsign(text, max_age=lasts))
    except (BadSignature, ValueError):
        return None


def _signer(holder: str, link: ShareLink) -> TimestampSigner:
    return TimestampSigner(salt=f"immonaut.share.visit:{link.identity}:{holder}", sep=".")


def _browser(request: HttpRequest) -> str:
    """What tells one browser from another without a cookie; only its digest is used."""
    seen = f"{client_address(request)}\n{request.headers.get('User-Agent', '')}"
    return hashlib.sha256(seen.encode()).hexdigest()


def _kept_key(view_id: int) -> str:
    return f"share-cookie-kept:{view_id}"
