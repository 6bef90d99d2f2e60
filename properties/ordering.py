"""The orders in which properties are listed; each has an index made of the same expression.

What is unknown comes last in either direction.
"""

from collections.abc import Iterator

from django.db.models import DecimalField, F, IntegerField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Least, NullIf

_LARGEST = 2**31 - 1
_BEHIND_LETTERS = "~"
TEXTS = {"title": "sort_key", "place": "place_key", "number": "object_number", "status": "status"}
# Numbers are compared in hundredths or whole units, which is exact enough for an order.
NUMBERS: dict[str, tuple[Combinable, int]] = {
    "price": (F("amount"), 1),
    "area": (Coalesce("living_area", "usable_area", "total_area", "plot_area"), 100),
    "rooms": (F("rooms"), 100),
}
MOMENTS = {"updated": "updated_at"}
KEYS = (*TEXTS, *NUMBERS, *MOMENTS)


def expression(key: str, *, descending: bool) -> Combinable:
    """What the order `key` compares; raises KeyError for an unknown one."""
    if key in MOMENTS:
        return F(MOMENTS[key])
    if key in NUMBERS:
        return _number(*NUMBERS[key], 0 if descending else _LARGEST)
    return _text(TEXTS[key], "" if descending else _BEHIND_LETTERS)


def indexed() -> Iterator[tuple[str, Combinable]]:
    """Each expression once, with a name for its index."""
    for key in KEYS:
        yield key, expression(key, descending=False)
        if key not in MOMENTS:
            yield f"{key}_desc", expression(key, descending=True)


def _number(value: Combinable, factor: int, unknown: int) -> Combinable:
    # LEAST passes over NULL: what is unknown has to get its value before.
    known = Coalesce(value * Value(factor), Value(unknown), output_field=DecimalField())
    return Cast(Least(known, Value(_LARGEST), output_field=DecimalField()), IntegerField())


def _text(column: str, unknown: str) -> Combinable:
    return Coalesce(NullIf(column, Value("")), Value(unknown))
