"""Which currency the amounts of a change were in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from audit.models import Change
from audit.tables import model_of
from base.ui.money import MoneyField

COLUMN = "currency"


def currencies_then(changes: Sequence[Change]) -> dict[int, str]:
    """By id of each change of an amount: the currency its row had, where it does not say itself.

    That is what the next change of the currency found, or else what the row has today.
    """
    asked = [change for change in changes if _leaves_it_open(change)]
    if not asked:
        return {}
    today, found = _today(asked), _found_by_later_changes(asked)
    return {
        change.pk: next(
            (was for pk, was in found[_row(change)] if pk > change.pk),
            today.get(_row(change), ""),
        )
        for change in asked
    }


def currency_on(side: Mapping[str, Any], then: str) -> str:
    """The currency before or after a change, which may have changed it as well."""
    return str(side.get(COLUMN) or then)


def _leaves_it_open(change: Change) -> bool:
    values = {**(change.before or {}), **(change.after or {})}
    model = model_of(change)
    return (
        COLUMN not in values
        and model is not None
        and any(isinstance(one, MoneyField) and one.column in values for one in model._meta.fields)
    )


def _row(change: Change) -> tuple[str, int]:
    return change.table_name, change.row_id


def _today(changes: Sequence[Change]) -> dict[tuple[str, int], str]:
    rows: dict[Any, set[int]] = defaultdict(set)
    for change in changes:
        rows[model_of(change)].add(change.row_id)
    return {
        (model._meta.db_table, pk): currency
        for model, ids in rows.items()
        for pk, currency in model._base_manager.filter(pk__in=ids).values_list("pk", COLUMN)
    }


def _found_by_later_changes(
    changes: Sequence[Change],
) -> dict[tuple[str, int], list[tuple[int, str]]]:
    found: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    told = Change.objects.filter(
        agency_id__in={change.agency_id for change in changes},
        subject_type__in={change.subject_type for change in changes},
        subject_id__in={change.subject_id for change in changes},
        table_name__in={change.table_name for change in changes},
        before__has_key=COLUMN,
        id__gt=min(change.pk for change in changes),
    ).order_by("id")
    for change in told.only("id", "table_name", "row_id", "before"):
        found[_row(change)].append((change.pk, str((change.before or {})[COLUMN])))
    return found
