"""Merges what a person changed into what is stored now, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from base.editing.baseline import Baseline, seen
from base.editing.conflicts import ChangedMeanwhile, Conflict
from base.ui.money import currency_of
from base.ui.words import in_words

Conflicts = list[Conflict]


def merge_into(
    instance: Model,
    values: Mapping[str, Any],
    base: Baseline | None,
    conflicts: Conflicts,
    *,
    rows: str = "",
) -> list[str]:
    """Sets the fields that `values` changes against `base`; returns their names.

    A field that is as the person saw it stays as others made it meanwhile; one that both
    changed to different values is added to `conflicts`. Without `base` every value counts.
    `rows` is under what name the record has rows like this one; empty for the record itself.
    """
    changed = []
    for name, new in values.items():
        now = getattr(instance, name)
        if new == now or _untouched(instance, name, new, base):
            continue
        if base is not None and name in base and seen(instance, name, now) != base[name]:
            conflicts.append(_conflict(instance, name, now, new, rows))
        setattr(instance, name, new)
        changed.append(name)
    return changed


def change_row(row: Model, values: Mapping[str, Any], base: Baseline | None = None) -> list[str]:
    """Writes to a locked `row` what `values` changes; returns the names of the fields.

    Raises ChangedMeanwhile where somebody else changed the same to other values since `base`.
    """
    conflicts: Conflicts = []
    changed = merge_into(row, values, base, conflicts)
    if conflicts:
        raise ChangedMeanwhile(conflicts)
    if changed:
        row.save(update_fields=changed)
    return changed


def merge_set(
    now: Mapping[str, str], new: Mapping[str, str], base: Mapping[str, Any]
) -> tuple[dict[str, str], list[str]]:
    """Answers to a set of questions, each by itself: as they are now, with what `new` changes.

    Returns them along with the questions to which both gave different answers since `base`.
    """
    merged, disputed = dict(now), []
    for key in sorted({*now, *new}):
        mine, theirs, before = new.get(key, ""), now.get(key, ""), base.get(key, "")
        if mine in (theirs, before):
            continue
        if theirs != before:
            disputed.append(key)
        merged[key] = mine
    return {key: answer for key, answer in merged.items() if answer}, disputed


def _untouched(instance: Model, name: str, new: Any, base: Baseline | None) -> bool:
    return base is not None and name in base and seen(instance, name, new) == base[name]


def _conflict(instance: Model, name: str, now: Any, new: Any, rows: str) -> Conflict:
    field: Any = instance._meta.get_field(name)
    currency = currency_of(instance)
    theirs, mine = (in_words(field, value, currency=currency) for value in (now, new))
    row_id = instance.pk if rows else None
    return Conflict(field.verbose_name, name, theirs, mine, row_id=row_id, rows=rows)
