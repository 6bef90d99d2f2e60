"""From the names in the record to our models."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db.models import Model

from audit.models import Change


@cache
def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def model_of(change: Change) -> type[Model] | None:
    """The model of the row that changed; None for a table that is no longer ours."""
    return _models().get(change.table_name)


def is_subject_row(change: Change) -> bool:
    """Whether the row is the contact or property itself, as opposed to one that hangs on it."""
    model = model_of(change)
    is_of_its_kind = model is not None and model._meta.model_name == change.subject_type
    return is_of_its_kind and change.row_id == change.subject_id
