"""The key that a form carries from the moment it is shown.

It is a random number and whom the form was shown to, signed together. The person stands in it as
a signature alone: a key tells nothing, but it can be asked whether it is somebody's.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

FIELD = "write_key"
NOBODY = 0
_RANDOM_BYTES = 12
_LONGEST = 200


def make_key(user_id: int = NOBODY) -> str:
    """A new key for a form that is shown to `user_id`, or to a visitor without an account."""
    random = secrets.token_urlsafe(_RANDOM_BYTES)
    whose = _signer("whose").signature(f"{random}{user_id}")
    return _signer("made").sign(f"{random}.{whose}")


def is_key_of(key: str, user_id: int) -> bool:
    """Whether `key` was made here for a form that was shown to this person."""
    random, _dot, whose = _unsigned("made", key).partition(".")
    return bool(random) and bool(_unsigned("whose", f"{random}{user_id}.{whose}"))


def is_somebodys(key: str) -> bool:
    """Whether `key` was made here for a form that was shown to a signed-in person."""
    return bool(_unsigned("made", key)) and not is_key_of(key, NOBODY)


def sent_key(request: HttpRequest) -> str:
    """The key that came with the form; empty where none did."""
    return request.POST.get(FIELD, "")[:_LONGEST] if request.method == "POST" else ""


def user_id_of(request: HttpRequest) -> int:
    """Who asks; without a session cookie the session is not even looked at."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY
    return getattr(getattr(request, "user", None), "pk", None) or NOBODY


def _unsigned(purpose: str, text: str) -> str:
    """What was signed here for `purpose`; empty for anything else."""
    try:
        return _signer(purpose).unsign(text)
    except BadSignature:
        return ""


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"immonaut.once.{purpose}", sep=".")
