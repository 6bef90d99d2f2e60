"""Countries and languages to choose from, in the reader's language."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

_NEAR = ("AT", "DE", "CH", "LI", "IT", "HU", "SI", "HR", "CZ", "SK")
_COMMON_LANGUAGES = (
    "de",
    "en",
    "fr",
    "it",
    "es",
    "hr",
    "sr",
    "bs",
    "sl",
    "hu",
    "cs",
    "sk",
    "pl",
    "ro",
    "tr",
    "uk",
    "ru",
    "ar",
    "fa",
    "nl",
    "pt",
    "el",
    "bg",
    "sq",
    "zh",
)

Choices = list[tuple[str, str]]


def country_choices() -> Choices:
    """ISO 3166-1 codes with names: neighbours first, then all by name."""
    return list(_countries(_language()))


def language_choices() -> Choices:
    """ISO 639-1 codes with names of the languages customers speak."""
    names = Locale(_language()).languages
    return [(code, names[code]) for code in _COMMON_LANGUAGES]


def _language() -> str:
    return (get_language() or "de")[:2]


@lru_cache(maxsize=4)
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    names = {
        code: name
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB"}
    }
    rest = sorted((name, code) for code, name in names.items() if code not in _NEAR)
    near = [(code, names[code]) for code in _NEAR]
    return (("", "–"), *near, *((code, name) for name, code in rest))
