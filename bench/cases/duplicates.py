"""Whether a new contact is known already: candidates, scores and reasons, as on every save."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from django.db import connection

from bench.cases.common import fetch_by_key, fetch_by_orm, office, some_ids
from bench.measuring import Result, Work, compare, interleaved
from bench.plan import PRIMARY_KEY, PRIMARY_KEY_ORM, TRIGRAMS
from bench.stock.mutations import NAMES, PARTS, Draft, mutate
from bench.stock.people import Person, people
from bench.stock.trigrams import SIMILAR
from contacts.choices import ContactKind
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.deduplication.one_draft import find_duplicates
from contacts.models import Contact

ROUNDS, WARM = 400, 60
# Trigrams are so much slower that fewer rounds tell it.
TRIGRAM_ROUNDS = 60


def measure(rows: int) -> Iterator[Result]:
    """One new contact against the whole stock: half of them mutated copies, half unknown."""
    yield from floors(rows)
    yield from trigrams(rows)


def floors(rows: int) -> list[Result]:
    """Against reading one row whose key is known."""
    drafts = _drafts(rows)
    ids = some_ids(rows, len(drafts), "floor")
    subjects = {
        "duplicate-check": _check(drafts),
        PRIMARY_KEY: lambda number: fetch_by_key(ids[number]),
        PRIMARY_KEY_ORM: lambda number: fetch_by_orm(ids[number]),
    }
    return compare("duplicate-check", rows, interleaved(subjects, ROUNDS, WARM))


def trigrams(rows: int) -> list[Result]:
    """Against what pg_trgm finds similar, without any score beyond that."""
    drafts = _drafts(rows)
    subjects = {
        "duplicate-check": _check(drafts),
        TRIGRAMS: lambda number: _similar(drafts[number]),
    }
    return compare("duplicate-check", rows, interleaved(subjects, TRIGRAM_ROUNDS, 10))


def _check(drafts: list[Draft]) -> Work:
    agency, data = office(), [_data(draft) for draft in drafts]
    return lambda number: find_duplicates(data[number], agency)


def _drafts(rows: int) -> list[Draft]:
    chance = Random("drafts")  # noqa: S311
    count = ROUNDS + WARM
    known = Contact.objects.prefetch_related("phones", "emails", "addresses").in_bulk(
        some_ids(rows, count, "known")
    )
    copies = [mutate(_draft_of(contact), chance) for contact in known.values()]
    fresh = map(_draft_of_person, people("fresh", count - len(copies) // 2))
    mixed = [*copies[: count // 2], *fresh][:count]
    chance.shuffle(mixed)
    return mixed


def _draft_of(contact: Contact) -> Draft:
    phone, email, address = contact.phones.all(), contact.emails.all(), contact.addresses.all()
    return _draft(
        {name: getattr(contact, name) for name in NAMES},
        phone[0].number if phone else "",
        email[0].address if email else "",
        address[0] if address else None,
    )


def _draft_of_person(person: Person) -> Draft:
    return _draft(
        {name: person.values[name] for name in NAMES},
        person.phones[0].number if person.phones else "",
        person.emails[0] if person.emails else "",
        person.addresses[0] if person.addresses else None,
    )


def _draft(names: dict[str, str], phone: str, email: str, address: object) -> Draft:
    parts = {part: getattr(address, part, "") for part in PARTS}
    return Draft(phone=phone, email=email, **names, **parts)


def _data(draft: Draft) -> ContactData:
    address = {part: getattr(draft, part) for part in PARTS}
    return ContactData(
        values={"kind": ContactKind.COMPANY if draft.company_name else ContactKind.PERSON}
        | {name: getattr(draft, name) for name in NAMES},
        phones=[phone_row(draft.phone)] if draft.phone else [],
        emails=[email_row(draft.email)] if draft.email else [],
        addresses=[address_row(**address)] if any(address.values()) else [],
    )


def _similar(draft: Draft) -> object:
    parts = [*(getattr(draft, name) for name in NAMES), draft.postal_code, draft.place]
    text = " ".join(filter(None, parts)).lower()
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR, [text, text])
        return cursor.fetchall()
