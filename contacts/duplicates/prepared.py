"""A record normalised once, so that comparing it with many others is cheap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from contacts.duplicates import normalise
from contacts.duplicates.phonetics import koelner
from contacts.duplicates.record import Record, RecordAddress
from contacts.duplicates.spelling import Spelled, spelled_names


@dataclass(frozen=True, slots=True)
class PreparedAddress:
    """An address in comparable form; `source` shows it to people."""

    source: RecordAddress
    street: str
    number: str
    postal_code: str
    place: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything about a record that keys and scores are made of."""

    record: Record
    given: str
    given_words: tuple[str, ...]
    given_classes: frozenset[str]
    given_sound: str
    family: str
    family_words: tuple[str, ...]
    family_sound: str
    birth_name: str
    company: str
    birth: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    addresses: tuple[PreparedAddress, ...]
    spelled: Spelled
    generation: str = ""


@lru_cache(maxsize=4096)
def prepare(record: Record) -> Prepared:
    """Normalises a record; the latest ones are remembered."""
    given_words = normalise.name_words(record.given_name)
    family_words = normalise.family_words(record.family_name)
    family = " ".join(family_words)
    first = given_words[0] if given_words else ""
    emails = _unique(normalise.email(email) for email in record.emails)
    return Prepared(
        record=record,
        given=" ".join(given_words),
        given_words=given_words,
        given_classes=normalise.given_name_classes(first) if first else frozenset(),
        given_sound=koelner(first),
        family=family,
        family_words=family_words,
        family_sound=koelner(family),
        birth_name=" ".join(normalise.family_words(record.birth_name)),
        company=normalise.company(record.company_name),
        birth=normalise.birth_digits(record.birth_date, record.birth_date_text),
        emails=emails,
        phones=_unique(normalise.phone_core(phone) for phone in record.phones),
        addresses=tuple(
            prepared for address in record.addresses if (prepared := _prepare_address(address))
        ),
        spelled=spelled_names(emails, first, family),
        generation=normalise.generation(record.title_after, record.family_name, record.given_name),
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


@lru_cache(maxsize=4096)
def _prepare_address(address: RecordAddress) -> PreparedAddress | None:
    street, number = normalise.split_street(address.street, address.house_number)
    postal_code = normalise.fold(address.postal_code).replace(" ", "")
    place = normalise.fold(address.place)
    if not (street or postal_code or place):
        return None
    return PreparedAddress(address, street, number, postal_code, place)
