"""The one predicate: each kind of criterion against what a property tells or does not tell."""

from decimal import Decimal

import pytest

from base.places.geometry import Point
from properties.matching.criteria import CriterionKind
from properties.matching.hints import extra_budget, hints
from properties.matching.places import Location, Where, locate, normalise_place
from properties.matching.predicate import Traits, Verdict, assess
from properties.matching.wording import describe_criterion, reasons
from tests.properties.orders.conftest import FLAT_IN_GRAZ, must, wish

LEND = Traits(
    codes={
        CriterionKind.MARKETING_TYPE: frozenset({"buy"}),
        CriterionKind.OBJECT_TYPE: frozenset({"apartment"}),
        CriterionKind.FEATURE: frozenset({"balcony"}),
    },
    numbers={
        CriterionKind.PRICE: Decimal(349000),
        CriterionKind.LIVING_AREA: Decimal(82),
        CriterionKind.ROOMS: Decimal(3),
    },
    impossible=frozenset({CriterionKind.RENT}),
    absent_features=frozenset({"elevator"}),
    location=Location("8020", "Graz", "Lend"),
)


def verdict(wanted, traits=LEND):
    return assess([wanted], traits).judged[0].verdict


def test_all_musts_fit():
    assessment = assess(FLAT_IN_GRAZ, LEND)
    assert assessment.fits
    assert assessment.score == 100
    assert [r.text for r in reasons(assessment.judged)] == ["alle Muss-Kriterien", "Balkon"]


def test_an_order_without_criteria_matches_nothing():
    assert not assess([], LEND).fits


@pytest.mark.parametrize(
    ("maximum", "tolerance", "expected"),
    [
        (349000, 0, Verdict.FITS),
        (348999, 0, Verdict.MISSES),
        (335000, 5, Verdict.TOLERATED),
        (332380, 5, Verdict.MISSES),  # 5 % more are 348.999
    ],
)
def test_the_budget_with_its_tolerance(maximum, tolerance, expected):
    assert verdict(must(CriterionKind.PRICE, maximum=maximum, tolerance=tolerance)) == expected


def test_the_bounds_belong_to_the_range():
    assert verdict(must(CriterionKind.ROOMS, minimum=3, maximum=3)) == Verdict.FITS
    assert verdict(must(CriterionKind.ROOMS, minimum=3.5)) == Verdict.MISSES


def test_what_is_unknown_fits_only_where_the_order_says_so():
    plot = must(CriterionKind.PLOT_AREA, minimum=500)
    assert assess([plot], LEND).fits
    strict = must(CriterionKind.PLOT_AREA, minimum=500, unknown_fits=False)
    assert not assess([strict], LEND).fits
    assert assess([strict], LEND).is_near


def test_a_flat_for_sale_has_no_unknown_rent():
    assert verdict(must(CriterionKind.RENT, maximum=1500)) == Verdict.MISSES
    assert not assess([must(CriterionKind.RENT, maximum=1500)], LEND).is_near
    assert verdict(must(CriterionKind.RENT, maximum=1500), Traits()) == Verdict.UNKNOWN


def test_features_are_there_absent_or_unknown():
    assert verdict(must(CriterionKind.FEATURE, "balcony")) == Verdict.FITS
    assert verdict(must(CriterionKind.FEATURE, "elevator")) == Verdict.MISSES
    assert verdict(must(CriterionKind.FEATURE, "garden")) == Verdict.UNKNOWN


def test_wishes_rank_and_never_decide():
    with_lift = assess(
        [must(CriterionKind.MARKETING_TYPE, "buy"), wish(CriterionKind.FEATURE, "elevator")], LEND
    )
    assert with_lift.fits
    assert with_lift.score == 75
    assert [(r.text, r.tone) for r in reasons(with_lift.judged)] == [
        ("alle Muss-Kriterien", "ok"),
        ("ohne Lift", "warn"),
    ]


def test_one_narrow_miss_is_near_two_are_not():
    budget, rooms = must(CriterionKind.PRICE, maximum=320000), must(CriterionKind.ROOMS, minimum=4)
    assert assess([budget], LEND).is_near
    assert assess([rooms], LEND).is_near
    assert not assess([budget, rooms], LEND).is_near
    assert not assess([must(CriterionKind.PRICE, maximum=200000)], LEND).is_near
    assert not assess([must(CriterionKind.OBJECT_TYPE, "house")], LEND).is_near


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (must(CriterionKind.PRICE, maximum=340820, tolerance=5), "2,4 % über Budget"),
        (must(CriterionKind.PRICE, minimum=400000), "Kaufpreis 12,8 % niedriger"),
        (must(CriterionKind.LIVING_AREA, minimum=100), "Wohnfläche 18 % kleiner"),
        (must(CriterionKind.ROOMS, minimum=4), "3 Zimmer"),
        (must(CriterionKind.PLOT_AREA, minimum=100), "Grundstücksfläche unbekannt"),
        (must(CriterionKind.FEATURE, "elevator"), "ohne Lift"),
        (must(CriterionKind.RENT, maximum=900), "nicht zu mieten"),
        (must(CriterionKind.PLACE, "Wien"), "anderer Ort"),
        (must(CriterionKind.PRICE, maximum=348999), "0,1 % über Budget"),
    ],
)
def test_reasons_tell_what_is_off(wanted, expected):
    assert expected in [r.text for r in reasons(assess([wanted], LEND).judged)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (must(CriterionKind.PRICE, maximum=380000, tolerance=5), "Kaufpreis bis 380.000 € · ±5 %"),
        (must(CriterionKind.LIVING_AREA, minimum=75), "Wohnfläche ab 75 m²"),
        (must(CriterionKind.ROOMS, minimum=3, maximum=4), "Zimmer 3–4"),
        (must(CriterionKind.ROOMS, minimum=2.5, maximum=2.5), "Zimmer 2,5"),
        (must(CriterionKind.OBJECT_TYPE, "apartment", "house"), "Wohnung, Haus"),
        (must(CriterionKind.PLACE, "Graz", "80*"), "Graz, 80*"),
        (wish(CriterionKind.FEATURE, "balcony"), "Wunsch: Balkon"),
    ],
)
def test_criteria_in_words(wanted, expected):
    assert describe_criterion(wanted) == expected


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("8010", "8010"),
        ("8010 Graz", "8010"),
        ("A-8010 Graz", "8010"),
        ("10115", "10115"),
        ("80*", "80*"),
        ("80xx", "80*"),
        ("80..", "80*"),
        ("80", "80*"),
        ("8010*", "8010*"),
        ("bezirk liezen", "Bezirk Liezen"),
        ("Steiermark", "Bundesland Steiermark"),
        ("Liezen", "Liezen"),
        ("Salzburg", "Salzburg"),
        ("Murtal", "Bezirk Murtal"),
        ("8010 + 10 km", "10 km um 8010 Graz"),
        ("10km um 8010", "10 km um 8010 Graz"),
        ("  Graz  ", "Graz"),
        ("Graz*", "Graz"),
        ("*", ""),
        (" ", ""),
        ("!!", ""),
    ],
)
def test_places_as_people_write_them(written, kept):
    assert normalise_place(written) == kept


