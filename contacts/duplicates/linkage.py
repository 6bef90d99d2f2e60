"""Finds all duplicates of a stock in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from contacts.duplicates import weights
from contacts.duplicates.keys import keys_of
from contacts.duplicates.prepared import Prepared, prepare
from contacts.duplicates.rarity import Rarity
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import Comparison, in_words, weigh_pair

LARGEST_BLOCK = 200
"""A key that more records share than this (a role address, a big landlord) says too little."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one stock that may be one party."""

    a: Record
    b: Record
    comparison: Comparison


def find_pairs(
    records: Iterable[Record],
    *,
    rarity: Rarity | None = None,
    threshold: float = weights.LIKELY,
    largest_block: int = LARGEST_BLOCK,
) -> list[Pair]:
    """The pairs that score at least `threshold`, best first; rarity is counted from the stock."""
    stock = [prepare(record) for record in records]
    known = rarity or Rarity.from_prepared(stock)
    pairs = []
    for first, second in candidates(stock, largest_block):
        weighed = weigh_pair(stock[first], stock[second], known)
        if weighed.score >= threshold:
            pairs.append(Pair(stock[first].record, stock[second].record, in_words(weighed)))
    pairs.sort(key=lambda pair: -pair.comparison.score)
    return pairs


def candidates(
    stock: list[Prepared], largest_block: int = LARGEST_BLOCK
) -> Iterator[tuple[int, int]]:
    """Positions of records that share a blocking key, each pair once, the smaller one first."""
    blocks: dict[int, list[int]] = {}
    for position, prepared in enumerate(stock):
        for key in keys_of(prepared):
            blocks.setdefault(key, []).append(position)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 2 <= len(members) <= largest_block:
            seen.update(combinations(members, 2))
    return iter(sorted(seen))
