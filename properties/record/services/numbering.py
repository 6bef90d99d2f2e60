"""Proposes object numbers, and gives each to one property only."""

from __future__ import annotations

from django.db import transaction

from base.accounts.models import Agency
from properties.models import NumberSeries, Property

_LOOKED_AT = 500


def series_of(agency: Agency) -> NumberSeries:
    """The agency's numbers; not stored where nobody has used or changed them yet."""
    return NumberSeries.objects.filter(agency=agency).first() or NumberSeries(agency=agency)


def proposed_number(agency: Agency) -> str:
    """The next number that no property has, those in the bin included."""
    series = series_of(agency)
    return series.name_of(_next_free(series))


def take_number(*, agency: Agency, proposed: str) -> str:
    """The proposed number if nobody took it since, else the next free one.

    Part of the transaction that saves the property: whoever comes second waits for its end.
    """
    NumberSeries.objects.get_or_create(agency=agency)
    series = NumberSeries.objects.select_for_update().get(agency=agency)
    if proposed == series.name_of(series.next_number) or _is_taken(agency, proposed):
        number = _next_free(series)
        NumberSeries.objects.filter(agency=agency).update(next_number=number + 1)
        return series.name_of(number)
    return proposed


@transaction.atomic
def change_series(*, agency: Agency, prefix: str, next_number: int) -> None:
    """Sets what the next proposal is made of."""
    NumberSeries.objects.update_or_create(
        agency=agency, defaults={"prefix": prefix, "next_number": next_number}
    )


def _is_taken(agency: Agency, number: str) -> bool:
    return Property.objects.filter(agency=agency, object_number=number).exists()


def _next_free(series: NumberSeries) -> int:
    start = series.next_number
    while True:
        block = {series.name_of(number): number for number in range(start, start + _LOOKED_AT)}
        known = Property.objects.filter(agency_id=series.agency_id, object_number__in=block)
        free = block.keys() - set(known.values_list("object_number", flat=True))
        if free:
            return min(block[name] for name in free)
        start += _LOOKED_AT
