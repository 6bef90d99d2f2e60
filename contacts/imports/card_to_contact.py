"""Maps a card to a contact: every field finds its place, the rest goes to the remarks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from base.places.countries import implied_country
from contacts.choices import ContactKind, PhoneKind, ReachKind, Salutation, Source
from contacts.data import ContactData, RowData, address_row, email_row, phone_row
from contacts.duplicates.dialling import apart
from contacts.export.cards import PHONE_LABEL, own_values
from contacts.models import Contact, ContactAddress, ContactEmail, ContactPhone
from contacts.vcard.card import Card, Email, Phone, PostalAddress

_PHONE_KINDS = {
    "mobile": PhoneKind.MOBILE,
    "home": PhoneKind.HOME,
    "work": PhoneKind.WORK,
    "fax": PhoneKind.FAX,
}
_REACH_KINDS = {"home": ReachKind.PRIVATE, "work": ReachKind.WORK}
MAX_TAG = 60
MAX_BIRTH_TEXT = 40


def contact_data(card: Card) -> ContactData:
    """The contact that `card` describes; what does not fit a field stands in the remarks."""
    rest = TooLong()
    values: dict[str, object] = {
        name: rest.fitted(Contact, name, text) for name, text in _values(card).items()
    }
    own, others = own_values(card.extras)
    labels, others = _labels(card, others)
    values |= {"tags": tags(card), **own}
    phones, emails = _phones(card, labels, rest), _emails(card, rest)
    addresses = _addresses(card, rest)
    remarks = [*filter(None, [card.note]), *_rest(card, others), *rest.lines]
    values |= {
        "birth_date": card.birth_date,
        "birth_date_text": _clean(card.birth_date_text)[:MAX_BIRTH_TEXT],
        "remarks": _clean("\n".join(remarks)),
    }
    return ContactData(values=values, phones=phones, emails=emails, addresses=addresses)


class TooLong:
    """Cuts what is longer than its column and keeps the whole text for the remarks."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def fitted(self, model: type[Model], name: str, text: str) -> str:
        field = model._meta.get_field(name)
        text = _clean(text)
        limit = getattr(field, "max_length", None) or len(text)
        if len(text) > limit:
            self.lines.append(f"{getattr(field, 'verbose_name', name)}: {text}")
        return text[:limit]


def has_a_name(card: Card) -> bool:
    """Whether there is anything to call the contact by."""
    return bool(card.label) and not card.is_placeholder


def _values(card: Card) -> dict[str, str]:
    return {
        "kind": ContactKind.COMPANY if _is_company(card) else ContactKind.PERSON,
        "salutation": card.salutation,
        "title_before": card.title_before,
        "title_after": card.title_after,
        "given_name": card.given_name,
        "family_name": _family_name(card),
        "birth_name": card.birth_name,
        "company_name": _company_name(card),
        "position": card.position,
        "website": card.websites[0] if card.websites else "",
        "language": _language(card),
        "source": Source.IMPORT,
        "external_id": card.uid,
    }


def _is_company(card: Card) -> bool:
    nameless = not (card.given_name or card.family_name)
    by_name = nameless and card.organisation in (card.display_name, card.label)
    return card.kind == "company" or bool(card.organisation and by_name)


def _company_name(card: Card) -> str:
    return card.organisation or (card.label if card.kind == "company" else "")


def _family_name(card: Card) -> str:
    if card.given_name or card.family_name or _is_company(card):
        return card.family_name
    return card.label


def _language(card: Card) -> str:
    codes = [language[:2].lower() for language in card.languages]
    return next((code for code in codes if code.isalpha() and len(code) == 2), "")


def _clean(text: str) -> str:
    """Without the one character that PostgreSQL cannot keep."""
    return text.replace("\x00", "")


def _rest(card: Card, extras: Iterable[tuple[str, str]]) -> Iterable[str]:
    named = [
        (_("Weitere Vornamen"), card.additional_names),
        (_("Spitzname"), card.nickname),
        (_("Name auf der Karte"), _differing_name(card)),
        (_("Abteilung"), card.department),
        (_("Geburtsdatum"), _long(card.birth_date_text, MAX_BIRTH_TEXT)),
        *((_("Website"), website) for website in card.websites[1:]),
        *((_("Schlagwort"), tag) for tag in card.categories if len(tag) > MAX_TAG),
        *extras,
    ]
    return [f"{label}: {text}" for label, text in named if text]


