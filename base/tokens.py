"""Makes and checks every public token: the secret part of a link that needs no login.

A token is a row's random UUID and Django's signature of it for one purpose. Nothing secret is
stored: whoever reads the database cannot open a link, and a link can be shown again later. What
was signed with a key of `SECRET_KEY_FALLBACKS` opens as well, so that links outlive their key.
"""

import base64
import binascii
import hashlib
import hmac
import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer

# How many characters spell a UUID, and with its digest in tokens as they were made until 0.2.
_IDENTITY = 22
_OLD_TOKEN = 43
_OLD_DIGEST_BYTES = 16


def make_token(purpose: str, identity: uuid.UUID) -> str:
    """The 65 URL-safe characters that open the row `identity` for `purpose`.

    They are one word for mail programs: the first part is always as long, and nothing parts it
    from the signature.
    """
    text = _spelled(identity.bytes)
    return text + _signer(purpose).signature(text)


def read_token(purpose: str, token: str) -> uuid.UUID | None:
    """The row that `token` opens for `purpose`, or None when it was not made here."""
    if len(token) == _OLD_TOKEN:
        return _read_old(purpose, token)
    try:
        text = _signer(purpose).unsign(f"{token[:_IDENTITY]}.{token[_IDENTITY:]}")
        return uuid.UUID(bytes=_bytes(text))
    except (BadSignature, ValueError):
        return None


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"immonaut.token.{purpose}", sep=".")


def _read_old(purpose: str, token: str) -> uuid.UUID | None:
    """Links in mails that left before tokens were signed by Django.

    Base64 can spell the same bytes in several ways; only the way that was given out counts.
    """
    try:
        identity = uuid.UUID(bytes=_bytes(token)[:16])
    except (binascii.Error, ValueError):
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [_old_token(purpose, identity, key).encode() for key in keys]
    fits = [hmac.compare_digest(one, token.encode()) for one in made]
    return identity if any(fits) else None


def _old_token(purpose: str, identity: uuid.UUID, secret: str) -> str:
    key = f"immonaut.token.{purpose}:{secret}".encode()
    digest = hmac.new(key, identity.bytes, hashlib.sha256).digest()
    return _spelled(identity.bytes + digest[:_OLD_DIGEST_BYTES])


def _spelled(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
