"""A stored contact as a card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from contacts.choices import Kind, ReachKind
from contacts.models import Contact
from contacts.vcard.card import Card, Email, Phone, Photo, PlaceKind, PostalAddress
from contacts.vcard.writing import Version, write_cards

# What the card of a contact is made of, for `prefetch_related`.
ROWS = ("phones", "emails", "addresses")
_PLACES: dict[str, PlaceKind] = {ReachKind.PRIVATE: "home", ReachKind.WORK: "work"}
_SALUTATIONS = ("mr", "ms", "divers")


def card_bytes(contacts: Iterable[Contact], version: Version) -> Iterator[bytes]:
    """One card after the other."""
    for contact in contacts:
        yield write_cards([card_of(contact)], version)


def card_of(contact: Contact) -> Card:
    """The card that is read as this contact again; secrets are not on it."""
    salutation: Any = contact.salutation if contact.salutation in _SALUTATIONS else ""
    return Card(
        kind="company" if contact.kind == Kind.COMPANY else "person",
        display_name=contact.display_name,
        family_name=contact.family_name,
        given_name=contact.given_name,
        title_before=contact.title_before,
        title_after=contact.title_after,
        birth_name=contact.birth_name,
        salutation=salutation,
        birth_date=contact.birth_date,
        birth_date_text=contact.birth_date_text,
        phones=tuple(_phone(row) for row in contact.phones.all()),
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
    )


def _phone(row: Any) -> Phone:
    return Phone(row.number, row.kind, row.is_primary)


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