def _long(text: str, limit: int) -> str:
    return text if len(text) > limit else ""


def _differing_name(card: Card) -> str:
    """The formatted name where it says more than the fields that were filled."""
    kept = (
        card.title_before,
        card.given_name,
        card.additional_names,
        _family_name(card),
        card.title_after,
        card.nickname,
        _company_name(card),
        *(str(label) for label in Salutation.labels),
    )
    known = set(" ".join(kept).replace(",", " ").split())
    return "" if set(card.display_name.replace(",", " ").split()) <= known else card.display_name


def tags(card: Card) -> list[str]:
    """The card's categories as tags."""
    return list(dict.fromkeys(_clean(tag)[:MAX_TAG] for tag in card.categories if tag.strip()))


def _labels(
    card: Card, extras: Iterable[tuple[str, str]]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What people call their numbers, by number, and the extras that are none of it."""
    numbers = {phone.number for phone in card.phones}
    labels: dict[str, str] = {}
    others = []
    for name, text in extras:
        number, colon, label = text.rpartition(": ")
        if name == PHONE_LABEL and colon and number in numbers and number not in labels:
            labels[number] = label
        else:
            others.append((name, text))
    return labels, others


def _phones(card: Card, labels: dict[str, str], rest: TooLong) -> list[RowData]:
    first = _first_primary(card.phones)
    return [
        _phone(phone, labels.get(phone.number, ""), rest, is_primary=phone is first)
        for phone in card.phones
    ]


def _phone(phone: Phone, label: str, rest: TooLong, *, is_primary: bool) -> RowData:
    """The number and, apart from it, the words beside it."""
    dialled = apart(phone.number)
    beyond = f" ext. {dialled.extension}" if dialled.extension else ""
    return phone_row(
        rest.fitted(ContactPhone, "number", dialled.number + beyond),
        kind=_PHONE_KINDS.get(phone.kind, PhoneKind.OTHER),
        is_primary=is_primary,
        note=rest.fitted(ContactPhone, "note", ", ".join(filter(None, [label, dialled.words]))),
    )


def _emails(card: Card, rest: TooLong) -> list[RowData]:
    first = _first_primary(card.emails)
    return [
        email_row(
            rest.fitted(ContactEmail, "address", email.address),
            kind=_REACH_KINDS.get(email.kind, ReachKind.OTHER),
            is_primary=email is first,
        )
        for email in card.emails
    ]


def _addresses(card: Card, rest: TooLong) -> list[RowData]:
    first = _first_primary(card.addresses)
    return [
        address_row(
            kind=_REACH_KINDS.get(address.kind, ReachKind.OTHER),
            is_primary=address is first,
            **_address_parts(address, rest),
        )
        for address in card.addresses
    ]


CardPoint = TypeVar("CardPoint", Phone, Email, PostalAddress)


def _first_primary(rows: tuple[CardPoint, ...]) -> CardPoint | None:
    """Exactly one row is the primary one: the first marked, else the first."""
    return next((row for row in rows if row.primary), rows[0] if rows else None)


def _implied(address: PostalAddress) -> str:
    """The country where the card names none; where it names one that nobody knows, none."""
    return "" if address.country else implied_country(address.postal_code, address.place)


def _address_parts(address: PostalAddress, rest: TooLong) -> dict[str, str]:
    names = (
        "street",
        "house_number",
        "staircase",
        "floor",
        "door",
        "postal_code",
        "place",
        "region",
    )
    parts = {name: getattr(address, name) for name in names}
    is_code = len(address.country) == 2
    extra = [address.extra, "" if is_code else address.country]
    parts |= {
        "country": address.country if is_code else _implied(address),
        "extra": ", ".join(filter(None, extra)),
    }
    return {name: rest.fitted(ContactAddress, name, text) for name, text in parts.items()}
