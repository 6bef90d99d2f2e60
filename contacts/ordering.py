"""The orders in which contacts are listed; each has an index made of the same expression."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import DateTimeField, F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Lower, NullIf

_NEVER = Value(datetime(1970, 1, 1, tzinfo=UTC), DateTimeField())
_AFTER_LETTERS = Value("~")


def _blank_last(column: str) -> Combinable:
    return Coalesce(NullIf(Lower(column), Value("")), _AFTER_LETTERS)


# Key as in the address: the expression and the type of its values.
ORDERS: dict[str, tuple[Combinable, type[str] | type[int] | type[datetime]]] = {
    "name": (F("sort_key"), str),
    "phone": (_blank_last("primary_phone"), str),
    "email": (_blank_last("primary_email"), str),
    "place": (_blank_last("place_key"), str),
    "terms": (Coalesce("terms_confirmed_at", _NEVER), datetime),
    "orders": (F("open_orders"), int),
    "activity": (Coalesce("last_activity_at", _NEVER), datetime),
    "created": (F("created_at"), datetime),
}
