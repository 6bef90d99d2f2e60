"""Computes what is derived from a contact: what lists sort by, show and search."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contacts.choices import ContactKind
from contacts.derived.identity import Snapshot
from contacts.duplicates.keys import blocking_keys
from contacts.duplicates.packed import pack
from contacts.duplicates.prepared import prepare
from contacts.fields.normalise import email_words, phone_words, sort_form, words_of


@dataclass(frozen=True, slots=True)
class Derived:
    """The derived columns of Contact, named alike, and its words, blocking keys and compared form.

    `packed` is None for a deleted contact.
    """

    sort_key: str
    place_key: str
    company_key: str
    responsible_key: str
    tags_key: str
    primary_phone: str
    primary_email: str
    primary_place: str
    initials: str
    search_text: str
    words: frozenset[str]
    keys: frozenset[int]
    packed: str | None


COLUMNS = (
    "sort_key",
    "place_key",
    "company_key",
    "responsible_key",
    "tags_key",
    "primary_phone",
    "primary_email",
    "primary_place",
    "initials",
    "search_text",
)

_SEARCHED_PARTS = ("street", "house_number", "postal_code", "place")


def derive(contact: Snapshot) -> Derived:
    """Everything derived from `contact`; a deleted one is neither searched nor compared."""
    words = frozenset() if contact.is_deleted else frozenset(_words(contact))
    # Without its id the record is the one that an import has just compared and normalised.
    record = None if contact.is_deleted else replace(contact.record, id=None)
    return Derived(
        sort_key=_sort_key(contact),
        place_key=_place_key(contact),
        company_key=sort_form(contact.company_name)[:140],
        responsible_key=sort_form(contact.responsible_name)[:140],
        tags_key=", ".join(sorted(map(sort_form, contact.tags)))[:140],
        primary_phone=contact.phones[0]["number"] if contact.phones else "",
        primary_email=contact.emails[0] if contact.emails else "",
        primary_place=_place_line(contact),
        initials=_initials(contact),
        search_text=" ".join(["", *sorted(words), ""]),
        words=words,
        keys=blocking_keys(record) if record else frozenset(),
        packed=pack(prepare(record)) if record else None,
    )


def _named_parts(contact: Snapshot) -> list[str]:
    person = [contact.family_name, contact.given_name]
    is_company = contact.kind == ContactKind.COMPANY or not any(person)
    return [contact.company_name, *person] if is_company else person


def _sort_key(contact: Snapshot) -> str:
    return " ".join(filter(None, map(sort_form, _named_parts(contact))))[:300]


def _place_line(contact: Snapshot) -> str:
    if not contact.addresses:
        return ""
    first = contact.addresses[0]
    return " ".join(filter(None, [first["postal_code"], first["place"]]))[:140]


def _place_key(contact: Snapshot) -> str:
    if not contact.addresses:
        return ""
    first = contact.addresses[0]
    return f"{sort_form(first['place'])} {first['postal_code']}".strip()[:140]


def _initials(contact: Snapshot) -> str:
    if contact.kind == ContactKind.COMPANY and contact.company_name:
        parts = contact.company_name.split()[:2]
    else:
        parts = [contact.given_name, contact.family_name]
        parts = parts if any(parts) else contact.company_name.split()[:2]
    letters = [next((c for c in part if c.isalnum()), "") for part in parts]
    return "".join(letters).upper()[:4]


def _words(contact: Snapshot) -> set[str]:
    texts = [
        contact.given_name,
        contact.family_name,
        contact.birth_name,
        contact.company_name,
        *contact.tags,
        *contact.member_names,
        *(address[part] for address in contact.addresses for part in _SEARCHED_PARTS),
        *(phone["note"] for phone in contact.phones),
    ]
    found: set[str] = set().union(*map(words_of, texts))
    for phone in contact.phones:
        found |= phone_words(phone["e164"], phone["number"])
    found |= phone_words("", contact.company_phone)
    for email in (*contact.emails, contact.company_email):
        found |= email_words(email)
    return found
