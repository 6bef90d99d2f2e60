"""Numbers of the predicate, worked out by hand: bounds, shares of a weight, the score."""

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from properties.matching.criteria import CriterionKind, Mode
from properties.matching.predicate import (
    Assessment,
    Bounds,
    Judged,
    Traits,
    Verdict,
    Wanted,
    assess,
)
from tests.properties.orders.conftest import must, wish

HUNDRED = Traits(numbers={CriterionKind.PRICE: Decimal(100)})


def price(**bounds) -> Wanted:
    return must(CriterionKind.PRICE, **bounds)


def judged(wanted: Wanted, value) -> Judged:
    number = None if value is None else Decimal(str(value))
    return assess([wanted], Traits(numbers={wanted.kind: number})).judged[0]


def with_verdicts(*pairs) -> Assessment:
    """Criteria of a mode each with the verdict they got."""
    kind = CriterionKind.OBJECT_TYPE
    return Assessment(tuple(Judged(Wanted(kind, mode), verdict) for mode, verdict in pairs))


@pytest.mark.parametrize(
    ("low", "high", "value", "expected"),
    [
        (None, None, 5, True),
        (5, None, 5, True),
        (5, None, "4.99", False),
        (None, 5, 5, True),
        (None, 5, "5.01", False),
        (4, 6, 3, False),
        (4, 6, 7, False),
        (4, 6, 5, True),
    ],
)
def test_both_ends_belong_to_bounds(low, high, value, expected):
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert Bounds(*ends).hold(Decimal(value)) is expected


def test_a_tolerance_is_a_share_of_each_bound():
    wanted = price(minimum=200, maximum=400, tolerance=10)
    assert wanted.tolerated == Bounds(Decimal(180), Decimal(440))


def test_without_a_tolerance_nothing_more_fits():
    assert price(minimum=200, maximum=400).tolerated == Bounds(Decimal(200), Decimal(400))


def test_an_open_end_stays_open():
    assert price(tolerance=10).tolerated == Bounds(None, None)
    assert price(tolerance=10).near == Bounds(None, None)


def test_near_is_fifteen_percent_or_the_tolerance_if_that_is_more():
    assert price(maximum=100, tolerance=5).near.high == 115
    assert price(maximum=100, tolerance=20).near.high == 120
    assert price(minimum=100, tolerance=20).near.low == 80


def test_one_room_more_or_less_is_near():
    assert must(CriterionKind.ROOMS, minimum=3, maximum=4).near == Bounds(Decimal(2), Decimal(5))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (180, Verdict.TOLERATED),
        ("179.99", Verdict.MISSES),
        (200, Verdict.FITS),
        (400, Verdict.FITS),
        (440, Verdict.TOLERATED),
        ("440.01", Verdict.MISSES),
        (None, Verdict.UNKNOWN),
    ],
)
def test_a_number_against_a_range(value, expected):
    found = judged(price(minimum=200, maximum=400, tolerance=10), value)
    assert found.verdict == expected
    assert found.value == (None if value is None else Decimal(str(value)))


@pytest.mark.parametrize(
    ("bounds", "value", "expected"),
    [
        ({"minimum": 200}, 150, "0.25"),
        ({"minimum": 200}, 200, "0"),
        ({"minimum": 200}, 250, "0"),
        ({"minimum": 200}, None, "0"),
        ({"maximum": 400}, 500, "0.25"),
        ({"maximum": 400}, 400, "0"),
        ({"maximum": 400}, 300, "0"),
        ({"maximum": 400}, None, "0"),
        ({"minimum": 0, "maximum": 400}, 500, "0.25"),
        ({"maximum": 0}, 500, "1"),
        ({"maximum": 0}, 0, "0"),
        ({}, 500, "0"),
    ],
)
def test_how_far_off_as_a_share_of_the_bound(bounds, value, expected):
    assert judged(price(**bounds), value).off_by == Decimal(expected)


@pytest.mark.parametrize(
    ("maximum", "value", "expected"),
    [
        (100, 100, 1.0),
        (100, 104, 0.8),  # 4 of 10 percent are used: a fifth of the weight is gone
        (100, 110, 0.5),
        (100, 111, 0.0),
        (100, None, 0.5),
    ],
)
def test_half_the_weight_is_left_where_the_tolerance_is_used_up(maximum, value, expected):
    assert judged(price(maximum=maximum, tolerance=10), value).share == pytest.approx(expected)


