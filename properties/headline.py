"""A property in one line."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import ngettext

_SIGNS = {"EUR": "€", "CHF": "CHF", "USD": "$", "GBP": "£"}


def headline(
    *,
    amount: Decimal | None,
    currency: str,
    period: str | Promise,
    area: Decimal | None,
    rooms: Decimal | None,
    place: str,
) -> str:
    """»349.000 € · 82 m² · 3 Zimmer · 8020 Graz«; what is unknown is left out."""
    parts = [
        _money(amount, currency, period) if amount is not None else "",
        f"{plain_number(area)} m²" if area else "",
        _rooms(rooms) if rooms else "",
        place,
    ]
    return " · ".join(filter(None, parts))


def plain_number(value: Decimal | int | None) -> str:
    """`value` in the reader's language without idle zeros: »85,5«, »1.234«, "" for None."""
    if value is None:
        return ""
    exact = Decimal(value)
    places = 0 if exact == exact.to_integral_value() else None
    text = exact.quantize(Decimal(1)) if places == 0 else exact.normalize()
    return str(number_format(text, use_l10n=True, force_grouping=True))


def money_number(value: Decimal | None) -> str:
    """An amount with cents only where there are some: »349.000«, »849,50«."""
    if value is None:
        return ""
    places = 0 if value == value.to_integral_value() else 2
    return str(number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))


def _money(amount: Decimal, currency: str, period: str | Promise) -> str:
    text = f"{money_number(amount)} {_SIGNS.get(currency, currency)}"
    return f"{text} / {period}" if period else text


def _rooms(rooms: Decimal) -> str:
    number = plain_number(rooms)
    plural = 1 if rooms == 1 else 2
    return ngettext("%(number)s Zimmer", "%(number)s Zimmer", plural) % {"number": number}
