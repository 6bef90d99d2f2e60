"""Decides whether a property fits a search order, how well, and why.

Everything that finds matches faster (tokens, indexes) only narrows down what is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from properties.matching.criteria import KINDS, CriterionKind, Mode, Shape
from properties.matching.places import Location, Where, locate


class Verdict(Enum):
    """How one criterion stands to one property."""

    FITS = "fits"
    TOLERATED = "tolerated"
    UNKNOWN = "unknown"
    MISSES = "misses"


@dataclass(frozen=True)
class Traits:
    """What matching looks at in a property. None and the empty set mean: not known.

    `impossible` are numbers that the property cannot have, such as the price of a rented flat:
    there nothing is unknown.
    """

    codes: dict[CriterionKind, frozenset[str]] = field(default_factory=dict)
    numbers: dict[CriterionKind, Decimal | None] = field(default_factory=dict)
    impossible: frozenset[CriterionKind] = frozenset()
    absent_features: frozenset[str] = frozenset()
    location: Location = field(default_factory=Location)


@dataclass(frozen=True)
class Wanted:
    """One criterion: codes or places that are accepted, or a range with a tolerance (percent)."""

    kind: CriterionKind
    mode: Mode = Mode.MUST
    codes: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    tolerance: int = 0
    unknown_fits: bool = True
    id: int | None = None

    @property
    def is_must(self) -> bool:
        """Whether it decides, not only ranks."""
        return self.mode == Mode.MUST

    def bounds(self, share: Decimal, amount: Decimal = Decimal(0)) -> Bounds:
        """The range widened by `share` of each bound or by `amount`, whichever is more."""
        low, high = self.minimum, self.maximum
        return Bounds(
            None if low is None else low - max(low * share, amount),
            None if high is None else high + max(high * share, amount),
        )

    @property
    def tolerated(self) -> Bounds:
        """What still fits."""
        return self.bounds(Decimal(self.tolerance) / 100)

    @property
    def near(self) -> Bounds:
        """What misses narrowly at most; never narrower than what still fits."""
        info = KINDS[self.kind]
        return self.bounds(max(info.near, Decimal(self.tolerance) / 100), info.near_by)


@dataclass(frozen=True)
class Bounds:
    """A range of numbers, both ends in it; None is open."""

    low: Decimal | None
    high: Decimal | None

    def hold(self, value: Decimal) -> bool:
        """Whether `value` lies within."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Judged:
    """A criterion with its verdict; `value` is the property's number where there is one."""

    wanted: Wanted
    verdict: Verdict
    value: Decimal | None = None

    @property
    def decides_against(self) -> bool:
        """Whether this alone keeps the property from matching."""
        if not self.wanted.is_must:
            return False
        if self.verdict == Verdict.UNKNOWN:
            return not self.wanted.unknown_fits
        return self.verdict == Verdict.MISSES

    @property
    def is_narrow(self) -> bool:
        """Whether a miss is small enough to talk about: a near number, one lacking feature."""
        if self.verdict == Verdict.UNKNOWN:
            return True
        if self.value is not None:
            return self.wanted.near.hold(self.value)
        return self.wanted.kind == CriterionKind.FEATURE

    @property
    def off_by(self) -> Decimal:
        """How far outside the range, as a share of the bound that is missed (0.024 = 2.4 %)."""
        low, high, value = self.wanted.minimum, self.wanted.maximum, self.value
        if value is not None and low and value < low:
            return (low - value) / low
        if value is not None and high is not None and value > high:
            return (value - high) / high if high else Decimal(1)
        return Decimal(0)

    @property
    def share(self) -> float:
        """How much of its weight it earns, 0 to 1; half where the tolerance is used up."""
        if self.verdict == Verdict.TOLERATED:
            return 1.0 - float(self.off_by) * 50 / self.wanted.tolerance
        return _SHARE[self.verdict]


@dataclass(frozen=True)
class Assessment:
    """The judgement on a property: it fits when no must criterion speaks against it."""

    judged: tuple[Judged, ...]

    @property
    def fits(self) -> bool:
        """Whether the property matches the order. An order without criteria matches nothing."""
        return bool(self.judged) and not self.against

    @property
    def is_near(self) -> bool:
        """Whether one criterion alone keeps it from matching, and narrowly."""
        return len(self.against) == 1 and self.against[0].is_narrow

    @property
    def against(self) -> tuple[Judged, ...]:
        """The criteria that keep it from matching."""
        return tuple(one for one in self.judged if one.decides_against)

    @property
    def score(self) -> int:
        """0 to 100: musts weigh three times as much as wishes; unknown counts half."""
        total = sum(_WEIGHT[one.wanted.mode] for one in self.judged)
        reached = sum(_WEIGHT[one.wanted.mode] * one.share for one in self.judged)
        return round(100 * reached / total) if total else 0


_WEIGHT = {Mode.MUST: 3, Mode.WISH: 1}
_SHARE = {Verdict.FITS: 1.0, Verdict.UNKNOWN: 0.5, Verdict.MISSES: 0.0}
_WHERE = {
    Where.THERE: Verdict.FITS,
    Where.UNKNOWN: Verdict.UNKNOWN,
    Where.ELSEWHERE: Verdict.MISSES,
}


def assess(criteria: Iterable[Wanted], traits: Traits) -> Assessment:
    """Judges every criterion, so that each answer can be explained."""
    return Assessment(tuple(_judge(wanted, traits) for wanted in criteria))


def _judge(wanted: Wanted, traits: Traits) -> Judged:
    shape = KINDS[wanted.kind].shape
    if shape == Shape.RANGE:
        return _judge_range(wanted, traits)
    if shape == Shape.PLACES:
        return Judged(wanted, _WHERE[locate(wanted.codes, traits.location)])
    return Judged(wanted, _judge_codes(wanted, traits))


def _judge_codes(wanted: Wanted, traits: Traits) -> Verdict:
    has = traits.codes.get(wanted.kind, frozenset())
    accepted = frozenset(wanted.codes)
    if has & accepted:
        return Verdict.FITS
    if wanted.kind == CriterionKind.FEATURE:
        return Verdict.MISSES if accepted <= traits.absent_features else Verdict.UNKNOWN
    return Verdict.MISSES if has else Verdict.UNKNOWN


def _judge_range(wanted: Wanted, traits: Traits) -> Judged:
    value = traits.numbers.get(wanted.kind)
    if value is None:
        is_impossible = wanted.kind in traits.impossible
        return Judged(wanted, Verdict.MISSES if is_impossible else Verdict.UNKNOWN)
    if Bounds(wanted.minimum, wanted.maximum).hold(value):
        return Judged(wanted, Verdict.FITS, value)
    fits = wanted.tolerated.hold(value)
    return Judged(wanted, Verdict.TOLERATED if fits else Verdict.MISSES, value)
