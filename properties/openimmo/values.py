"""Text of a feed becomes numbers, dates and words; nonsense becomes a note, never an error.

OpenImmo asks for XML Schema types (``1234.5``, ``true``, ``2024-12-31``); real feeds
write ``1.234,50 €``, ``ja`` and ``31.12.24``. Each converter returns a `Converted`.
"""

import calendar
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


@dataclass(frozen=True)
class Converted:
    """What a converter made of a text.

    `value` is None or "" when the text says nothing. `note` is the code of a
    problem to tell. `whole` is False when the text says more than `value` does
    and has to be kept beside it.
    """

    value: Any = None
    note: str = ""
    whole: bool = True


Converter = Callable[[str], Converted]

LONGEST_LINE = 250
LONGEST_TEXT = 50_000
# Longer texts are no numbers or dates; the limit also bounds the patterns' work.
_LONGEST_NUMBER = 60
_PLACEHOLDERS = frozenset({"-", "--", "---", ".", "k.a.", "k. a.", "n/a", "null", "keine angabe"})
_TRUE = frozenset({"true", "1", "ja", "yes", "wahr", "j", "y", "x"})
_FALSE = frozenset({"false", "0", "nein", "no", "falsch", "n"})


# --- words -----------------------------------------------------------------


def line(text: str) -> Converted:
    """One line of text with single spaces; a placeholder like "-" is nothing."""
    words = " ".join(text.split())
    if words.casefold() in _PLACEHOLDERS:
        return Converted("")
    return _shortened(words, LONGEST_LINE)


def paragraphs(text: str) -> Converted:
    """Text with its line breaks; simple HTML that portals put in becomes plain text."""
    plain = _without_markup(text) if "<" in text or "&" in text else text
    lines = [" ".join(part.split()) for part in plain.splitlines()]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if joined.casefold() in _PLACEHOLDERS:
        return Converted("")
    return _shortened(joined, LONGEST_TEXT)


def phrase(text: str) -> Converted:
    """A line that is not just a number (``3 Monatsmieten``, not ``3000``)."""
    return line(text) if amount(text).note == "invalid_number" else Converted("", whole=False)


def _shortened(text: str, longest: int) -> Converted:
    if len(text) <= longest:
        return Converted(text)
    return Converted(text[:longest].rstrip(), "value_shortened", whole=False)


_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr|/ul|/ol)\s*/?>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^>]{0,200}>", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^<>]{0,200}?href=[\"']([^\"'<>]{1,500})[\"'][^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|em|strong|small|div|span|font|ul|ol|li|h[1-6]|table|tr|td|tbody)\b[^>]{0,500}>",
    re.IGNORECASE,
)


def _without_markup(text: str) -> str:
    text = _ITEM.sub("\n• ", _BREAK.sub("\n", text))
    return html.unescape(_TAG.sub("", _LINK.sub(r"(\1) ", text)))


# --- yes and no ------------------------------------------------------------


def truth(text: str) -> Converted:
    """True, False or nothing."""
    word = text.strip().casefold()
    if not word or word in _PLACEHOLDERS:
        return Converted()
    if word in _TRUE or word in _FALSE:
        return Converted(word in _TRUE)
    return Converted(None, "invalid_value", whole=False)


# --- numbers ---------------------------------------------------------------

_UNIT = re.compile(
    r"\s*(?:€|eur|euro|chf|m²|m2|qm|kwh.{0,15}|zimmer|zi\.?|,[-–—]+)\s*$", re.IGNORECASE
)
_ABOUT = re.compile(r"^(?:ca\.?|circa|etwa|rund|€|eur)\s*", re.IGNORECASE)
_DIGIT_SPACE = re.compile(r"(?<=\d)['’\s](?=\d{3}(?:\D|$))")
_HALF = re.compile(r"^(\d{1,3})\s*(?:½|1/2)$")
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,30})?(?:[eE][+-]?\d{1,2})?")
_GERMAN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,30})?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,30})?")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_LARGEST = Decimal(10) ** 11
_CENT = Decimal("0.01")


def number(*, thousands_below: int) -> Converter:
    """A converter for positive numbers, rounded to two places; zero is unknown.

    ``1.234`` may mean 1234 (German) or 1.234 (XML). It is read as thousands, with
    a note, when the other reading is below `thousands_below`: no flat measures
    1.234 m², but one may measure 85.123 m².
    """

    def convert(text: str) -> Converted:
        return _number(text, Decimal(thousands_below))

    return convert


def _number(text: str, thousands_below: Decimal) -> Converted:
    stripped = text.strip()
    if not stripped or stripped.casefold() in _PLACEHOLDERS:
        return Converted()
    if len(stripped) > _LONGEST_NUMBER:
        return Converted(None, "invalid_number", whole=False)
    value, note = _read_number(_bare_number(stripped), thousands_below)
    if value is None or value >= _LARGEST:
        return Converted(None, "invalid_number", whole=False)
    rounded = value.quantize(_CENT, ROUND_HALF_UP)
    return Converted(rounded or None, note, whole=not note and not _ABOUT.match(stripped))