@pytest.mark.parametrize(
    ("wanted", "there", "expected"),
    [
        ("Graz", Location("8020", "Graz", "Lend"), Where.THERE),
        ("Graz", Location("8042", "Graz-Umgebung"), Where.THERE),
        ("Lend", Location("8020", "Graz", "Lend"), Where.THERE),
        ("graz lend", Location("8020", "Graz", "Lend"), Where.THERE),
        ("Gra", Location("8020", "Graz"), Where.ELSEWHERE),
        ("St. Pölten", Location("3100", "Sankt Poelten"), Where.THERE),
        ("80*", Location("8020", "Graz"), Where.THERE),
        ("8020*", Location("8020", "Graz"), Where.THERE),
        ("8020", Location("A-8020", "Graz"), Where.THERE),
        ("81*", Location("8020", "Graz"), Where.ELSEWHERE),
        ("8020", Location("", "Graz"), Where.UNKNOWN),
        ("Graz", Location("8020", ""), Where.UNKNOWN),
        ("Graz", Location(), Where.UNKNOWN),
        ("Stadt Graz", Location("8020"), Where.THERE),
        ("stadt graz", Location("A-8020", "Graz"), Where.THERE),
        ("Stadt Graz", Location("8010", "Kainbach bei Graz"), Where.ELSEWHERE),
        ("Bezirk Graz-Umgebung", Location("8010", "Hönigtal"), Where.THERE),
        ("Gemeinde Kainbach bei Graz", Location("8010", "Hönigtal"), Where.THERE),
        ("Gemeinde Kainbach bei Graz", Location("8010", "Graz"), Where.ELSEWHERE),
        ("Bundesland Steiermark", Location("8010"), Where.THERE),
        ("Bundesland Steiermark", Location("8010", country="CH"), Where.ELSEWHERE),
        ("Kanton Zürich", Location("8010", country="CH"), Where.THERE),
        ("Wien 2. Bezirk (Leopoldstadt)", Location("1020", "Wien"), Where.THERE),
        ("Wien 2. Bezirk (Leopoldstadt)", Location("1030", "Wien"), Where.ELSEWHERE),
        ("Stadt Graz", Location("", "Graz"), Where.UNKNOWN),
        ("Stadt Graz", Location("8999"), Where.ELSEWHERE),
        ("10 km um 8010 Graz", Location("8020"), Where.THERE),
        ("10 km um 8010 Graz", Location("1010"), Where.ELSEWHERE),
        ("10 km um 8010 Graz", Location(), Where.UNKNOWN),
        ("10 km um 8010 Graz", Location("1010", own_point=Point(47.07, 15.5)), Where.THERE),
        ("10 km um 8010 Graz", Location("8020", own_point=Point(48.2, 16.4)), Where.ELSEWHERE),
    ],
)
def test_where_a_property_is(wanted, there, expected):
    assert locate([wanted], there) == expected


def test_hints_hold_what_they_say():
    budget, area = (
        must(CriterionKind.PRICE, maximum=330000),
        must(CriterionKind.LIVING_AREA, minimum=80),
    )
    dearer = assess([budget, area], LEND)
    smaller = Traits(
        numbers={CriterionKind.PRICE: Decimal(300000), CriterionKind.LIVING_AREA: Decimal(76)}
    )
    told = hints([dearer, assess([budget, area], smaller)], criteria_count=2)
    assert told == [
        "Mit 19.000 € mehr passt 1 weitere",
        "ohne »Wohnfläche ab 80 m²« passt 1 weitere",
    ]
    raised = must(CriterionKind.PRICE, maximum=330000 + 19000)
    assert assess([raised, area], LEND).fits


def test_the_extra_budget_counts_with_the_tolerance():
    wanted = must(CriterionKind.PRICE, maximum=300000, tolerance=5)
    more = extra_budget(wanted, Decimal(349000))
    assert more == 33000  # 333.000 and 5 % are 349.650
    assert (
        verdict(must(CriterionKind.PRICE, maximum=300000 + more, tolerance=5)) == Verdict.TOLERATED
    )


def test_the_last_criterion_is_never_proposed_to_be_dropped():
    assert hints([assess([must(CriterionKind.ROOMS, minimum=4)], LEND)], criteria_count=1) == []