@pytest.mark.parametrize(
    ("verdict", "unknown_fits", "expected"),
    [
        (Verdict.FITS, True, False),
        (Verdict.TOLERATED, True, False),
        (Verdict.UNKNOWN, True, False),
        (Verdict.UNKNOWN, False, True),
        (Verdict.MISSES, True, True),
    ],
)
def test_only_a_must_decides(verdict, unknown_fits, expected):
    kind = CriterionKind.USAGE
    of_must = Judged(must(kind, unknown_fits=unknown_fits), verdict)
    of_wish = Judged(wish(kind, unknown_fits=unknown_fits), verdict)
    assert of_must.decides_against is expected
    assert of_wish.decides_against is False


def test_unless_said_otherwise_a_criterion_is_a_must_that_the_unknown_fits():
    plain = Wanted(CriterionKind.PRICE)
    assert (plain.is_must, plain.unknown_fits, plain.tolerance) == (True, True, 0)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Judged(must(CriterionKind.USAGE), Verdict.UNKNOWN), True),
        (Judged(must(CriterionKind.USAGE), Verdict.MISSES), False),
        (Judged(must(CriterionKind.FEATURE), Verdict.MISSES), True),
        (Judged(price(maximum=100), Verdict.MISSES, Decimal(115)), True),
        (Judged(price(maximum=100), Verdict.MISSES, Decimal(116)), False),
    ],
)
def test_what_is_a_narrow_miss(one, expected):
    assert one.is_narrow is expected


def test_the_one_that_speaks_against_it_is_what_is_near():
    wide, narrow = price(maximum=50), must(CriterionKind.FEATURE, "lift")
    absent = Traits(numbers=HUNDRED.numbers, absent_features=frozenset({"lift"}))
    assert assess([narrow], absent).is_near
    assert not assess([wide], absent).is_near
    assert not assess([narrow, wide], absent).is_near
    assert not assess([price(maximum=100)], absent).is_near


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], 0),
        ([(Mode.MUST, Verdict.FITS)], 100),
        ([(Mode.MUST, Verdict.UNKNOWN)], 50),
        ([(Mode.WISH, Verdict.MISSES)], 0),
        ([(Mode.MUST, Verdict.FITS), (Mode.WISH, Verdict.MISSES)], 75),
        ([(Mode.MUST, Verdict.MISSES), (Mode.WISH, Verdict.FITS)], 25),
        # 3 + ½ of 4.
        ([(Mode.MUST, Verdict.FITS), (Mode.WISH, Verdict.UNKNOWN)], 88),
    ],
)
def test_the_score_in_percent(pairs, expected):
    assert with_verdicts(*pairs).score == expected


def test_codes_that_the_property_has_or_has_not():
    traits = Traits(codes={CriterionKind.USAGE: frozenset({"living", "work"})})
    assert assess([must(CriterionKind.USAGE, "work", "trade")], traits).fits
    assert not assess([must(CriterionKind.USAGE, "trade")], traits).fits
    unknown = assess([must(CriterionKind.USAGE, "trade")], Traits()).judged[0]
    assert unknown.verdict == Verdict.UNKNOWN


def test_features_miss_only_where_all_of_them_are_absent():
    traits = Traits(absent_features=frozenset({"lift", "garden"}))
    found = [
        assess([must(CriterionKind.FEATURE, *codes)], traits).judged[0].verdict
        for codes in [("lift", "garden"), ("lift",), ("lift", "pool")]
    ]
    assert found == [Verdict.MISSES, Verdict.MISSES, Verdict.UNKNOWN]


def test_judgements_are_not_changed_afterwards():
    """They are shared between lists and cached: who wants another makes another."""
    wanted = price(maximum=1)
    for thing, name in [
        (wanted, "maximum"),
        (HUNDRED, "numbers"),
        (wanted.tolerated, "high"),
        (Judged(wanted, Verdict.FITS), "verdict"),
        (assess([wanted], HUNDRED), "judged"),
    ]:
        with pytest.raises(FrozenInstanceError):
            setattr(thing, name, None)
