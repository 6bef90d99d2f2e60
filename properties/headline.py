"""A property in one line."""

from decimal import Decimal

from django.utils.translation import ngettext

from base.labels import Label
from base.ui import formats


def headline(*, asking: str, area: Decimal | None, rooms: Decimal | None, place: str) -> str:
    """»349.000 € · 82 m² · 3 Zimmer · 8020 Graz«; what is unknown is left out."""
    parts = [
        asking,
        formats.area(area) if area else "",
        rooms_text(rooms) if rooms else "",
        place,
    ]
    return " · ".join(filter(None, parts))


def rooms_text(rooms: Decimal) -> str:
    """»3 Zimmer«, »2,5 Zimmer«."""
    text = ngettext("%(number)s Zimmer", "%(number)s Zimmer", 1 if rooms == 1 else 2)
    return text % {"number": formats.quantity(rooms)}


def asking_text(amount: Decimal | None, currency: str, period: Label) -> str:
    """»349.000 €«, »850,50 € / Monat«; "" where nothing is known."""
    if amount is None:
        return ""
    text = formats.money(amount, currency)
    return f"{text} / {period}" if period else text
