"""How numbers, days and moments are written: German as in Austria and Germany, or English.

Babel writes them; only which of its patterns stands here.
"""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import NumberPattern, format_decimal, parse_pattern
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Number = Decimal | int | float
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}

_MOST_KEPT = 4_096
_GERMAN, _ENGLISH = Locale("de"), Locale("en")
_ALL_DECIMALS = parse_pattern("#,##0.#")


def quantity(value: Number | None, places: int | None = None) -> str:
    """`1.234,5`, on English pages `1,234.5`; without `places` as many decimals as there are."""
    return "" if value is None else _written(str(value), places, _is_english())


# Lists say the same numbers and days again and again, and Babel takes its time over each. The
# digits are the key, not the number: 3 and 3.0 are equal and are written differently.
@lru_cache(maxsize=_MOST_KEPT)
def _written(digits: str, places: int | None, english: bool) -> str:
    number = Decimal(digits)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    pattern = _as_many(places) if places is not None else _ALL_DECIMALS
    return format_decimal(number, pattern, locale=_locale(english), decimal_quantization=False)


@cache
def _as_many(places: int) -> NumberPattern:
    return parse_pattern(f"#,##0.{'0' * places}" if places else "#,##0")


def money(value: Number | None, currency: str = "EUR") -> str:
    """`349.000 €`, `1.200,50 CHF`; cents only where they are not zero."""
    if value is None:
        return ""
    rounded = Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{quantity(rounded, places=2 if rounded % 1 else 0)} {_SIGNS.get(currency, currency)}"


def area(value: Number | None) -> str:
    """`85,5 m²`."""
    return "" if value is None else f"{quantity(value)} m²"


def day(value: datetime.date | datetime.datetime | None) -> str:
    """`TT.MM.JJJJ`, of a moment in the time zone of the product."""
    return "" if value is None else _written_day(_local_day(value), _is_english())


@lru_cache(maxsize=_MOST_KEPT)
def _written_day(value: datetime.date, english: bool) -> str:
    return format_date(value, "dd.MM.yyyy", _locale(english))


def relative_day(value: datetime.date | datetime.datetime | None) -> str:
    """»heute«, »gestern« or `TT.MM.JJJJ`."""
    if value is None:
        return ""
    days = (timezone.localdate() - _local_day(value)).days
    if days == 0:
        return _("heute")
    return _("gestern") if days == 1 else day(value)


def moment(value: datetime.datetime | None) -> str:
    """»heute, 09:12«, »gestern, 17:40« or `19.11.2026, 10:00`."""
    if value is None:
        return ""
    return f"{relative_day(value)}, {_time(value)}"


def exact_moment(value: datetime.datetime) -> str:
    """`19.11.2026, 10:00`: for what is kept, where »heute« would be another day tomorrow."""
    return f"{day(value)}, {_time(value)}"


def filesize(value: int | None) -> str:
    """`410 KB`, `1,2 MB`; one decimal from a megabyte on, units of 1024."""
    if value is None:
        return ""
    if value < 1024:
        return f"{value} Bytes"
    for unit, size in (("KB", 1024**1), ("MB", 1024**2), ("GB", 1024**3)):
        amount = Decimal(value) / size
        if amount < 1000 or unit == "GB":
            break
    return f"{quantity(amount.quantize(Decimal('1' if unit == 'KB' else '0.1')))} {unit}"


def _time(value: datetime.datetime) -> str:
    return format_time(_local(value).time(), "HH:mm", locale=_locale(_is_english()))


def _is_english() -> bool:
    return (get_language() or "de").startswith("en")


def _locale(english: bool) -> Locale:
    """Signs as in Austria and Germany alike (`1.234,5`; de_AT would group with blanks)."""
    return _ENGLISH if english else _GERMAN


def _local_day(value: datetime.date | datetime.datetime) -> datetime.date:
    return _local(value).date() if isinstance(value, datetime.datetime) else value


def _local(value: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
