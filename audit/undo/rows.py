"""The rows behind changes as they are now, read for all tables at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

from audit.models import Change
from audit.tables import model_of

Row = Mapping[str, Any]
Place = tuple[str, int]  # a table and the id of a row

_UNIQUE = """
SELECT c.relname, pg_get_expr(x.indpred, x.indrelid),
       ARRAY(SELECT pg_get_indexdef(x.indexrelid, n, true)
               FROM generate_series(1, x.indnkeyatts) n)
  FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
 WHERE x.indisunique AND NOT x.indisprimary AND c.relname = ANY(%s)
   AND c.relnamespace = 'public'::regnamespace
"""


def place_of(change: Change) -> Place:
    """Which row it is."""
    return change.table_name, change.row_id


def loaded(row: Any) -> Row:
    """A row that came as JSON, as text where the connection reads it as that."""
    found: Row = json.loads(row) if isinstance(row, str) else row
    return found


def rows_now(changes: Sequence[Change]) -> dict[int, Row | None]:
    """The row of each change as it is now, by id of the change; None where it is gone."""
    ids: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        if model_of(change) is not None:
            ids[change.table_name].add(change.row_id)
    found: dict[Place, Row] = {}
    if ids:
        one = sql.SQL("SELECT {}, t.id, to_jsonb(t) FROM {} t WHERE t.id = ANY(%s)")
        parts = [one.format(sql.Literal(name), sql.Identifier(name)) for name in ids]
        for name, pk, row in _all(parts, [list(some) for some in ids.values()]):
            found[name, pk] = loaded(row)
    return {change.pk: found.get(place_of(change)) for change in changes}


def rivals(changes: Sequence[Change], wanted: Mapping[int, Row]) -> dict[int, set[Place]]:
    """Which other rows stand where a change would put the row `wanted`, by id of the change.

    Asks what the unique indexes of the database ask.
    """
    tables = {change.pk: change.table_name for change in changes if change.pk in wanted}
    if not tables:
        return {}
    parts, values = [], []
    for name, condition, keys in _unique_indexes(tuple(sorted(set(tables.values())))):
        of_table = [pk for pk, table in tables.items() if table == name]
        parts.append(_rivals_in(name, condition, keys))
        values += [of_table, [Jsonb(dict(wanted[pk])) for pk in of_table]]
    found: dict[int, set[Place]] = defaultdict(set)
    for name, pk, row_id in _all(parts, values) if parts else ():
        found[pk].add((name, row_id))
    return found


@cache
def _unique_indexes(tables: tuple[str, ...]) -> list[tuple[str, str | None, list[str]]]:
    """Asked once: a process does not outlive the tables that it was started for."""
    with connection.cursor() as cursor:
        cursor.execute(_UNIQUE, [list(tables)])
        return list(cursor.fetchall())


def _rivals_in(table: str, condition: str | None, keys: Sequence[str]) -> sql.Composed:
    """Both sides compute the index's own expressions, which come from the catalogue."""
    named = sql.SQL(", ").join(
        sql.SQL("({}) AS {}").format(sql.SQL(key), sql.Identifier(f"key{number}"))
        for number, key in enumerate(keys)
    )
    same = sql.SQL(" AND ").join(
        sql.SQL("mine.{0} = other.{0}").format(sql.Identifier(f"key{number}"))
        for number in range(len(keys))
    )
    statement = sql.SQL(
        "SELECT {name}, mine.change, other.id"
        " FROM (SELECT e.change, r.id, {keys} FROM unnest(%s::bigint[], %s::jsonb[]) "
        "  e(change, wish)"
        " CROSS JOIN LATERAL jsonb_populate_record(NULL::{table}, e.wish) r WHERE {condition}) mine"
        " JOIN (SELECT id, {keys} FROM {table} WHERE {condition}) other"
        " ON {same} AND mine.id <> other.id"
    )
    return statement.format(
        name=sql.Literal(table),
        keys=named,
        same=same,
        table=sql.Identifier(table),
        condition=sql.SQL(condition or "true"),
    )


def _all(parts: Sequence[sql.Composed], values: Sequence[Any]) -> list[tuple[Any, ...]]:
    statement = sql.SQL(" UNION ALL ").join(parts)
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(), values)
        return list(cursor.fetchall())
