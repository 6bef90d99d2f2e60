"""Contacts as cards: what other programs understand in their properties, the rest in ours.

`contacts.imports.card_to_contact` reads a card of ours as the same contact again.
IBAN, number and copy of an ID, consents and who is responsible never leave on a card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError

from contacts.choices import ContactKind, PhoneKind, ReachKind, Salutation
from contacts.models import Contact
from contacts.vcard.card import Card, Email, Phone, Photo, PlaceKind, PostalAddress
from contacts.vcard.card import PhoneKind as CardPhoneKind
from contacts.vcard.writing import Version, write_cards

# What the card of a contact is made of, for `prefetch_related`.
ROWS: Final = ("phones", "emails", "addresses")

_OWN: Final = "X-IMMONAUT-"
# How address books keep what a person calls a number: »number: label«.
PHONE_LABEL: Final = "X-ABLABEL"
_PROPERTIES: Final = {"birth_place": "BIRTHPLACE"}
_KEPT: Final = (
    "birth_place",
    "nationality",
    "roles",
    "source",
    "status",
    "rating",
    "is_business",
    "do_not_contact",
    "legal_form",
    "vat_id",
    "tax_number",
    "register_number",
    "register_court",
    "company_phone",
    "company_email",
    "company_website",
    "account_holder",
    "bic",
    "bank_name",
)
_BY_PROPERTY: Final = {
    **{_PROPERTIES.get(name, _OWN + name.upper().replace("_", "-")): name for name in _KEPT},
    f"{_OWN}KIND": "kind",
    f"{_OWN}SALUTATION": "salutation",
}
_PLACES: Final[dict[str, PlaceKind]] = {ReachKind.PRIVATE: "home", ReachKind.WORK: "work"}
_PHONES: Final[dict[str, CardPhoneKind]] = {
    PhoneKind.MOBILE: "mobile",
    PhoneKind.HOME: "home",
    PhoneKind.WORK: "work",
    PhoneKind.FAX: "fax",
}


def card_bytes(contacts: Iterable[Contact], version: Version) -> Iterator[bytes]:
    """One card after the other; `contacts` bring their ROWS and `photo` along."""
    for contact in contacts:
        yield write_cards([card_of(contact)], version)


def card_of(contact: Contact) -> Card:
    """The card that is read as this contact again."""
    salutation: Any = "" if contact.salutation == Salutation.FAMILY else contact.salutation
    return Card(
        kind="company" if contact.kind == ContactKind.COMPANY else "person",
        display_name=contact.display_name,
        family_name=contact.family_name,
        given_name=contact.given_name,
        title_before=contact.title_before,
        title_after=contact.title_after,
        birth_name=contact.birth_name,
        salutation=salutation,
        birth_date=contact.birth_date,
        birth_date_text="" if contact.birth_date else contact.birth_date_text,
        phones=tuple(
            Phone(row.number, _PHONES.get(row.kind, "other"), row.is_primary)
            for row in contact.phones.all()
        ),
        emails=tuple(
            Email(row.address, _PLACES.get(row.kind, "other"), row.is_primary)
            for row in contact.emails.all()
        ),
        addresses=tuple(_address(row) for row in contact.addresses.all()),
        websites=tuple(filter(None, [contact.website])),
        organisation=contact.company_name,
        position=contact.position,
        note=contact.remarks,
        categories=tuple(contact.tags),
        languages=tuple(filter(None, [contact.language])),
        photo=_photo(contact),
        uid=contact.external_id,
        extras=tuple(_extras(contact)),
    )


def _address(row: Any) -> PostalAddress:
    return PostalAddress(
        street=row.street,
        house_number=row.house_number,
        staircase=row.staircase,
        floor=row.floor,
        door=row.door,
        postal_code=row.postal_code,
        place=row.place,
        region=row.region,
        country=row.country,
        kind=_PLACES.get(row.kind, "other"),
        primary=row.is_primary,
        extra=row.extra,
    )


def _photo(contact: Contact) -> Photo | None:
    """The picture; none where its file is gone, which must not cost the card."""
    if contact.photo is None:
        return None
    try:
        with contact.photo.content.open("rb") as opened:
            return Photo(opened.read(), contact.photo.media_type)
    except OSError:
        return None


def _extras(contact: Contact) -> Iterator[tuple[str, str]]:
    names = {name: property_ for property_, name in _BY_PROPERTY.items()}
    has_name = contact.given_name or contact.family_name
    if contact.kind == ContactKind.COUPLE or (contact.kind == ContactKind.PERSON and not has_name):
        yield names["kind"], contact.kind
    if contact.salutation == Salutation.FAMILY:
        yield names["salutation"], contact.salutation
    for phone in contact.phones.all():
        if phone.note:
            yield PHONE_LABEL, f"{phone.number}: {phone.note}"
    for name in _KEPT:
        if text := _written(getattr(contact, name)):
            yield names[name], text


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(value)
    if isinstance(value, bool):
        return "1" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def own_values(extras: Iterable[tuple[str, str]]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The values of contact fields among `extras` by name, and those that are none.

    What a field would refuse stays where it was: a card comes from anybody.
    """
    values: dict[str, Any] = {}
    rest = []
    for name, text in extras:
        field = _BY_PROPERTY.get(name.upper())
        found = _read(field, text) if field else None
        if field is None or found is None or field in values:
            rest.append((name, text))
        else:
            values[field] = found
    return values, rest


def _read(name: str, text: str) -> Any:
    field = Contact._meta.get_field(name)
    value: Any = text.split(",") if name == "roles" else text
    try:
        found = field.clean(value, None)  # type: ignore[union-attr]
    except ValidationError:
        return None
    return None if name == "rating" and not 1 <= found <= 5 else found
