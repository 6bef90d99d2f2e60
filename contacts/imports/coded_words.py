"""Translates the words of tables into the codes of the record."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale
from django.db.models import Choices
from django.utils import translation

from contacts.choices import ContactKind, ContactRole, IdentityDocument, Source, Status
from contacts.duplicates.normalise import fold
from contacts.vcard.countries import country_code

_MORE: Final[dict[type[Choices], dict[str, str]]] = {
    ContactKind: {
        "privat": "person",
        "privatperson": "person",
        "natürliche Person": "person",
        "Unternehmen": "company",
        "juristische Person": "company",
        "Organisation": "company",
        "Ehepaar": "couple",
        "Eheleute": "couple",
        "Familie": "couple",
    },
    ContactRole: {
        "Interessentin": "prospect",
        "Suchender": "prospect",
        "Kaufinteressent": "prospect",
        "Mietinteressent": "prospect",
        "Eigentümerin": "owner",
        "Vermieter": "owner",
        "Abgeber": "owner",
        "Hausverwaltung": "manager",
        "Hausverwalter": "manager",
        "Mieterin": "tenant",
        "Käuferin": "buyer",
        "Verkäuferin": "seller",
        "Handwerker": "service",
        "Lieferant": "service",
        "Partner": "referrer",
    },
    Source: {
        "Internet": "portal",
        "Immobilienportal": "portal",
        "Homepage": "website",
        "Webseite": "website",
        "Weiterempfehlung": "referral",
        "Laufkundschaft": "walk_in",
        "Anruf": "phone",
        "Messe": "event",
    },
    Status: {"aktiv": "active", "inaktiv": "dormant", "archiviert": "closed"},
    IdentityDocument: {"Pass": "passport", "Ausweis": "identity_card", "Perso": "identity_card"},
}
_NATIONALITIES: Final = {
    "österreichisch": "AT",
    "Österreicher": "AT",
    "Österreicherin": "AT",
    "deutsch": "DE",
    "Deutscher": "DE",
    "Deutsche": "DE",
    "schweizerisch": "CH",
    "Schweizer": "CH",
    "italienisch": "IT",
    "ungarisch": "HU",
    "kroatisch": "HR",
    "serbisch": "RS",
    "türkisch": "TR",
    "polnisch": "PL",
    "rumänisch": "RO",
    "slowakisch": "SK",
    "slowenisch": "SI",
    "tschechisch": "CZ",
    "bosnisch": "BA",
    "ukrainisch": "UA",
    "russisch": "RU",
    "französisch": "FR",
    "britisch": "GB",
    "spanisch": "ES",
    "Austrian": "AT",
    "German": "DE",
    "Swiss": "CH",
}


def coded(choices: type[Choices], text: str) -> str:
    """The value that `text` means: the value itself, its word in German or English, or nothing."""
    return _codes(choices).get(fold(text), "")


@cache
def _codes(choices: type[Choices]) -> dict[str, str]:
    codes = {fold(word): code for word, code in _MORE.get(choices, {}).items()}
    for language in ("en", "de"):
        with translation.override(language):
            codes |= {fold(str(label)): str(value) for value, label in choices.choices}
    return codes | {fold(str(value)): str(value) for value in choices.values}


def nationality(text: str) -> str:
    """The ISO 3166 code of a nationality, named as a country or by its adjective; or nothing."""
    by_country = country_code(text)
    if len(by_country) == 2 and by_country.isupper():
        return by_country
    return _nationalities().get(fold(text), "")


@cache
def _nationalities() -> dict[str, str]:
    return {fold(word): code for word, code in _NATIONALITIES.items()}


def language(text: str) -> str:
    """The ISO 639-1 code of a language named in German, English or itself; or nothing."""
    short = text.strip()[:2].casefold()
    is_tag = len(text.strip()) == 2 or text.strip()[2:3] in ("-", "_")
    return short if is_tag and short in _languages().values() else _languages().get(fold(text), "")


@cache
def _languages() -> dict[str, str]:
    names: dict[str, str] = {}
    for reader in ("en", "de"):
        known = Locale(reader).languages
        names |= {fold(name): code for code, name in known.items() if len(code) == 2}
    return names
