"""Browsers that somebody has signed in with: a signed cookie knows them again.

It opens nothing. It only keeps strangers' guesses from slowing its owner down (`slowing`), and is
worth nothing once the password has changed.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from base.accounts.models import User

COOKIE = "immonaut_device"
_SALT = "immonaut.device"
_KEPT = 60 * 60 * 24 * 365
_MOST_PEOPLE = 10


def known_device(request: HttpRequest, user: User | None) -> str:
    """The browser's identity when `user` has signed in with it before, else empty."""
    cookie = _read(request)
    if user is None:
        return ""
    proof = cookie["people"].get(str(user.pk), "")
    return cookie["id"] if any(constant_time_compare(proof, one) for one in _proofs(user)) else ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Makes the browser one that `user` has signed in with."""
    cookie = _read(request)
    people = {key: proof for key, proof in cookie["people"].items() if key != str(user.pk)}
    kept = list(people.items())[-(_MOST_PEOPLE - 1) :]
    value = {"id": cookie["id"], "people": {**dict(kept), str(user.pk): _proofs(user)[0]}}
    response.set_cookie(
        COOKIE,
        signing.dumps(value, salt=_SALT),
        max_age=_KEPT,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_KEPT
        )
    except signing.BadSignature:
        return {"id": secrets.token_hex(8), "people": {}}
    return found


def _proofs(user: User) -> list[str]:
    """What proves that they signed in, under the present key and those before it."""
    text, keys = f"{user.pk}:{user.password}", [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(_SALT, text, secret=key).hexdigest()[:20] for key in keys]
