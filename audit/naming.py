"""What a row is called in the record: »Herrengasse 3, 8010 Graz«, »Grundriss.pdf«.

A model says in `told_by` which of its fields name a row: names, tuples of those that a space
joins, and `a/b` for what is written »5/2«.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F, Field, ForeignKey, Model, Value
from django.db.models.functions import JSONObject

from audit.models import Change, Operation
from audit.tables import model_of
from base.ui.words import Names, in_words

# What names the row of a change, by id of the change.
Told = Mapping[int, Mapping[str, Any]]


def told_fields(model: type[Model]) -> list[str]:
    """The names of the fields that name a row of `model`."""
    return [name for part in _parts(model) for joined in part for name in joined.split("/")]


def told_now(changes: Sequence[Change]) -> dict[int, Mapping[str, Any]]:
    """The columns that name each row: of a change as they are now, in one query."""
    told = {change.pk: change.before or change.after or {} for change in changes}
    changed: dict[type[Model], dict[int, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for change in changes:
        model = model_of(change)
        if change.operation == Operation.UPDATE and model and told_fields(model):
            changed[model][change.row_id].append(change)
    for change, row in _rows_of(changed):
        told[change.pk] = row
    return told


def _rows_of(
    changed: Mapping[type[Model], Mapping[int, Sequence[Change]]],
) -> Iterator[tuple[Change, Mapping[str, Any]]]:
    models = list(changed)
    parts = []
    for number, model in enumerate(models):
        columns: list[str] = [
            model._meta.get_field(name).attname  # type: ignore[union-attr]
            for name in told_fields(model)
        ]
        rows = model._base_manager.filter(pk__in=changed[model])
        row = JSONObject(**{column: F(column) for column in columns})
        parts.append(rows.values_list(Value(number), "pk", row))
    if parts:
        for number, pk, row in parts[0].union(*parts[1:], all=True):
            yield from ((change, row) for change in changed[models[number]][pk])


def name_of(change: Change, told: Told, names: Names) -> str:
    """The row of `change` by name; "" where it has none."""
    model = model_of(change)
    row = told.get(change.pk, {})
    parts = [
        " ".join(filter(None, (_joined(model, joined, row, change, names) for joined in part)))
        for part in (_parts(model) if model else ())
    ]
    return ", ".join(filter(None, parts))


def is_about_subject(field: Field[Any, Any], value: Any, change: Change) -> bool:
    """Whether a key leads to the contact or property whose record this is."""
    if not isinstance(field, ForeignKey) or value != change.subject_id:
        return False
    model: Any = field.related_model
    return bool(model._meta.model_name == change.subject_type)


def _parts(model: type[Model]) -> list[tuple[str, ...]]:
    told_by = getattr(model, "told_by", ())
    return [(part,) if isinstance(part, str) else part for part in told_by]


def _joined(
    model: type[Model] | None, joined: str, row: Mapping[str, Any], change: Change, names: Names
) -> str:
    assert model is not None
    fields: list[Any] = [model._meta.get_field(name) for name in joined.split("/")]
    words = (_words(field, row.get(field.column), change, names) for field in fields)
    return "/".join(filter(None, words))


def _words(field: Any, value: Any, change: Change, names: Names) -> str:
    return "" if is_about_subject(field, value, change) else in_words(field, value, names)
