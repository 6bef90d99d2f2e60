"""Undoes a context: a field, an action, an import, a merge or a deletion, all the same way.

The changes of the context are taken back, newest first. A value that somebody changed since is
left as it is and named in the result: undo never overwrites later work.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg import sql
from psycopg.types.json import Jsonb

from audit.context import action
from audit.models import Change, Operation
from audit.subjects import refresh_subjects
from base.errors import DomainError

SECRET_MARK = "•••"  # noqa: S105 - what the record shows instead of an encrypted value


SecretKeeper = Callable[[Change, str], tuple[str, str] | None]
_keepers: list[SecretKeeper] = []


def register_secret_keeper(keeper: SecretKeeper) -> None:
    """Adds a function that knows an encrypted column as stored before and after a change.

    The record holds no secrets, not even encrypted ones. Who changes one in an action that is to
    be undone keeps both where they can be erased, and answers (before, after), or None.
    """
    if keeper not in _keepers:
        _keepers.append(keeper)


def _secret_values(change: Change, column: str) -> tuple[str, str] | None:
    found = (keeper(change, column) for keeper in _keepers)
    return next((values for values in found if values is not None), None)


@dataclass
class Undone:
    """What an undo did: `rows` taken back, `kept` (table, row id, column) changed since."""

    rows: int = 0
    kept: list[tuple[str, int, str]] = field(default_factory=list)
    context: UUID | None = None


def undo_context(*, context: UUID, agency_id: int) -> Undone:
    """Takes back every change of `context` in one transaction, as a context of its own.

    Raises DomainError when there is nothing to undo or when later rows stand on what would go.
    """
    changes = _changes(context, agency_id)
    if not changes:
        raise DomainError(_nothing_left(context, agency_id))
    result = Undone()
    try:
        with transaction.atomic(), action("undo") as own:
            result.context = own.id
            _take_all_back(_told_once(_without_children_of_removed(changes)), result)
            _refresh(changes)
    except IntegrityError as error:
        raise DomainError(
            _("Das lässt sich nicht mehr rückgängig machen: Anderes baut inzwischen darauf auf.")
        ) from error
    return result


def _changes(context: UUID, agency_id: int) -> list[Change]:
    """The changes, newest first, without the rows' values: an import has tens of thousands."""
    found = Change.objects.of_action(context, agency_id).filter(erased_by=None).order_by("-id")
    return list(
        found.defer("before", "after", "salt").annotate(goes_softly=Q(after__has_key="deleted_at"))
    )


def _nothing_left(context: UUID, agency_id: int) -> str:
    if Change.objects.of_action(context, agency_id).exists():
        return _("Endgültig Gelöschtes lässt sich nicht zurückholen.")
    return _("Hier gibt es nichts rückgängig zu machen.")


def _without_children_of_removed(changes: list[Change]) -> list[Change]:
    """A subject that was created here goes softly and keeps what hangs on it."""
    created = {
        (change.subject_type, change.subject_id)
        for change in changes
        if change.operation == Operation.INSERT
        and change.row_id == change.subject_id
        and _goes_softly(change)
    }
    return [
        change
        for change in changes
        if (change.subject_type, change.subject_id) not in created
        or (change.operation == Operation.INSERT and _goes_softly(change))
    ]


def _told_once(changes: list[Change]) -> list[Change]:
    """A row that joins two subjects told each of its changes to both: one of them is enough.

    The two follow each other among the changes of the row and differ in the subject only.
    """
    latest: dict[tuple[str, int], Change] = {}
    kept = []
    for change in changes:
        row = (change.table_name, change.row_id)
        before = latest.get(row)
        if before is None or not _is_twin(before, change):
            latest[row] = change
            kept.append(change)
    return kept


def _is_twin(one: Change, other: Change) -> bool:
    same = all(
        getattr(one, name) == getattr(other, name)
        for name in ("transaction", "operation", "before", "after")
    )
    return same and (one.subject_type, one.subject_id) != (other.subject_type, other.subject_id)


def _take_all_back(changes: list[Change], result: Undone) -> None:
    """Rows of one table that were added one after the other go in one statement."""
    with_values = Change.objects.in_bulk(
        [change.pk for change in changes if change.operation != Operation.INSERT]
    )
    for (operation, table, softly), group in groupby(changes, key=_handled_together):
        if operation == Operation.INSERT:
            result.rows += _remove(table, [change.row_id for change in group], softly)
            continue
        for change in group:
            _take_back(with_values[change.pk], result)


def _handled_together(change: Change) -> tuple[str, str, bool]:
    return change.operation, _known_table(change), _goes_softly(change)


def _goes_softly(change: Change) -> bool:
    """Whether the row that was added has a column that says it is deleted."""
    return bool(change.goes_softly)  # type: ignore[attr-defined]


def _take_back(change: Change, result: Undone) -> None:
    if change.operation == Operation.DELETE:
        result.rows += _put_back(change)
    else:
        result.rows += _restore_columns(change, result)


def _remove(name: str, ids: list[int], softly: bool) -> int:
    table = sql.Identifier(name)
    if softly:
        statement = sql.SQL(
            "UPDATE {} SET deleted_at = %s WHERE id = ANY(%s) AND deleted_at IS NULL"
        )
        return _run(statement.format(table), [timezone.now(), ids])
    return _run(sql.SQL("DELETE FROM {} WHERE id = ANY(%s)").format(table), [ids])


def _put_back(change: Change) -> int:
    table = sql.Identifier(_known_table(change))
    row = {k: "" if v == SECRET_MARK else v for k, v in (change.before or {}).items()}
    columns = sql.SQL(", ").join(map(sql.Identifier, row))
    statement = sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {columns}"
        " FROM jsonb_populate_record(NULL::{table}, %s) ON CONFLICT DO NOTHING"
    )
    return _run(statement.format(table=table, columns=columns), [Jsonb(row)])


def _restore_columns(change: Change, result: Undone) -> int:
    now_is = _current_row(change)
    if now_is is None:
        result.kept.append((change.table_name, change.row_id, ""))
        return 0
    after, back = change.after or {}, {}
    for column, value in (change.before or {}).items():
        expected = after.get(column)
        if SECRET_MARK in (value, expected):
            known = _secret_values(change, column)
            value, expected = known or (None, SECRET_MARK)
        if now_is.get(column) != expected:
            result.kept.append((change.table_name, change.row_id, column))
        else:
            back[column] = value
    return _write_columns(change, back) if back else 0


def _current_row(change: Change) -> dict[str, Any] | None:
    statement = sql.SQL("SELECT to_jsonb(t) FROM {} t WHERE id = %s FOR UPDATE")
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(sql.Identifier(_known_table(change))).as_string(), [change.row_id]
        )
        found = cursor.fetchone()
    if found is None:
        return None
    row: dict[str, Any] = json.loads(found[0]) if isinstance(found[0], str) else found[0]
    return row


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
    known = {model._meta.db_table for model in apps.get_models()}
    if change.table_name not in known:
        raise DomainError(_("Hier gibt es nichts rückgängig zu machen."))
    return change.table_name


def _refresh(changes: list[Change]) -> None:
    touched: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        touched[change.subject_type].add(change.subject_id)
    for code, ids in touched.items():
        refresh_subjects(code, ids)
