"""Pages of pairs by keyset, in the order of `open_pairs`."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.db.models import QuerySet

from contacts.deduplication.pairs import after
from contacts.models import ContactPair

SIZE = 25
COUNT_CAP = 1_000
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class PairPage:
    """One page; `next` is the cursor of the one behind it, empty at the end."""

    pairs: list[ContactPair]
    next: str


def read_cursor(text: str) -> tuple[float, int, int] | None:
    """The pair that a cursor names; None for anything that makes no sense."""
    parts = text.split("_")
    try:
        score, a, b = float(parts[0]), int(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    fits = math.isfinite(score) and 0 < a <= _LARGEST_ID and 0 < b <= _LARGEST_ID
    return (score, a, b) if fits else None


def page_of_pairs(pairs: QuerySet[ContactPair], cursor: str) -> PairPage:
    """The pairs behind `cursor`, from the first one without it."""
    start = read_cursor(cursor)
    found = list((after(pairs, start) if start else pairs).select_related("a", "b")[: SIZE + 1])
    shown = found[:SIZE]
    last = shown[-1] if len(found) > SIZE else None
    return PairPage(shown, f"{last.score!r}_{last.a_id}_{last.b_id}" if last else "")


def count_of(pairs: QuerySet[ContactPair]) -> int:
    """How many there are, counted up to one more than the cap."""
    return pairs.order_by().values("pk")[: COUNT_CAP + 1].count()
