"""The one predicate: whether a property fits a search order, how well, and why.

Everything that finds matches faster (tokens, indexes) only narrows down what is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from properties.orders.kinds import KINDS, Kind, Mode, Shape
from properties.orders.places import matches_place


class Verdict(Enum):
    """How one criterion stands to one property."""

    FITS = "fits"
    TOLERATED = "tolerated"
    UNKNOWN = "unknown"
    MISSES = "misses"


@dataclass(frozen=True)
class Traits:
    """What matching looks at in a property. None and the empty set mean: not known."""

    codes: dict[Kind, frozenset[str]] = field(default_factory=dict)
    numbers: dict[Kind, Decimal | None] = field(default_factory=dict)
    absent_features: frozenset[str] = frozenset()
    postal_code: str = ""
    place: str = ""
    country: str = ""


@dataclass(frozen=True)
class Wanted:
    """One criterion: codes or places that are accepted, or a range with a tolerance (percent)."""

    kind: Kind
    mode: Mode = Mode.MUST
    codes: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    tolerance: int = 0
    unknown_fits: bool = True
    id: int | None = None


@dataclass(frozen=True)
class Judged:
    """A criterion with its verdict; `off_by` is the share (0.024 = 2.4 %) outside the range."""

    wanted: Wanted
    verdict: Verdict
    off_by: Decimal = Decimal(0)

    @property
    def decides_against(self) -> bool:
        """Whether this alone keeps the property from matching."""
        if self.wanted.mode != Mode.MUST:
            return False
        if self.verdict == Verdict.UNKNOWN:
            return not self.wanted.unknown_fits
        return self.verdict == Verdict.MISSES


@dataclass(frozen=True)
class Assessment:
    """The judgement on a property: it fits when no must criterion speaks against it."""

    judged: tuple[Judged, ...]

    @property
    def fits(self) -> bool:
        """Whether the property matches the order. An order without criteria matches nothing."""
        return bool(self.judged) and not any(one.decides_against for one in self.judged)

    @property
    def against(self) -> tuple[Judged, ...]:
        """The criteria that keep it from matching."""
        return tuple(one for one in self.judged if one.decides_against)

    @property
    def score(self) -> int:
        """0 to 100: musts weigh three times as much as wishes; unknown counts half."""
        total = sum(_WEIGHT[one.wanted.mode] for one in self.judged)
        reached = sum(_WEIGHT[one.wanted.mode] * _share(one) for one in self.judged)
        return round(100 * reached / total) if total else 0


_WEIGHT = {Mode.MUST: 3, Mode.WISH: 1}
_SHARE = {Verdict.FITS: 1.0, Verdict.UNKNOWN: 0.5, Verdict.MISSES: 0.0}


def _share(one: Judged) -> float:
    if one.verdict == Verdict.TOLERATED:
        return max(0.0, 1.0 - 4 * float(one.off_by))
    return _SHARE[one.verdict]


def assess(criteria: Iterable[Wanted], traits: Traits) -> Assessment:
    """Judges every criterion, so that each answer can be explained."""
    return Assessment(tuple(_judge(wanted, traits) for wanted in criteria))


def _judge(wanted: Wanted, traits: Traits) -> Judged:
    shape = KINDS[wanted.kind].shape
    if shape == Shape.RANGE:
        return _judge_range(wanted, traits.numbers.get(wanted.kind))
    if shape == Shape.PLACES:
        return _judge_place(wanted, traits)
    return Judged(wanted, _judge_codes(wanted, traits))


def _judge_codes(wanted: Wanted, traits: Traits) -> Verdict:
    has = traits.codes.get(wanted.kind, frozenset())
    accepted = frozenset(wanted.codes)
    if has & accepted:
        return Verdict.FITS
    if wanted.kind == Kind.FEATURE:
        return Verdict.MISSES if accepted <= traits.absent_features else Verdict.UNKNOWN
    return Verdict.MISSES if has else Verdict.UNKNOWN


def _judge_place(wanted: Wanted, traits: Traits) -> Judged:
    if not traits.postal_code and not traits.place:
        return Judged(wanted, Verdict.UNKNOWN)
    fits = any(
        matches_place(place, postal_code=traits.postal_code, place=traits.place)
        for place in wanted.codes
    )
    return Judged(wanted, Verdict.FITS if fits else Verdict.MISSES)


def _judge_range(wanted: Wanted, value: Decimal | None) -> Judged:
    if value is None:
        return Judged(wanted, Verdict.UNKNOWN)
    off_by = _distance(value, wanted.minimum, wanted.maximum)
    if off_by == 0:
        return Judged(wanted, Verdict.FITS)
    tolerated = off_by * 100 <= wanted.tolerance
    return Judged(wanted, Verdict.TOLERATED if tolerated else Verdict.MISSES, off_by)


def _distance(value: Decimal, minimum: Decimal | None, maximum: Decimal | None) -> Decimal:
    """How far outside the range, as a share of the bound that is missed."""
    if minimum is not None and value < minimum:
        return (minimum - value) / minimum if minimum else Decimal(0)
    if maximum is not None and value > maximum:
        return (value - maximum) / maximum if maximum else Decimal(1)
    return Decimal(0)
