"""Inserts many rows of one model with one parameter instead of one for each value."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Field, Model
from psycopg import sql

_NUMBERS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
_INSERT = sql.SQL(
    "INSERT INTO {table} ({columns})"
    " SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)"
)


def number(rows: Sequence[Model]) -> None:
    """Gives `rows`, all of one model, the ids under which `insert_many` will store them."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [type(rows[0])._meta.db_table, len(rows)])
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = number


def insert_many(rows: Sequence[Model]) -> None:
    """Inserts numbered `rows`, all of one model; triggers see each row.

    As `bulk_create`, for a quarter of its time where a model has dozens of columns. Values are
    those that PostgreSQL reads from JSON: no bytes.
    """
    if not rows:
        return
    model = type(rows[0])
    fields: list[Any] = [field for field in model._meta.concrete_fields if not field.generated]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
        statement = _INSERT.format(table=sql.Identifier(table), columns=columns).as_string()
        cursor.execute(statement, [_as_json(rows, fields)])
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias


def _as_json(rows: Sequence[Model], fields: Sequence[Field[Any, Any]]) -> str:
    values = [
        {
            field.column: field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for field in fields
        }
        for row in rows
    ]
    return json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False)
