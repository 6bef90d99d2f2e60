"""What matching sees of a property."""

from __future__ import annotations

from decimal import Decimal

from properties.models.property import Property
from properties.orders.kinds import Kind
from properties.orders.predicate import Traits

# How many of a period make a month.
_PER_MONTH = {
    "day": Decimal("30.4"), "week": Decimal("4.35"), "month": Decimal(1), "year": Decimal(1) / 12,
}  # fmt: skip


def traits_of(found: Property) -> Traits:
    """The property's traits; rents are brought to a month, the whole rent before the net one."""
    return Traits(
        codes={
            Kind.MARKETING_TYPE: _codes(found.marketing_type),
            Kind.USAGE: frozenset(found.usage),
            Kind.OBJECT_TYPE: _codes(found.object_type),
            Kind.FEATURE: frozenset(found.features),
        },
        numbers={
            Kind.PRICE: found.price,
            Kind.RENT: monthly_rent(found),
            Kind.LIVING_AREA: found.living_area,
            Kind.PLOT_AREA: found.plot_area,
            Kind.ROOMS: found.rooms,
        },
        absent_features=frozenset(found.absent_features),
        postal_code=found.postal_code,
        place=found.place,
        country=found.country,
    )


def monthly_rent(found: Property) -> Decimal | None:
    """What the property costs in a month, in its currency; None when unknown."""
    rent = found.rent_total if found.rent_total is not None else found.rent
    return None if rent is None else rent * _PER_MONTH.get(found.rent_period, Decimal(1))


def _codes(code: str) -> frozenset[str]:
    return frozenset({code}) if code else frozenset()
