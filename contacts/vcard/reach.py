"""Phones, e-mails and postal addresses: values, kinds and which one is preferred."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

from contacts.vcard.card import Email, Phone, PhoneKind, PlaceKind, PostalAddress
from contacts.vcard.countries import country_code
from contacts.vcard.properties import Property
from contacts.vcard.streets import Street, split_street
from contacts.vcard.values import components, unescape

_ANGLE: Final = re.compile(r"[^<>]*<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$")
_EXTENSION: Final = re.compile(r"^tel:[^;]*(?:;[^;]*)*?;ext=([^;]+)", re.IGNORECASE)
_PHONE_KINDS: Final[tuple[tuple[PhoneKind, frozenset[str]], ...]] = (
    ("fax", frozenset({"fax", "homefax", "workfax", "faxprivat", "faxarbeit"})),
    ("pager", frozenset({"pager", "beeper"})),
    ("mobile", frozenset({"cell", "mobile", "mobil", "handy", "iphone", "pcs", "car"})),
    ("work", frozenset({"work", "arbeit", "büro", "firma", "geschäftlich", "dienstlich"})),
    ("home", frozenset({"home", "privat", "zuhause", "festnetz", "dom"})),
)
#: Where number and door stand behind the street; elsewhere the line stays whole.
SPLIT_COUNTRIES: Final = frozenset({"", "AT", "DE", "CH", "LI"})
_T = TypeVar("_T", Phone, Email, PostalAddress)


def label_kind(label: str) -> str:
    """The kind that a label names, or an empty text for a label that is more than a kind."""
    words = _label_words(label)
    return next((kind for kind, names in _PHONE_KINDS if words & names), "")


def _label_words(label: str) -> set[str]:
    return set(re.findall(r"\w+", label.casefold()))


def phone(prop: Property, label: str) -> Phone | None:
    """The number as written; of a `tel:` address (RFC 3966) the number without parameters."""
    number = unescape(prop.value)
    if number[:4].lower() == "tel:":
        number = number[4:].partition(";")[0].strip()
    words = prop.types | _label_words(label)
    kind: PhoneKind = next((kind for kind, names in _PHONE_KINDS if words & names), "other")
    return Phone(number, kind) if number else None


def extension(prop: Property) -> str:
    """The extension in a `tel:` address, which is dialled after the number is answered."""
    found = _EXTENSION.search(unescape(prop.value))
    return found[1] if found else ""


def email(prop: Property, label: str) -> Email | None:
    """The bare address, also where a display name stands before it."""
    address = unescape(prop.value)
    if address[:7].lower() == "mailto:":
        address = address[7:]
    if found := _ANGLE.match(address):
        address = found[1]
    return Email(address.strip(), place_kind(prop, label)) if address.strip() else None


def place_kind(prop: Property, label: str) -> PlaceKind:
    """Home, work, or other where the card says neither."""
    words = prop.types | _label_words(label)
    if words & _PHONE_KINDS[3][1]:
        return "work"
    return "home" if words & _PHONE_KINDS[4][1] else "other"


def address(prop: Property, label: str, parts: str, country_hint: str) -> PostalAddress | None:
    """The address of an ADR property; nothing where all of its components are empty.

    `parts` are street, number, staircase, floor and door where they were written separately,
    `country_hint` is a country that stands beside the address.
    """
    box, extended, street, place, region, code, country = components(prop.value, 7)
    if not any((box, extended, street, place, region, code, country)):
        return None
    country = country_code(country) or country_code(country_hint)
    line = split_street(street) if country in SPLIT_COUNTRIES else Street(street)
    if parts:
        line = Street(*components(parts, 5))
    extra = "\n".join(filter(None, (f"Postfach {box}" if box else "", extended)))
    return PostalAddress(
        line.street,
        line.house_number,
        line.staircase,
        line.floor,
        line.door,
        code,
        place,
        region,
        country,
        place_kind(prop, label),
        extra=extra,
    )


def with_primary(found: Sequence[tuple[_T, int]]) -> tuple[_T, ...]:
    """The values, the most preferred one marked as primary where the card prefers any."""
    best = min((preference for _value, preference in found), default=101)
    chosen = next((at for at, (_v, p) in enumerate(found) if p == best <= 100), -1)
    return tuple(
        replace(value, primary=True) if at == chosen else value
        for at, (value, _preference) in enumerate(found)
    )
