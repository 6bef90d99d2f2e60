"""Encrypted columns with keys that can be rotated (settings.FIELD_KEYS)."""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """`text` under the first key; the empty string stays empty."""
    return _fernet(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """The text behind `token`; raises InvalidToken when no key fits."""
    return _fernet(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode() if token else ""


class EncryptedTextField(models.TextField[str, str]):
    """Text that the database holds only encrypted; it can be neither searched nor sorted."""

    def from_db_value(self, value: str | None, *args: Any) -> str | None:
        return value if value is None else decrypt(value)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value is None else encrypt(value)


__all__ = ["EncryptedTextField", "InvalidToken", "decrypt", "encrypt"]
