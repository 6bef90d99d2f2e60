"""Erases a subject for good: its row, what hangs on it, and the contents of its record.

The application's role may neither delete evidence nor change the record. Both happen in one
function of the database (`audit_erase`), which only deletes and leaves the fact: every entry
stays with who did what to which row of which table and when, `erased_by` names the action that
emptied it, and the removals are entries themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection, models
from django.db.models import ForeignObjectRel, Model
from psycopg.types.json import Jsonb


def erase_subject(*, subject: str, row: Model, stories: Collection[int] | None) -> None:
    """Erases `row`, the contact or property that the record knows as `subject`.

    Rows whose foreign key says CASCADE go along, keys that say SET_NULL are emptied; whatever is
    to be kept has to let go of the row before. `stories` are ids of subjects of the same kind
    that became part of it and are erased already: their record is emptied too. With None only the
    removed rows enter without contents, because what happened belongs to another or is proof.
    Call it in a transaction, within an action that names it. Raises ProgrammingError when the
    row is not in the bin.
    """
    emptied = None if stories is None else list(stories)
    told: list[Any] = [subject, row._meta.db_table, row.pk, Jsonb([*_below(type(row))]), emptied]
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_erase(%s, %s, %s, %s, %s::bigint[])", told)


def _below(model: type[Model]) -> Iterator[dict[str, Any]]:
    """What hangs on rows of `model`, as its foreign keys say, for the database to go through."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        child: type[Model] = relation.related_model
        step = {"table": child._meta.db_table, "column": relation.field.column}
        if relation.on_delete is models.CASCADE:
            yield {**step, "below": list(_below(child))}
        elif relation.on_delete is models.SET_NULL:
            yield step
