"""Counts how common values are in an agency's stock, and keeps the counts at hand.

Counted when the whole stock is examined and kept as one compressed row of an agency. Only values
that three contacts or more share are kept: `Rarity` takes a value seen once or twice for what an
unknown one is. A process remembers the counts of the agencies it served last, by their version.
"""

from __future__ import annotations

import json
import time
import zlib
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from contacts.duplicates.packed import ENGINE
from contacts.duplicates.prepared import Prepared
from contacts.duplicates.rarity import TYPICAL, Rarity, countable_values
from contacts.duplicates.weights import TYPICAL_SHARE
from contacts.models import StockStatistics

_SHARED = 3
_MOST_COUNTED = 3_000_000
_REMEMBERED = 16

_known: OrderedDict[int, tuple[int, Rarity]] = OrderedDict()


def rarity_of(agency_id: int, version: int | None) -> Rarity:
    """The counts of `version` of an agency's statistics; typical shares where there is none."""
    if version is None:
        return TYPICAL
    known = _known.get(agency_id)
    if known is None or known[0] != version:
        stored = StockStatistics.objects.filter(pk=agency_id).first()
        if stored is None:
            return TYPICAL
        known = _known[agency_id] = (stored.version, _read(stored))
    _known.move_to_end(agency_id)
    while len(_known) > _REMEMBERED:
        _known.popitem(last=False)
    return known[1]


def _read(stored: StockStatistics) -> Rarity:
    counts: Mapping[str, Mapping[str, int]] = json.loads(zlib.decompress(bytes(stored.counts)))
    return Rarity(max(stored.total, 1), counts, stored.duplicates, stored.households)


def count_values(stock: Iterable[Prepared]) -> Rarity:
    """Counts a stock of any size in bounded memory.

    Beyond some three million different values those seen once so far are forgotten (lossy
    counting; Manku and Motwani, VLDB 2002): what is common is counted all the same.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in TYPICAL_SHARE}
    total = held = 0
    for prepared in stock:
        total += 1
        for name, value in countable_values(prepared):
            counted = counts[name]
            held += value not in counted
            counted[value] += 1
        if held > _MOST_COUNTED:
            held = _forget_rare(counts)
    return Rarity(max(total, 1), counts)


def _forget_rare(counts: dict[str, Counter[str]]) -> int:
    for name, counted in counts.items():
        counts[name] = Counter({value: count for value, count in counted.items() if count > 1})
    return sum(map(len, counts.values()))


def store_statistics(agency_id: int, rarity: Rarity) -> None:
    """Keeps what was counted and learned as the agency's statistics."""
    values: dict[str, Any] = {
        "engine": ENGINE,
        "version": time.time_ns(),
        "total": rarity.total,
        "duplicates": rarity.duplicates,
        "households": rarity.households,
        "counts": _written(rarity),
        "changed_since": 0,
    }
    StockStatistics.objects.update_or_create(pk=agency_id, defaults=values)


def _written(rarity: Rarity) -> bytes:
    shared = {
        name: {value: count for value, count in counted.items() if count >= _SHARED}
        for name, counted in rarity.counts.items()
    }
    return zlib.compress(json.dumps(shared, ensure_ascii=False).encode(), level=3)
