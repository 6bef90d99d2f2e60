"""Makes and checks every public token: the secret part of a link that needs no login.

A token is a row's random UUID and a keyed digest of it and of its purpose. Nothing secret is
stored: whoever reads the database cannot open a link, and a link can be shown again later.
"""

import base64
import binascii
import hashlib
import hmac
import uuid

from django.conf import settings

_DIGEST_BYTES = 16


def _digest(purpose: str, identity: uuid.UUID) -> bytes:
    key = f"immonaut.token.{purpose}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, identity.bytes, hashlib.sha256).digest()[:_DIGEST_BYTES]


def make_token(purpose: str, identity: uuid.UUID) -> str:
    """The 43 URL-safe characters that open the row `identity` for `purpose`."""
    raw = identity.bytes + _digest(purpose, identity)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read_token(purpose: str, token: str) -> uuid.UUID | None:
    """The row that `token` opens for `purpose`, or None when it was not made here.

    Base64 can spell the same bytes in several ways; only the way that was given out counts.
    """
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        identity = uuid.UUID(bytes=raw[:16])
    except (binascii.Error, ValueError):
        return None
    made = make_token(purpose, identity)
    return identity if hmac.compare_digest(made.encode(), token.encode()) else None
