"""Merges what a person changed into what is stored now, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from contacts.bank import masked
from contacts.data import Baseline, is_secret, seen
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
        if new == now or _untouched(instance, name, new, base):
            continue
        if base is not None and name in base and seen(instance, name, now) != base[name]:
            conflicts.append(_conflict(instance, name, now, new))
        setattr(instance, name, new)
        changed.append(name)
    return changed


def _untouched(instance: Model, name: str, new: Any, base: Baseline | None) -> bool:
    return base is not None and name in base and seen(instance, name, new) == base[name]


def _conflict(instance: Model, name: str, now: Any, new: Any) -> Conflict:
    label = instance._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    if is_secret(instance, name):
        now, new = masked(str(now)), masked(str(new))
    return Conflict(label, name, now, new, row_id=_row_id(instance), rows=rows_name(instance))


def rows_name(instance: Model) -> str:
    """Under what name a contact has rows like this one; empty for the contact itself."""
    if not hasattr(instance, "contact_id"):
        return ""
    key: Any = instance._meta.get_field("contact")
    return str(key.remote_field.related_name)


def _row_id(instance: Model) -> int | None:
    return instance.pk if hasattr(instance, "contact_id") else None
