"""Draws words as often as they occur: few of them very often, most of them hardly ever."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate, product
from random import Random
from typing import Generic, TypeVar

from bench.stock import vocabulary as words

T = TypeVar("T")


class Drawn(Generic[T]):
    """Values with how often each of them comes."""

    def __init__(self, values: Sequence[T], weights: Sequence[float]) -> None:
        self.values = values
        self._sums = list(accumulate(weights))
        self._last = len(values) - 1

    def draw(self, chance: Random) -> T:
        """One of the values."""
        return self.values[min(bisect(self._sums, chance.random() * self._sums[-1]), self._last)]


def by_rank(values: Sequence[T], flat: float = 10.0) -> Drawn[T]:
    """Zipf's and Mandelbrot's law for names: the share of rank r is proportional to 1 / (r + flat).

    With 8,000 names and 10, the first one is borne by about 1.4 % of people.
    """
    return Drawn(values, [1 / (rank + flat) for rank in range(1, len(values) + 1)])


def _shuffled(values: Sequence[T], seed: str) -> list[T]:
    mixed = list(values)
    Random(seed).shuffle(mixed)  # noqa: S311 - measuring, not guarding
    return mixed


def _composed(starts: Sequence[str], ends: Sequence[str], seed: str) -> list[str]:
    return _shuffled([a + b for a, b in product(starts, ends)], seed)


def _family_names() -> list[str]:
    composed = _composed(words.FAMILY_STARTS, words.FAMILY_ENDINGS, "family")
    double = [f"{a}-{b}" for a, b in product(words.FAMILY_NAMES[:60], words.FAMILY_NAMES[60:140])]
    rare = _shuffled([*composed, *double], "rare")
    return list(dict.fromkeys([*words.FAMILY_NAMES, *rare]))


def _given_names(names: Sequence[str]) -> list[str]:
    double = [f"{a}-{b}" for a, b in product(names[:12], names[:25]) if a != b]
    return [*names, *_shuffled(double, "given")]


def _streets() -> list[str]:
    composed = _composed(words.FAMILY_STARTS + words.FEMALE, words.STREET_ENDINGS, "street")
    return [*words.STREETS, *composed]


def _places() -> Drawn[tuple[str, str, int, int]]:
    villages = [
        ("AT" if number % 2 else "DE", name.replace("-", " "), code, code)
        for number, name in enumerate(_composed(words.VILLAGE_STARTS, words.VILLAGE_ENDINGS, "v"))
        for code in [3000 + 31 * number if number % 2 else 84000 + 61 * number]
    ]
    towns = [place[:4] for place in words.PLACES]
    weights = [float(place[4]) for place in words.PLACES] + [1.2] * len(villages)
    return Drawn([*towns, *villages], weights)


FAMILY = by_rank(_family_names())
FEMALE = by_rank(_given_names(words.FEMALE))
MALE = by_rank(_given_names(words.MALE))
STREETS = by_rank(_streets(), flat=20)
PLACES = _places()
MAIL_HOSTS = by_rank(words.MAIL_HOSTS, flat=2)
