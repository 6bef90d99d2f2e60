"""Changes in the user's words: which field, what it was, what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _

from audit.models import Change, Operation
from audit.undo import SECRET_MARK
from base.ui.words import EMPTY, in_words

# Columns that say how a row is kept, not what it says.
_HIDDEN = frozenset({"id", "agency_id", "created_at", "added_at", "updated_at", "version"})


@dataclass(frozen=True)
class Difference:
    """One field: its label, the value before and after as people read them."""

    label: str
    before: str
    after: str
    is_secret: bool = False


@dataclass(frozen=True)
class Described:
    """One change: what kind of row, what was done to it, and the differences."""

    what: str
    operation: str
    differences: tuple[Difference, ...]


def describe(changes: Iterable[Change]) -> list[Described]:
    """Each change in words; names behind foreign keys cost one query per referred model."""
    changes = list(changes)
    names = _names_of_referred(changes)
    return [_describe_one(change, names) for change in changes]


Names = dict[type[Model], dict[Any, str]]


def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def _describe_one(change: Change, names: Names) -> Described:
    model = _models().get(change.table_name)
    if model is None:
        return Described(change.table_name, _operation(change), ())
    fields = [field for field in model._meta.concrete_fields if _is_shown(field, change)]
    differences = tuple(
        difference for field in fields if (difference := _difference(field, change, names))
    )
    return Described(str(model._meta.verbose_name), _operation(change), differences)


def _operation(change: Change) -> str:
    after = (change.after or {}).get("deleted_at")
    if change.operation == Operation.UPDATE and "deleted_at" in (change.after or {}):
        return _("gelöscht") if after else _("wiederhergestellt")
    return str(Operation(change.operation).label)


def _is_shown(field: Field[Any, Any], change: Change) -> bool:
    column = field.column
    if column in _HIDDEN or not (column in (change.before or {}) or column in (change.after or {})):
        return False
    return field.editable and not _names_the_subject(field, change)


def _names_the_subject(field: Field[Any, Any], change: Change) -> bool:
    """The page is about the subject: naming it in every entry tells nothing."""
    if not isinstance(field, ForeignKey):
        return False
    if field.related_model._meta.model_name != change.subject_type:
        return False
    named = {(change.before or {}).get(field.column), (change.after or {}).get(field.column)}
    return named <= {None, change.subject_id}


def _difference(field: Field[Any, Any], change: Change, names: Names) -> Difference | None:
    before = (change.before or {}).get(field.column)
    after = (change.after or {}).get(field.column)
    if before in EMPTY and after in EMPTY:
        return None
    if SECRET_MARK in (before, after):
        return Difference(str(field.verbose_name), "", _("geändert"), is_secret=True)
    return Difference(
        str(field.verbose_name), in_words(field, before, names), in_words(field, after, names)
    )


def _names_of_referred(changes: list[Change]) -> Names:
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    known = _models()
    for change in changes:
        model = known.get(change.table_name)
        for field in model._meta.concrete_fields if model else ():
            if isinstance(field, ForeignKey) and _is_shown(field, change):
                values = {
                    (change.before or {}).get(field.column),
                    (change.after or {}).get(field.column),
                }
                wanted[field.related_model] |= values - {None}
    return {
        model: {row.pk: str(row) for row in model._base_manager.filter(pk__in=ids)}
        for model, ids in wanted.items()
    }
