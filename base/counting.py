"""Counts many things in one round trip to the database."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Key = TypeVar("Key", bound=Hashable)


def count_all(rows: Mapping[Key, QuerySet[Any, Any]]) -> dict[Key, int]:
    """How many rows each queryset has; one that is sliced is counted up to its end."""
    counts: dict[Key, int] = dict.fromkeys(rows, 0)
    parts: dict[Key, str] = {}
    params: list[Any] = []
    for key, found in rows.items():
        plain = found if found.query.is_sliced else found.order_by()
        try:
            sql, values = plain.values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        parts[key] = f"(SELECT count(*) FROM ({sql}) AS counted)"  # noqa: S608 - Django's own
        params += values
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts.values())}", params)
            counts |= dict(zip(parts, cursor.fetchone() or (), strict=True))
    return counts
