"""Merges what a person changed into what is stored now, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from contacts.data import Baseline, comparable
from contacts.errors import Conflict

Conflicts = list[Conflict]


def merge_into(
    instance: Model, values: Mapping[str, Any], base: Baseline | None, conflicts: Conflicts
) -> list[str]:
    """Sets the fields that `values` changes against `base`; returns their names.

    A field that is as the person saw it stays as others made it meanwhile; one that both
    changed to different values is added to `conflicts`. Without `base` every value counts.
    """
    changed = []
    for name, new in values.items():
        now = getattr(instance, name)
        if new == now or _untouched(name, new, base):
            continue
        if base is not None and name in base and comparable(now) != base[name]:
            label = instance._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            conflicts.append(Conflict(label, name, now, new, row_id=_row_id(instance)))
        setattr(instance, name, new)
        changed.append(name)
    return changed


def _untouched(name: str, new: Any, base: Baseline | None) -> bool:
    return base is not None and name in base and comparable(new) == base[name]


def _row_id(instance: Model) -> int | None:
    return instance.pk if hasattr(instance, "contact_id") else None
