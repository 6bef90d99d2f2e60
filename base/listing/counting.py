"""Counts up to a cap: beyond it counting would cost more than the number tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

CAP = 5_000


@dataclass(frozen=True)
class Count:
    """How many there are, up to one more than the cap."""

    counted: int
    cap: int = CAP

    @classmethod
    def of(cls, rows: QuerySet[Any], cap: int = CAP) -> Count:
        """One query, bounded by the cap."""
        return cls(rows.order_by().values("pk")[: cap + 1].count(), cap)

    @property
    def is_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.counted > self.cap

    @property
    def shown(self) -> int:
        """The number to show: exact, or the cap where there are more."""
        return min(self.counted, self.cap)
