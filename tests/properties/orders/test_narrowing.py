"""Tokens and SQL only narrow: whatever the plain predicate finds, both directions find too."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.models import Contact
from properties.matching.criteria import KINDS, CriterionKind, Mode, Shape
from properties.matching.predicate import Wanted, assess
from properties.models import Property
from properties.models.orders import SearchOrder
from properties.orders.queries import matches_for, orders_for
from properties.orders.services import create_order
from properties.orders.traits import traits_of

CENT = Decimal("0.01")
TODAY = date(2026, 11, 24)
PLACES = [
    "Graz",
    "graz lend",
    "8010",
    "80*",
    "8010*",
    "8",
    "St. Veit",
    "A-8010 Graz",
    "Übelbach",
    "Stadt Graz",
    "Bezirk Graz-Umgebung",
    "Bundesland Steiermark",
    "Gemeinde Kainbach bei Graz",
    "Wien 2. Bezirk (Leopoldstadt)",
    "Kanton Zürich",
    "10 km um 8010 Graz",
    "40 km um 8010 Graz",
    "1 km um 1020 Wien",
]
CODES = {
    CriterionKind.MARKETING_TYPE: ["buy", "rent", "lease"],
    CriterionKind.OBJECT_TYPE: ["apartment", "house"],
    CriterionKind.USAGE: ["residential", "commercial"],
    CriterionKind.FEATURE: ["balcony", "elevator"],
    CriterionKind.PLACE: PLACES,
}
NUMBERS: dict[CriterionKind, list[int | str]] = {
    CriterionKind.PRICE: [0, 100000, "333333.33", 350000],
    CriterionKind.RENT: [0, "333.33", 700, "866.63"],
    CriterionKind.LIVING_AREA: ["74.99", 75, 90],
    CriterionKind.PLOT_AREA: [0, 500],
    CriterionKind.ROOMS: [2, "2.5", 3, 4],
}


def numbers(kind):
    return st.none() | st.sampled_from([Decimal(str(n)) for n in NUMBERS[kind]])


@st.composite
def criterion(draw, kind):
    mode = draw(st.sampled_from(Mode))
    common = {"kind": kind, "mode": mode, "unknown_fits": draw(st.booleans())}
    if KINDS[kind].shape != Shape.RANGE:
        codes = draw(st.lists(st.sampled_from(CODES[kind]), min_size=1, max_size=2, unique=True))
        return Wanted(codes=tuple(codes[:1] if kind == CriterionKind.FEATURE else codes), **common)
    low, high = draw(numbers(kind)), draw(numbers(kind))
    if low is None and high is None:
        high = Decimal(1)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Wanted(minimum=low, maximum=high, tolerance=draw(st.sampled_from([0, 4, 5])), **common)


@st.composite
def criteria(draw):
    kinds = draw(st.lists(st.sampled_from(CriterionKind), max_size=4, unique=True))
    return [draw(criterion(kind)) for kind in kinds]


def offers():
    return st.fixed_dictionaries(
        {
            "marketing_type": st.sampled_from(["", *CODES[CriterionKind.MARKETING_TYPE]]),
            "object_type": st.sampled_from(["", *CODES[CriterionKind.OBJECT_TYPE]]),
            "usage": st.sampled_from([[], ["residential"]]),
            "features": st.sampled_from([[], ["balcony"]]),
            "absent_features": st.sampled_from([[], ["elevator"]]),
            "price": numbers(CriterionKind.PRICE),
            "rent": st.none() | st.sampled_from([Decimal("333.33"), Decimal("4159.95")]),
            "rent_period": st.sampled_from(["month", "year", "week"]),
            "living_area": numbers(CriterionKind.LIVING_AREA),
            "plot_area": numbers(CriterionKind.PLOT_AREA),
            "rooms": numbers(CriterionKind.ROOMS),
            "postal_code": st.sampled_from(
                ["", "8010", "8020", "8055", "A-8010", "1020", "10115", "80999", "9999"]
            ),
            "place": st.sampled_from(
                ["", "Graz", "Graz-Umgebung", "Sankt Veit", "Übelbach", "Kainbach bei Graz"]
            ),
            "district": st.sampled_from(["", "Lend"]),
            "country": st.sampled_from(["", "AT", "CH", "DE", "IT"]),
        }
    ).flatmap(lambda values: points().map(lambda point: values | point))


def points():
    """Own coordinates: none, in Graz, at the rim of the circles round it, in Vienna."""
    known = [("47.07", "15.44"), ("47.1731", "15.5416"), ("47.0832", "15.6737"), ("48.22", "16.4")]
    some = st.sampled_from([tuple(map(Decimal, pair)) for pair in known])
    near = st.tuples(st.decimals("46.6", "47.5", places=6), st.decimals("14.9", "16.1", places=6))
    found = st.none() | some | near
    return found.map(lambda p: {} if p is None else {"latitude": p[0], "longitude": p[1]})


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    wanted=st.lists(criteria(), min_size=1, max_size=3), portfolio=st.lists(offers(), max_size=4)
)
def test_no_match_is_lost_in_either_direction(agency, wanted, portfolio):
    with transaction.atomic():
        contact = Contact.objects.create(agency=agency, family_name="Steininger")
        created = [create_order(contact=contact, title="Auftrag", criteria=one) for one in wanted]
        Property.objects.bulk_create(
            Property(agency=agency, status="active", **values) for values in portfolio
        )
        compare(SearchOrder.objects.filter(pk__in=[o.pk for o in created]))
        transaction.set_rollback(True)


def singles():
    """Every criterion alone: each code, and each range at its own bounds, strict and lenient."""
    for unknown_fits in (True, False):
        for kind, codes in CODES.items():
            for code in codes:
                yield Wanted(kind, codes=(code,), unknown_fits=unknown_fits)
        for kind, values in NUMBERS.items():
            for value, tolerance in product(values, (0, 4)):
                bound = Decimal(str(value))
                common = {"tolerance": tolerance, "unknown_fits": unknown_fits}
                yield Wanted(kind, minimum=bound, **common)
                yield Wanted(kind, maximum=bound, **common)


def around(value, tolerance):
    """The numbers in whole cents beside the end of what still fits."""
    ends = [value * (100 - tolerance) / 100, value * (100 + tolerance) / 100]
    cents = [(end * 100).to_integral_value() / 100 for end in ends]
    return {max(cent + step, Decimal(0)) for cent in cents for step in (-CENT, Decimal(0), CENT)}


def variations():
    """Properties that tell one thing alone, with the numbers at which verdicts turn."""
    yield {}
    for name in ("marketing_type", "object_type"):
        yield from ({name: code} for code in CODES[CriterionKind(name)])
    yield from ({"features": ["balcony"]}, {"absent_features": ["elevator"]})
    yield from ({"usage": ["residential"]}, {"marketing_type": "buy", "price": 100000})
    for place in ("Graz", "Graz-Umgebung", "Sankt Veit", "Übelbach"):
        yield from (
            {"place": place, "postal_code": code} for code in ("", "8010", "A-8010", "10115")
        )
    yield {"place": "Graz", "district": "Lend", "postal_code": "8020"}
    for country in ("AT", "CH", "IT"):
        yield {"postal_code": "8010", "country": country}
    yield {"postal_code": "8010", "place": "Kainbach bei Graz", "country": "AT"}
    yield {"postal_code": "1020", "country": "AT"}
    yield {"postal_code": "9999", "country": "AT"}
    for latitude in ("47.0833", "47.17", "47.18", "47.44", "47.45"):
        yield {"latitude": Decimal(latitude), "longitude": Decimal("15.5417")}
    for kind, values in NUMBERS.items():
        numbers_there = {n for v in values for t in (0, 4) for n in around(Decimal(str(v)), t)}
        yield from ({kind.value: number} for number in sorted(numbers_there))
    yield from ({"rent": Decimal("4159.95"), "rent_period": period} for period in ("year", "week"))


@pytest.mark.django_db
def test_each_criterion_alone_is_judged_the_same_everywhere(agency):
    contact = Contact.objects.create(agency=agency, family_name="Steininger")
    for one in singles():
        create_order(contact=contact, title="Auftrag", criteria=[one])
    Property.objects.bulk_create(
        Property(agency=agency, status="active", **values) for values in variations()
    )
    compare(SearchOrder.objects.prefetch_related("criteria").select_related("contact"))


def compare(orders):
    portfolio = list(Property.objects.all())
    plain = {
        (order.pk, found.pk): assess(order.wanted(), traits_of(found))
        for order in orders
        for found in portfolio
    }
    forward, near = set(), set()
    for order in orders:
        matches = matches_for(order, today=TODAY)
        forward |= {(order.pk, match.pk) for match in matches.fitting}
        near |= {(order.pk, match.pk) for match in matches.near}
    reverse = {
        (match.pk, found.pk) for found in portfolio for match in orders_for(found, today=TODAY)
    }
    fitting = {pair for pair, assessment in plain.items() if assessment.fits}
    assert forward == fitting
    assert reverse == fitting
    assert near == {pair for pair, assessment in plain.items() if assessment.is_near}
