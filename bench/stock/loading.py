"""Fills an empty, migrated database with a stock: COPY from several processes, indexes at the end.

History triggers do not run meanwhile: a stock of a million did not come about today.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections
from psycopg import sql

from base.accounts.models import Agency, Role, User
from bench.stock.rows import CHUNK, TABLES, Office, Rows, chunk_rows, chunks_of, stored_fields
from contacts.deduplication.stock.full import count_stock
from immonaut.stack.parent import die_with_parent

SLUG = "bench"
AGENT = "anna@bench.example"
_STAFF = ("Anna Huber", "Bernd Müller", "Çelik Öztürk", "Dora Šimić", "Eva Wagner")
_FORK = multiprocessing.get_context("fork")


def open_office() -> Office:
    """Creates the agency that owns the stock and those who work there."""
    agency = Agency.objects.create(
        name="Messbüro",
        slug=SLUG,
        country="AT",
        place="Graz",
        sender_address="office@bench.example",
    )
    users = [
        User(
            email=f"{name.split()[0].lower()}@bench.example" if index else AGENT,
            name=name,
            agency=agency,
            role=Role.AGENT if index else Role.ADMINISTRATOR,
            password="!",  # noqa: S106 - no password fits it
        )
        for index, name in enumerate(_STAFF)
    ]
    User.objects.bulk_create(users)
    return Office(agency.pk, tuple((user.pk, user.name) for user in users))


def load_stock(url: str, total: int) -> None:
    """Fills the database at `url` (the owner's) with an agency and `total` contacts."""
    office = open_office()
    connections.close_all()
    work = [(url, office, number, size) for number, size in chunks_of(total)]
    with psycopg.connect(url, autocommit=True) as owner, _bare_tables(owner):
        if total <= CHUNK:
            _copy_chunk(*work[0])
        else:
            with _FORK.Pool(os.cpu_count(), _end_with, [os.getpid()]) as pool:
                pool.starmap(_copy_chunk, work, chunksize=4)
    count_stock(office.agency_id)
    connections.close_all()
    with psycopg.connect(url, autocommit=True) as owner:
        table = TABLES[0]._meta.db_table
        owner.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, total])
        owner.execute("VACUUM (FREEZE, ANALYZE)")


def _end_with(parent: int) -> None:
    die_with_parent(parent, signal.SIGTERM)


_connections: dict[str, psycopg.Connection] = {}


def _copy_chunk(url: str, office: Office, number: int, size: int) -> None:
    """One chunk in one transaction; each process keeps its connection for the next."""
    if url not in _connections:
        _connections[url] = psycopg.connect(url)
    rows = chunk_rows(number, size, office)
    with _connections[url].transaction(), _connections[url].cursor() as cursor:
        copy_rows(cursor, rows)


def copy_rows(cursor: psycopg.Cursor, rows: Rows) -> None:
    """Writes rows of any models."""
    for model, found in rows.items():
        columns = [str(field.column) for field in stored_fields(model)]
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with cursor.copy(statement) as copy:
            for row in found:
                copy.write_row([row[column] for column in columns])


_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid::regclass::text = ANY(%s) AND contype IN ('f', 'u') ORDER BY contype DESC
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid::regclass::text = ANY(%s) AND NOT indisprimary
"""


@contextmanager
def _bare_tables(owner: psycopg.Connection) -> Iterator[None]:
    """Without indexes, foreign keys and triggers; puts back exactly what was there."""
    names = [model._meta.db_table for model in TABLES]
    constraints = owner.execute(_CONSTRAINTS, [names]).fetchall()
    for table, name, _definition in constraints:
        _run(owner, "ALTER TABLE {} DROP CONSTRAINT {}", table, name)
    indexes = owner.execute(_INDEXES, [names]).fetchall()
    for index, _definition in indexes:
        _run(owner, "DROP INDEX {}", index)
    for name in names:
        _run(owner, "ALTER TABLE {} DISABLE TRIGGER USER", name)
    yield
    owner.execute("SET maintenance_work_mem = '512MB'")
    for name in names:
        _run(owner, "ALTER TABLE {} ENABLE TRIGGER USER", name)
    for _index, definition in indexes:
        owner.execute(sql.SQL(definition))
    for table, name, definition in constraints:
        _run(owner, "ALTER TABLE {} ADD CONSTRAINT {} " + definition, table, name)


def _run(owner: psycopg.Connection, statement: str, *names: str) -> None:
    owner.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
