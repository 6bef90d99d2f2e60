"""A property in one line."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from base.ui import formats

_SIGNS = {"EUR": "€", "CHF": "CHF", "USD": "$", "GBP": "£"}
_ROOMS = _("%(number)s Zimmer")


def headline(*, asking: str, area: Decimal | None, rooms: Decimal | None, place: str) -> str:
    """»349.000 € · 82 m² · 3 Zimmer · 8020 Graz«; what is unknown is left out."""
    parts = [
        asking,
        formats.area(area) if area else "",
        str(_ROOMS) % {"number": formats.quantity(rooms)} if rooms else "",
        place,
    ]
    return " · ".join(filter(None, parts))


def asking_text(amount: Decimal | None, currency: str, period: str | Promise) -> str:
    """»349.000 €«, »850,50 € / Monat«; "" where nothing is known."""
    if amount is None:
        return ""
    text = f"{formats.money(amount).removesuffix(' €')} {_SIGNS.get(currency, currency)}"
    return f"{text} / {period}" if period else text
