"""Numbers as people write them: `1.234,56`, `489.000,--`, `VB € 489'000`, `1,2 Mio.`

German pages read and write `1.234,56`, English ones `1,234.56`. What only one of the two can mean
is read as that on either; the language decides the rest.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import get_language


class Notation(NamedTuple):
    """What separates thousands and what decimals."""

    group: str
    decimal: str


GERMAN = Notation(".", ",")
ENGLISH = Notation(",", ".")

_UNITS = (
    r"€|\$|£|%|eur|euros?|chf|fr\.|usd|gbp|m2|m\^2|qm|sqm|kwh/?\(?m2a\)?|kwh|zimmer|zi\.?|rooms?"
)
# What stands beside a price and changes nothing in it: Verhandlungsbasis, Festpreis, circa …
_WORDS = r"vb|vhb|fp|ca\.?|circa|etwa|rund|approx\.?|kaufpreis|preis|price|miete|rent|netto|brutto"
_BESIDE = rf"(?:[\s:~≈]|(?<![^\W\d_])(?:{_UNITS}|{_WORDS})(?![^\W\d_]))+"
_BEFORE, _BEHIND = re.compile(rf"^{_BESIDE}"), re.compile(rf"{_BESIDE}$")
# They may stand right behind the number: »489k«, »489 T€«.
_TIMES = {
    "t": 1_000,
    "k": 1_000,
    "tsd": 1_000,
    "tausend": 1_000,
    "teur": 1_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "millionen": 1_000_000,
    "m": 1_000_000,
}
_SCALED = re.compile(r"(?<=\d)(t€|teur|tsd|tausend|mio|million(?:en)?|k|t)\.?(?![^\W\d_])")
_NO_CENTS = re.compile(r"([.,])\s*[-–—]{1,2}$")


def notation() -> Notation:
    """That of the page."""
    return ENGLISH if (get_language() or "de").startswith("en") else GERMAN


def read_number(text: str, *, grouped: bool = True) -> Decimal:
    """The number that `text` means; raises ValueError where it means none.

    `grouped` is False for numbers that nobody writes with separated thousands: degrees.
    """
    plain = re.sub("[²³]", "^", text.replace("m²", "m2"))
    compact = unicodedata.normalize("NFKC", plain).lower().replace("−", "-")
    compact, times = _scaled(compact)
    compact = _with_cents(_BEHIND.sub("", _BEFORE.sub("", compact)))
    sign = "-" if compact.startswith("-") else ""
    digits = _halved(compact.lstrip() if not sign else compact[1:].lstrip()).removeprefix("+")
    return Decimal(sign + _without_groups(digits, grouped)) * times


def _scaled(text: str) -> tuple[str, int]:
    """The text without a word for thousands or millions, and that number."""
    joined = re.sub(r"(?<=\d)\s+(?=(?:t€|teur|tsd|tausend|mio|million|k\b|t\b))", "", text)
    found = _SCALED.search(joined)
    if found is None:
        return text, 1
    return joined[: found.start()] + " " + joined[found.end() :], _TIMES[found[1].rstrip("€")]


def _with_cents(text: str) -> str:
    """`489.000,--` as `489.000,00`: the sign before the strokes is the decimal one."""
    found = _NO_CENTS.search(text)
    if found is None:
        return text
    whole, separator = text[: found.start()], found[1]
    return whole if separator in whole else f"{whole}{separator}00"


def _halved(text: str) -> str:
    """`2½` as a decimal; NFKC has made `21⁄2` of it."""
    return re.sub(r"(\d)\s*1⁄2$", rf"\1{notation().decimal}5", text)


def _without_groups(text: str, grouped: bool) -> str:
    """Digits and at most one point; raises ValueError for anything else."""
    decimal = _decimal_separator(text, grouped)
    whole, _point, decimals = text.rpartition(decimal) if decimal else (text, "", "")
    groups = re.split(r"[.,'’`´\s_]+", whole)
    is_sound = len(groups) == 1 or (
        1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    )
    digits = "".join(groups)
    if (
        not is_sound
        or not re.fullmatch(r"\d*", digits + decimals, re.ASCII)
        or not (digits or decimals)
    ):
        raise ValueError(text)
    return f"{digits or 0}.{decimals or 0}"


def _decimal_separator(text: str, grouped: bool) -> str:
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        return "," if text.rfind(",") > text.rfind(".") else "."
    if not dots + commas:
        return ""
    only = "." if dots else ","
    if dots + commas > 1:
        return ""  # thousands, or nonsense
    is_group = re.fullmatch(rf"[1-9]\d{{0,2}}\{only}\d{{3}}", text, re.ASCII)
    if grouped and is_group and only == notation().group:
        return ""
    return only
