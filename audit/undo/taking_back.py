"""Takes changes back, row by row: never over later work."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg import sql
from psycopg.types.json import Jsonb

from audit.models import Change, Operation
from audit.tables import model_of
from audit.undo.plan import goes_softly
from audit.undo.rows import Row, loaded, rows_now
from audit.undo.secrets import SECRET_MARK
from audit.undo.verdicts import columns_back
from base.errors import DomainError


@dataclass
class Undone:
    """What an undo did: `rows` taken back, `kept` (table, row id, column) changed since."""

    rows: int = 0
    kept: list[tuple[str, int, str]] = field(default_factory=list)
    context: UUID | None = None


def take_all_back(changes: list[Change], result: Undone) -> None:
    """Rows of one table that were added one after the other go in one statement."""
    with_values = Change.objects.in_bulk(
        [change.pk for change in changes if change.operation != Operation.INSERT]
    )
    for (operation, table, softly), group in groupby(changes, key=_handled_together):
        if operation == Operation.INSERT:
            _remove(table, list(group), softly, result)
            continue
        for change in group:
            _take_back(with_values[change.pk], result)


def _handled_together(change: Change) -> tuple[str, str, bool]:
    return change.operation, _known_table(change), goes_softly(change)


def _take_back(change: Change, result: Undone) -> None:
    if change.operation == Operation.DELETE:
        _put_back(change, result)
    else:
        _restore_columns(change, result)


def _remove(name: str, added: list[Change], softly: bool, result: Undone) -> None:
    table = sql.Identifier(name)
    if softly:
        statement = sql.SQL(
            "UPDATE {} SET deleted_at = %s WHERE id = ANY(%s) AND deleted_at IS NULL"
        )
        ids = [change.row_id for change in added]
        result.rows += _run(statement.format(table), [timezone.now(), ids])
        return
    _remove_for_good(table, added, result)


def _remove_for_good(table: sql.Identifier, added: list[Change], result: Undone) -> None:
    """As long as nobody changed the row since it was added (`verdicts.is_as_added`)."""
    statement = sql.SQL(
        "DELETE FROM {} t USING audit_change c WHERE c.id = ANY(%s) AND t.id = c.row_id"
        " AND NOT EXISTS (SELECT FROM jsonb_each(c.after) told WHERE told.value <> %s"
        " AND to_jsonb(t) -> told.key IS DISTINCT FROM told.value) RETURNING t.id"
    )
    with connection.cursor() as cursor:
        values: list[Any] = [[change.pk for change in added], Jsonb(SECRET_MARK)]
        cursor.execute(statement.format(table).as_string(), values)
        gone = {pk for (pk,) in cursor.fetchall()}
    result.rows += len(gone)
    left = [change for change in added if change.row_id not in gone]
    still_there = rows_now(left)
    result.kept += [
        (change.table_name, change.row_id, "") for change in left if still_there[change.pk]
    ]


def _put_back(change: Change, result: Undone) -> None:
    table = sql.Identifier(_known_table(change))
    computed = _computed_columns(change)
    row = {
        name: "" if value == SECRET_MARK else value
        for name, value in (change.before or {}).items()
        if name not in computed
    }
    columns = sql.SQL(", ").join(map(sql.Identifier, row))
    statement = sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {columns}"
        " FROM jsonb_populate_record(NULL::{table}, %s) ON CONFLICT DO NOTHING"
    )
    if _run(statement.format(table=table, columns=columns), [Jsonb(row)]):
        result.rows += 1
    elif rows_now([change])[change.pk] is None:  # another row stands in its place
        result.kept.append((change.table_name, change.row_id, ""))


def _computed_columns(change: Change) -> set[str]:
    """What the database computes by itself, and nobody may write."""
    model = model_of(change)
    fields = model._meta.concrete_fields if model else ()
    return {str(field.column) for field in fields if field.generated}


def _restore_columns(change: Change, result: Undone) -> None:
    now_is = _locked_row(change)
    if now_is is None:
        result.kept.append((change.table_name, change.row_id, ""))
        return
    back, kept = columns_back(change, now_is)
    result.kept += [(change.table_name, change.row_id, column) for column in kept]
    if back:
        result.rows += _write_columns(change, back)


def _locked_row(change: Change) -> Row | None:
    statement = sql.SQL("SELECT to_jsonb(t) FROM {} t WHERE id = %s FOR UPDATE")
    table = sql.Identifier(_known_table(change))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table).as_string(), [change.row_id])
        found = cursor.fetchone()
    return loaded(found[0]) if found else None


def _write_columns(change: Change, values: dict[str, Any]) -> int:
    table = sql.Identifier(_known_table(change))
    names = sql.SQL(", ").join(
        sql.SQL("{0} = back.{0}").format(sql.Identifier(name)) for name in values
    )
    statement = sql.SQL(
        "UPDATE {table} AS t SET {names} FROM jsonb_populate_record(NULL::{table}, %s) AS back"
        " WHERE t.id = %s"
    )
    return _run(statement.format(table=table, names=names), [Jsonb(values), change.row_id])


def _run(statement: sql.Composed, params: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(), params)
        return int(cursor.rowcount)


def _known_table(change: Change) -> str:
    """The table, checked against our models: nothing from a row becomes SQL unchecked."""
    if model_of(change) is None:
        raise DomainError(_("Hier gibt es nichts rückgängig zu machen."))
    return change.table_name
