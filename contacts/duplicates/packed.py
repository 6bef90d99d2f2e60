"""A normalised record as one line of text, so that a stored one is compared without work.

Reading it back costs a few microseconds; normalising a record anew costs twenty times as much.
"""

from __future__ import annotations

import json
from typing import Any, cast

from contacts.duplicates.normalise import given_name_classes
from contacts.duplicates.prepared import Prepared, PreparedAddress
from contacts.duplicates.record import Gender, Record, RecordAddress, RecordKind
from contacts.duplicates.spelling import Spelled

ENGINE = 5
"""Rises whenever keys or packed records of the same contact come out differently."""

_read = json.JSONDecoder().decode
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pack(prepared: Prepared) -> str:
    """Everything that scores and their explanations are made of."""
    record = prepared.record
    return _write(
        [
            record.kind,
            record.gender,
            record.given_name,
            record.family_name,
            record.company_name,
            prepared.given_words,
            prepared.given_sound,
            prepared.family_words,
            prepared.family_sound,
            prepared.birth_name,
            prepared.company,
            prepared.birth,
            prepared.emails,
            prepared.phones,
            [
                (a.source.street, a.street, a.number, a.postal_code, a.place)
                for a in prepared.addresses
            ],
            prepared.spelled,
            prepared.generation,
        ]
    )


def unpack(line: str, id: int) -> Prepared:
    """What `pack` was given; it scores and explains itself as the original does."""
    (
        kind,
        gender,
        given_name,
        family_name,
        company_name,
        given_words,
        given_sound,
        family_words,
        family_sound,
        birth_name,
        company,
        birth,
        emails,
        phones,
        addresses,
        spelled,
        generation,
    ) = _read(line)
    given, family = " ".join(given_words), " ".join(family_words)
    return Prepared(
        record=Record(
            id=id,
            kind=cast("RecordKind", kind),
            gender=cast("Gender", gender),
            given_name=given_name,
            family_name=family_name,
            company_name=company_name,
        ),
        given=given,
        given_words=tuple(given_words),
        given_classes=given_name_classes(given_words[0]) if given_words else frozenset(),
        given_sound=given_sound,
        family=family,
        family_words=tuple(family_words),
        family_sound=family_sound,
        birth_name=birth_name,
        company=company,
        birth=birth,
        emails=tuple(emails),
        phones=tuple(phones),
        addresses=tuple(map(_address, addresses)),
        spelled=Spelled(*spelled),
        generation=generation,
    )


def _address(parts: list[Any]) -> PreparedAddress:
    shown, *compared = parts
    return PreparedAddress(RecordAddress(shown), *compared)
