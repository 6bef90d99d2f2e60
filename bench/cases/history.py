"""A save with the trigger that writes history, and the same statement on a table without it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from django.db import connection, transaction

from audit.context import acting, action
from bench.cases.common import some_ids
from bench.measuring import Result, compare, interleaved
from contacts.models import Contact

ROUNDS = 300
_TABLE, _TWIN = "contacts_contact", "bench_contact"
_PREPARE = (
    f"CREATE TABLE {_TWIN} (LIKE {_TABLE} INCLUDING ALL)",
    f"INSERT INTO {_TWIN} SELECT * FROM {_TABLE}",  # noqa: S608
    f"GRANT SELECT, UPDATE ON {_TWIN} TO PUBLIC",
    f"VACUUM ANALYZE {_TWIN}",
)


def measure(rows: int) -> Iterator[Result]:
    """Each save is a transaction of its own, written through to the disk."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for statement in _PREPARE:
            owner.execute(statement)
    warm = ROUNDS // 10
    ids = dict.fromkeys(some_ids(rows, ROUNDS + warm + 50, "save"))
    contacts = [Contact.objects.get(pk=pk) for pk in ids]

    def plain(number: int) -> None:
        with connection.execute_wrapper(_elsewhere):
            _save(contacts[number], f"ohne {number}")

    subjects = {
        "history-save": lambda number: _save(contacts[number], f"mit {number}"),
        "the same save without trigger": plain,
    }
    yield from compare("history-save", rows, interleaved(subjects, ROUNDS, warm))


def _save(contact: Contact, text: str) -> None:
    contact.remarks = text
    with acting(actor="bench"), action("bench.save"), transaction.atomic():
        contact.save(update_fields=["remarks"])


def _elsewhere(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    return execute(sql.replace(f'"{_TABLE}"', f'"{_TWIN}"'), params, many, context)
