"""Finds all duplicates of a stock in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from contacts.duplicates import weights
from contacts.duplicates.keys import ENOUGH, keys_of, worth
from contacts.duplicates.prepared import Prepared, prepare
from contacts.duplicates.rarity import Rarity
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import Comparison, Weighed, in_words, weigh_pair
from contacts.duplicates.transitivity import conclude

_ROUNDS = 8
_TYPICAL_DUPLICATES = weights.PSEUDO_RECORDS * weights.DUPLICATES_PER_RECORD
_TYPICAL_HOUSEHOLDS = weights.PSEUDO_RECORDS * weights.HOUSEHOLD_PER_RECORD

LARGEST_BLOCK = 100
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
    weighed = [
        (first, second, weigh_pair(stock[first], stock[second], known))
        for first, second in candidates(stock, largest_block)
    ]
    if rarity is None:
        known = learn_frequencies([evidence for *_, evidence in weighed], known)
    found = {(first, second): evidence for first, second, evidence in weighed}
    scores = {pair: evidence.score(known) for pair, evidence in found.items()}
    concluded = conclude(scores)
    pairs = []
    for (first, second), score in (scores | concluded).items():
        if score >= threshold:
            a, b = stock[first], stock[second]
            evidence = found.get((first, second)) or weigh_pair(a, b, known)
            by_third = (first, second) in concluded
            pairs.append(Pair(a.record, b.record, in_words(evidence, score, by_third=by_third)))
    pairs.sort(key=lambda pair: -pair.comparison.score)
    return pairs


def learn_frequencies(weighed: Sequence[Weighed], rarity: Rarity) -> Rarity:
    """How many duplicates and relatives a record has in this stock, from the evidence on its pairs.

    Expectation maximisation over these two numbers alone; a small stock stays near the typical
    ones. What an agreement is worth is not touched.
    """
    weight = rarity.total + weights.PSEUDO_RECORDS
    for _ in range(_ROUNDS):
        match = household = 0.0
        for evidence in weighed:
            one_party, one_household = evidence.probabilities(rarity)
            match += one_party
            household += one_household
        rarity = replace(
            rarity,
            duplicates=(2 * match + _TYPICAL_DUPLICATES) / weight,
            households=(2 * household + _TYPICAL_HOUSEHOLDS) / weight,
        )
    return rarity


def candidates(
    stock: list[Prepared], largest_block: int = LARGEST_BLOCK
) -> Iterator[tuple[int, int]]:
    """Positions of records that share enough keys, each pair once, the smaller one first."""
    blocks: dict[int, list[int]] = {}
    for position, prepared in enumerate(stock):
        for key in keys_of(prepared):
            blocks.setdefault(key, []).append(position)
    shared: Counter[tuple[int, int]] = Counter()
    for key, members in blocks.items():
        if 2 <= len(members) <= largest_block:
            weight = worth(key, len(members))
            for pair in combinations(members, 2):
                shared[pair] += weight
    return iter(sorted(pair for pair, weight in shared.items() if weight >= ENOUGH))