def _bare_number(text: str) -> str:
    text = _ABOUT.sub("", text)
    while shorter := _UNIT.search(text):
        text = text[: shorter.start()]
    return _DIGIT_SPACE.sub("", _HALF.sub(r"\1.5", text.strip()))


def _read_number(text: str, thousands_below: Decimal) -> tuple[Decimal | None, str]:
    if _ONE_GROUP.fullmatch(text):
        decimal = Decimal(text.replace(",", "."))
        if decimal < thousands_below:
            return Decimal(re.sub("[.,]", "", text)), "ambiguous_number"
        return decimal, ""
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ".")), ""
    if _GERMAN.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", ".")), ""
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", "")), ""
    return None, ""


price = number(thousands_below=1000)
amount = number(thousands_below=100)
area = number(thousands_below=10)
count = number(thousands_below=0)
measure = number(thousands_below=0)


def money_or_words(text: str) -> Converted:
    """Money; words instead (``3 Monatsmieten``) are no mistake but another field's."""
    converted = amount(text)
    return Converted(whole=False) if converted.note == "invalid_number" else converted


def whole_number(text: str) -> Converted:
    """A positive integer; zero is unknown."""
    converted = count(text)
    if converted.value is None:
        return converted
    if converted.value != int(converted.value) or converted.value > 100_000:
        return Converted(None, "invalid_number", whole=False)
    return Converted(int(converted.value), whole=converted.whole)


_FLOOR = re.compile(r"(-?\d{1,3})(?:[.,]0+|\.)?\s*(?:og|etage|stock|obergeschoss|stw)?\.?", re.I)
_FLOOR_WORDS = {"eg": 0, "erdgeschoss": 0, "parterre": 0, "ug": -1, "kg": -1, "souterrain": -1}


def floor(text: str) -> Converted:
    """The floor: 0 is the ground floor, below are negative ones (``2. OG`` is 2)."""
    word = text.strip().casefold()[:_LONGEST_NUMBER]
    if not word or word in _PLACEHOLDERS:
        return Converted()
    if word in _FLOOR_WORDS:
        return Converted(_FLOOR_WORDS[word])
    match = _FLOOR.fullmatch(word)
    if match and -10 <= int(match[1]) <= 200:
        return Converted(int(match[1]))
    return Converted(None, "invalid_number", whole=False)


_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d|21\d\d)(?!\d)")


def year(text: str) -> Converted:
    """The first year named (``ca. 1900`` is 1900, and the text is kept)."""
    stripped = text.strip()
    if not stripped or stripped.strip("0") == "" or stripped.casefold() in _PLACEHOLDERS:
        return Converted()
    match = _YEAR.search(stripped)
    if not match:
        return Converted(None, "invalid_number", whole=False)
    return Converted(int(match[1]), whole=match[1] == stripped)


def coordinate(limit: int) -> Converter:
    """A converter for degrees between -`limit` and `limit`; exactly zero is unknown."""

    def convert(text: str) -> Converted:
        stripped = text.strip().replace(",", ".")
        if not stripped:
            return Converted()
        if not re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{1,30})?", stripped):
            return Converted(None, "invalid_number", whole=False)
        degrees = Decimal(stripped)
        if abs(degrees) > limit:
            return Converted(None, "invalid_number", whole=False)
        return Converted(degrees.quantize(Decimal("0.0000001")) or None)

    return convert


# --- days ------------------------------------------------------------------

_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)(?:[T ].{0,40}|Z|[+-]\d\d:\d\d)?"),
    re.compile(r"(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>\d{4}|\d\d)(?:[T ].{0,40})?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(r"(?P<m>\d\d?)[-./](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)"),
)


def _date(text: str, *, end_of_month: bool) -> date | None:
    for pattern in _DATES:
        if match := pattern.fullmatch(text.strip()[: _LONGEST_NUMBER + 1]):
            return _calendar_day(match.groupdict(), end_of_month)
    return None


def _calendar_day(parts: Mapping[str, str], end_of_month: bool) -> date | None:
    year_, month = int(parts["y"]), int(parts["m"])
    year_ += 2000 if len(parts["y"]) == 2 else 0
    if not (1900 <= year_ <= 2200 and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year_, month)[1]
    day_ = int(parts.get("d") or (last if end_of_month else 1))
    return date(year_, month, day_) if 1 <= day_ <= last else None


def day(text: str) -> Converted:
    """A date; a month alone means its first day."""
    return _noted_day(text, end_of_month=False)


def last_day(text: str) -> Converted:
    """A date until which something holds; a month alone means its last day."""
    return _noted_day(text, end_of_month=True)


def day_if_any(text: str) -> Converted:
    """A date, where words (``sofort``) are just as right."""
    found = _date(text, end_of_month=False)
    return Converted(found, whole=found is not None)


def _noted_day(text: str, *, end_of_month: bool) -> Converted:
    if not text.strip() or text.strip().casefold() in _PLACEHOLDERS:
        return Converted()
    found = _date(text, end_of_month=end_of_month)
    return Converted(found) if found else Converted(None, "invalid_date", whole=False)
