"""The rows of made-up contacts in the product's tables, derived data by the product's own code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cache
from random import Random
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model

from bench.stock.people import NOW, Address, Person, Phone, people
from contacts.derived.columns import COLUMNS, derive
from contacts.derived.identity import ADDRESS_PARTS, Snapshot
from contacts.duplicates.packed import ENGINE
from contacts.models import (
    Contact,
    ContactAddress,
    ContactEmail,
    ContactKey,
    ContactPhone,
    ContactWord,
    Examination,
    MatchRecord,
)

SEED = "immonaut-1"
CHUNK = 1_000
TABLES: tuple[type[Model], ...] = (
    Contact,
    ContactPhone,
    ContactEmail,
    ContactAddress,
    ContactWord,
    ContactKey,
    MatchRecord,
)
Rows = dict[type[Model], list[dict[str, Any]]]
# What Snapshot asks for beside the contact's own columns.
_NOT_DELETED = {"is_deleted": False}
# What has a default there is what only couples have.
_SNAPSHOT = tuple(field.name for field in fields(Snapshot) if field.default is MISSING)


@dataclass(frozen=True)
class Office:
    """The agency that owns the stock, and (id, name) of those who work there."""

    agency_id: int
    staff: tuple[tuple[int, str], ...]


def chunk_rows(chunk: int, count: int, office: Office) -> Rows:
    """The rows of the first `count` contacts of the chunk with this number."""
    rows: Rows = {model: [] for model in TABLES}
    chance = Random(f"{SEED}:office:{chunk}")  # noqa: S311 - measuring, not guarding
    for number, person in enumerate(people(f"{SEED}:{chunk}", count)):
        _add(rows, chunk * CHUNK + number + 1, person, office, chance.choice(office.staff))
    return rows


def chunks_of(total: int) -> Iterator[tuple[int, int]]:
    """(number, size) of the chunks that make up a stock of `total`."""
    for start in range(0, total, CHUNK):
        yield start // CHUNK, min(CHUNK, total - start)


def _add(rows: Rows, pk: int, person: Person, office: Office, agent: tuple[int, str]) -> None:
    values = {
        **defaults(Contact),
        **person.values,
        "id": pk,
        "agency_id": office.agency_id,
        "responsible_id": agent[0],
    }
    derived = derive(_snapshot(values, person, agent[1]))
    rows[Contact].append(values | {name: getattr(derived, name) for name in COLUMNS})
    owner = {"agency_id": office.agency_id, "contact_id": pk}
    add_reach(rows, person, owner)
    rows[ContactWord] += [
        {**owner, "word": word, "sort_key": derived.sort_key} for word in sorted(derived.words)
    ]
    rows[MatchRecord].append(
        {
            **owner,
            "packed": derived.packed,
            "engine": ENGINE,
            "examination": Examination.DONE.value,
        }
    )
    rows[ContactKey] += [{**owner, "key": key} for key in sorted(derived.keys)]


def add_reach(rows: Rows, person: Person, owner: dict[str, Any]) -> None:
    """Adds phones, e-mails and addresses of the contact that `owner` names by columns."""
    for index, phone in enumerate(person.phones):
        rows[ContactPhone].append(
            {**defaults(ContactPhone), **owner, **_columns(phone), "is_primary": index == 0}
        )
    for index, address in enumerate(person.emails):
        rows[ContactEmail].append(
            {**defaults(ContactEmail), **owner, "address": address, "is_primary": index == 0}
        )
    for index, place in enumerate(person.addresses):
        rows[ContactAddress].append(
            {**defaults(ContactAddress), **owner, **_columns(place), "is_primary": index == 0}
        )


def _snapshot(values: dict[str, Any], person: Person, responsible: str) -> Snapshot:
    known = (
        values
        | _NOT_DELETED
        | {
            "responsible_name": responsible,
            "phones": [
                {"number": phone.number, "e164": phone.e164, "note": ""} for phone in person.phones
            ],
            "emails": list(person.emails),
            "addresses": [
                {part: getattr(address, part) for part in ADDRESS_PARTS}
                for address in person.addresses
            ],
        }
    )
    return Snapshot(**{name: known[name] for name in _SNAPSHOT})


def _columns(part: Phone | Address) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in fields(part)}


@cache
def defaults(model: type[Model]) -> dict[str, Any]:
    """What the database holds in columns that nothing is said about."""
    return {str(field.column): _default(field) for field in stored_fields(model)}


def _default(field: Field[Any, Any]) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return NOW
    return field.get_db_prep_save(field.get_default(), connection)


def stored_fields(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns that a load has to fill: all but generated ones and ids that count themselves."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.generated and (model is Contact or not isinstance(field, AutoField))
    ]
