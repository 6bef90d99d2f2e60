"""Merges a save into what others saved meanwhile, and says what a page shows of a property."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from base.editing.baseline import baseline
from base.editing.carried import OWN, own_base, rows_base
from base.editing.conflicts import ChangedMeanwhile, Conflict
from base.editing.merging import Conflicts, merge_into, merge_set
from properties.features import FEATURES, feature_label
from properties.models import Property

# The part of a base that holds yes or no for each feature that is known.
ANSWERS = "features"
YES, NO = "yes", "no"
_LISTS = ("features", "absent_features")


def shown(record: Property, names: Iterable[str]) -> dict[str, Any]:
    """What a page with the fields `names` and all features shows of `record`."""
    plain = [name for name in names if name not in _LISTS]
    return {OWN: baseline(record, plain), ANSWERS: answers(record.features, record.absent_features)}


def answers(present: Iterable[str], absent: Iterable[str]) -> dict[str, str]:
    """Yes or no for each feature that is known."""
    return dict.fromkeys(present, YES) | dict.fromkeys(absent, NO)


def merge_property(
    record: Property, values: Mapping[str, Any], base: Mapping[str, Any] | None
) -> list[str]:
    """Sets what `values` changes against `base`; returns the names of the fields.

    Features are answers each by itself. Raises ChangedMeanwhile where two people gave different
    values for the same field; without `base` every value counts.
    """
    conflicts: Conflicts = []
    merged = dict(values)
    if base:
        merged |= _merged_features(record, values, base, conflicts)
    changed = merge_into(record, merged, own_base(base or {}), conflicts)
    if conflicts:
        raise ChangedMeanwhile(conflicts)
    return changed


def _merged_features(
    record: Property, values: Mapping[str, Any], base: Mapping[str, Any], conflicts: Conflicts
) -> dict[str, list[str]]:
    if not set(_LISTS) <= set(values):
        return {}
    now = answers(record.features, record.absent_features)
    mine = answers(*(values[name] for name in _LISTS))
    merged, disputed = merge_set(now, mine, rows_base(base, ANSWERS))
    for code in disputed:
        theirs, own = _word(now.get(code, "")), _word(mine.get(code, ""))
        conflicts.append(Conflict(feature_label(code), code, theirs, own, rows=ANSWERS))
    states = (YES, NO)
    return {
        name: [code for code in FEATURES if merged.get(code) == state]
        for name, state in zip(_LISTS, states, strict=True)
    }


def _word(answer: str) -> str:
    return {YES: _("Ja"), NO: _("Nein")}.get(answer, "")
