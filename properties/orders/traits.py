"""Reads the traits of a property that matching looks at."""

from __future__ import annotations

from decimal import Decimal

from base.places.geometry import Point
from properties.choices import MarketingType
from properties.matching.criteria import CriterionKind
from properties.matching.places import Location
from properties.matching.predicate import Traits
from properties.models.property import Property

# The columns that are looked at; the rest need not be fetched.
COLUMNS = (
    "agency_id",
    "marketing_type",
    "usage",
    "object_type",
    "features",
    "absent_features",
    "price",
    "rent",
    "rent_total",
    "rent_period",
    "living_area",
    "plot_area",
    "rooms",
    "postal_code",
    "place",
    "district",
    "country",
    "latitude",
    "longitude",
)
# How many of a period make a month.
_PER_MONTH = {
    "day": Decimal("30.4"),
    "week": Decimal("4.35"),
    "month": Decimal(1),
    "year": Decimal(1) / 12,
}
# What is asked for is not paid this way at all; leaseholds and leasing may know both.
_IMPOSSIBLE: dict[str, frozenset[CriterionKind]] = {
    MarketingType.BUY: frozenset({CriterionKind.RENT}),
    MarketingType.RENT: frozenset({CriterionKind.PRICE}),
    MarketingType.LEASE: frozenset({CriterionKind.PRICE}),
}


def traits_of(found: Property) -> Traits:
    """The property's traits; rents are brought to a month, the whole rent before the net one."""
    return Traits(
        codes={
            CriterionKind.MARKETING_TYPE: _codes(found.marketing_type),
            CriterionKind.USAGE: frozenset(found.usage),
            CriterionKind.OBJECT_TYPE: _codes(found.object_type),
            CriterionKind.FEATURE: frozenset(found.features),
        },
        numbers={
            CriterionKind.PRICE: found.price,
            CriterionKind.RENT: monthly_rent(found),
            CriterionKind.LIVING_AREA: found.living_area,
            CriterionKind.PLOT_AREA: found.plot_area,
            CriterionKind.ROOMS: found.rooms,
        },
        impossible=_IMPOSSIBLE.get(found.marketing_type, frozenset()),
        absent_features=frozenset(found.absent_features),
        location=Location(
            found.postal_code, found.place, found.district, found.country, _point(found)
        ),
    )


def _point(found: Property) -> Point | None:
    if found.latitude is None or found.longitude is None:
        return None
    return Point(float(found.latitude), float(found.longitude))


def monthly_rent(found: Property) -> Decimal | None:
    """What the property costs in a month, to the cent, in its currency; None when unknown."""
    rent = found.rent_total if found.rent_total is not None else found.rent
    if rent is None:
        return None
    return (rent * _PER_MONTH.get(found.rent_period, Decimal(1))).quantize(Decimal("0.01"))


def _codes(code: str) -> frozenset[str]:
    return frozenset({code}) if code else frozenset()
