"""The key that a form carries from the moment it is shown.

It is a random number, whom the form was shown to, and a proof that it was made here. The person
stands in it as a keyed digest: a key tells nothing, but it can be asked whether it is somebody's.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets

from django.conf import settings
from django.http import HttpRequest

FIELD = "write_key"
NOBODY = 0
_RANDOM_BYTES = 12
_DIGEST_BYTES = 8


def make_key(user_id: int = NOBODY) -> str:
    """A new key for a form that is shown to `user_id`, or to a visitor without an account."""
    random = secrets.token_bytes(_RANDOM_BYTES)
    whose = _digest("whose", random + str(user_id).encode())
    raw = random + whose + _digest("made", random + whose)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def is_key_of(key: str, user_id: int) -> bool:
    """Whether `key` was made here for a form that was shown to this person."""
    random, whose = _parts(key)
    return bool(random) and _same(whose, _digest("whose", random + str(user_id).encode()))


def is_somebodys(key: str) -> bool:
    """Whether `key` was made here for a form that was shown to a signed-in person."""
    return bool(_parts(key)[0]) and not is_key_of(key, NOBODY)


def sent_key(request: HttpRequest) -> str:
    """The key that came with the form; empty where none did."""
    return request.POST.get(FIELD, "")[:100] if request.method == "POST" else ""


def user_id_of(request: HttpRequest) -> int:
    """Who asks; without a session cookie the session is not even looked at."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY
    return getattr(getattr(request, "user", None), "pk", None) or NOBODY


def _parts(key: str) -> tuple[bytes, bytes]:
    try:
        raw = base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b"", b""
    random, whose, proof = (
        raw[:_RANDOM_BYTES],
        raw[_RANDOM_BYTES:-_DIGEST_BYTES],
        raw[-_DIGEST_BYTES:],
    )
    is_ours = len(raw) == _RANDOM_BYTES + 2 * _DIGEST_BYTES
    if is_ours and _same(proof, _digest("made", random + whose)):
        return random, whose
    return b"", b""


def _same(one: bytes, other: bytes) -> bool:
    return hmac.compare_digest(one, other)


def _digest(purpose: str, message: bytes) -> bytes:
    key = f"immonaut.once.{purpose}:{settings.SECRET_KEY}".encode()
    return hmac.digest(key, message, "sha256")[:_DIGEST_BYTES]
