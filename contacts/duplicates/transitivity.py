"""Draws conclusions about two records from a third that resembles both."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TypeAlias

from contacts.duplicates import weights

Scores: TypeAlias = Mapping[tuple[int, int], float]

_ROUNDS = 2


def conclude(scores: Scores) -> dict[tuple[int, int], float]:
    """The pairs that a third record makes likelier than they are by themselves.

    If A is B and B is C, A is C: the probability of that is at least the sum of the first two
    less one, whatever depends on what (Fréchet's bound). `scores` are by ordered pair; so is the
    answer, which holds only what is new or higher. Chains over two such thirds are followed.
    """
    known = {pair: score for pair, score in scores.items() if score >= weights.CERTAIN}
    concluded: dict[tuple[int, int], float] = {}
    for _ in range(_ROUNDS):
        higher = _one_step(known)
        if not higher:
            break
        concluded |= higher
        known |= higher
    return concluded


def _one_step(known: Scores) -> dict[tuple[int, int], float]:
    neighbours: dict[int, list[tuple[int, float]]] = {}
    for (first, second), score in known.items():
        neighbours.setdefault(first, []).append((second, score))
        neighbours.setdefault(second, []).append((first, score))
    higher: dict[tuple[int, int], float] = {}
    for around in neighbours.values():
        for (one, score), (other, other_score) in combinations(sorted(around), 2):
            bound = score + other_score - 1
            pair = (one, other)
            if bound >= weights.LIKELY and bound > max(known.get(pair, 0), higher.get(pair, 0)):
                higher[pair] = bound
    return higher
