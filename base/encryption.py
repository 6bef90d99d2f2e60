"""Encrypted columns with keys that can be rotated (settings.FIELD_KEYS)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.crypto import salted_hmac

# How every token begins: version 0x80 and a moment of this age of the world, in base 64.
_MARK = b"gAAAAA"


@lru_cache
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """`text` under the first key; the empty string stays empty."""
    return _fernet(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """The text behind `token`; raises InvalidToken when no key fits."""
    return _fernet(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode() if token else ""


def encrypt_bytes(data: bytes) -> bytes:
    """A file under the first key."""
    return _fernet(tuple(settings.FIELD_KEYS)).encrypt(data)


def decrypt_bytes(kept: bytes) -> bytes:
    """The file behind `kept`; one from before files were encrypted as it is."""
    if not kept.startswith(_MARK):
        return kept
    return _fernet(tuple(settings.FIELD_KEYS)).decrypt(kept)


def reencrypt(token: str) -> str:
    """The same text under the first key; raises InvalidToken when no key fits."""
    return _fernet(tuple(settings.FIELD_KEYS)).rotate(token.encode()).decode()


def fingerprint(text: str) -> str:
    """Tells whether two secrets are the same without telling them; empty for an empty text."""
    return salted_hmac(__name__, text, algorithm="sha256").hexdigest() if text else ""


class _Decrypted(str):
    """A text that remembers how it is stored: saved unchanged, its row does not change."""

    __slots__ = ("token",)
    token: str


def _remembering(text: str, token: str) -> _Decrypted:
    known = _Decrypted(text)
    known.token = token
    return known


def stored_token(text: str) -> str:
    """How `text`, read from a column, is stored there; encrypted now when it is new."""
    return text.token if isinstance(text, _Decrypted) else encrypt(text)


class _KeepsToken(DeferredAttribute):
    """Assigning the same text again, as a form does, keeps what is stored."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        known = instance.__dict__.get(self.field.attname)
        same = isinstance(known, _Decrypted) and known == value
        instance.__dict__[self.field.attname] = known if same else value


class EncryptedTextField(models.TextField[str, str]):
    """Text that the database holds only encrypted; it can be neither searched nor sorted."""

    descriptor_class = _KeepsToken

    def from_db_value(self, value: str | None, *args: Any) -> str | None:
        if not value:
            return value
        return _remembering(decrypt(value), value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if value and not isinstance(value, _Decrypted):
            value = _remembering(value, encrypt(value))
            model_instance.__dict__[self.attname] = value
        return value

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, _Decrypted):
            return value.token
        value = super().get_prep_value(value)
        return value if value is None else encrypt(value)


__all__ = [
    "EncryptedTextField",
    "InvalidToken",
    "decrypt",
    "decrypt_bytes",
    "encrypt",
    "encrypt_bytes",
    "fingerprint",
    "reencrypt",
    "stored_token",
]
