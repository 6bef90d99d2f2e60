"""Reads the values of cells as people and programs write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from contacts.duplicates.normalise import fold

_SALUTATIONS: Final = {
    **dict.fromkeys("m h herr herrn hr mr mister male mann mannlich sir 2".split(), "mr"),
    **dict.fromkeys("f w fr frau mrs ms miss female weiblich madam fraulein frl 1".split(), "ms"),
    **dict.fromkeys("d x divers diverse other non binary nonbinary mx".split(), "divers"),
    **dict.fromkeys("familie fam family eheleute".split(), "family"),
}
_COMPANY_WORDS: Final = frozenset("firma company unternehmen organisation organization".split())

_TITLES: Final = frozenset(
    fold(word)
    for word in (
        "Dr DDr Prof Mag Magister Mmag DI Dipl Dipl-Ing Dipl.-Ing Ing DKfm Dkfm Univ ao "
        "Priv-Doz PD Doz Hofrat Kommerzialrat KR Med Vet Jur iur phil rer nat techn pol oec habil "
        "hc mult RA Arch Architekt StB Bmst Baumeister Dipl.-Kfm Dipl-Kfm Dr.-Ing"
    ).split()
)
_MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            "januar janner jan january",
            "februar feber feb february",
            "marz mar mrz march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        1,
    )
    for word in words.split()
}

_TIME: Final = re.compile(
    r"(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[AP]M|Z|[+-]\d\d:?\d\d)?)$"
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-./ ]?)(\d{1,2})\2(\d{1,2})$")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*([-./ ])\s*(\d{1,2})\s*[-./ ]\s*(\d{4}|\d{2})$")
_WORDED: Final = re.compile(r"(\d{1,2})\.?\s*([^\W\d]{3,9})\.?,?\s*(\d{4})$")
_MONTH_FIRST: Final = re.compile(r"([^\W\d]{3,9})\.?\s*(\d{1,2}),?\s*(\d{4})$")
_SERIAL: Final = re.compile(r"\d{4,5}(?:\.0+)?$")
_NO_DATE: Final = re.compile(r"[0.\-/ ]*$|0?1[./]0?1[./]0001$")
_FIRST_YEAR: Final = 1800
# Day 0 of Excel's calendar, with the leap day that 1900 never had.
_EXCEL_BEGINS: Final = date(1899, 12, 30)


class NotInCalendar(ValueError):
    """A date that no calendar knows, or that nobody can read."""


def read_date(text: str, today: date | None = None) -> date | None:
    """A day in any usual notation, None where a program wrote an empty date.

    Days stand before months; the other way round only where it cannot be otherwise (4/25/1984).
    Two digits are the last such year up to today. Raises NotInCalendar for all else.
    """
    bare = _TIME.sub("", text.strip())
    if _NO_DATE.match(bare):
        return None
    year, month, day = _parts(bare, (today or date.today()).year)
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise NotInCalendar(text) from error
    if found.year < _FIRST_YEAR:
        raise NotInCalendar(text)
    return found


def _parts(text: str, this_year: int) -> tuple[int, int, int]:
    if found := _YEAR_FIRST.match(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _DAY_FIRST.match(text):
        first, second, year = int(found[1]), int(found[3]), found[4]
        if first <= 12 < second and found[2] in "/-":
            first, second = second, first
        return _full_year(year, this_year), second, first
    if found := _WORDED.match(text):
        return int(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_FIRST.match(text):
        return int(found[3]), _month(found[1]), int(found[2])
    if _SERIAL.match(text) and 4_000 < float(text) < 60_000:
        day = _EXCEL_BEGINS + timedelta(days=int(float(text)))
        return day.year, day.month, day.day
    raise NotInCalendar(text)


def _full_year(digits: str, this_year: int) -> int:
    if len(digits) == 4:
        return int(digits)
    year = this_year - this_year % 100 + int(digits)
    return year if year <= this_year else year - 100


def _month(word: str) -> int:
    number = _MONTHS.get(fold(word))
    if number is None:
        raise NotInCalendar(word)
    return number


def read_salutation(text: str) -> str:
    """The salutation behind a word or letter for it or for a gender; nothing for other words."""
    words = fold(text).split()
    whole = _SALUTATIONS.get("".join(words)) or _SALUTATIONS.get(" ".join(words))
    if whole or not words:
        return whole or ""
    # »Sehr geehrte Frau«, »Herr und Frau«: two salutations make a family.
    said = {_SALUTATIONS[word] for word in words if len(word) > 1 and word in _SALUTATIONS}
    return "family" if {"mr", "ms"} <= said else next(iter(said), "")


def means_company(text: str) -> bool:
    """Whether a salutation or a kind says that the row is about a company."""
    return bool(_COMPANY_WORDS & set(fold(text).split()))


def read_flag(text: str) -> bool | None:
    """Yes or no in German, English or signs; None for anything else."""
    word = text.strip().casefold()
    if word in ("ja", "j", "yes", "y", "true", "wahr", "1", "x", "✓"):
        return True
    return False if word in ("nein", "n", "no", "false", "falsch", "0", "", "-") else None


def split_title(text: str) -> tuple[str, str, str]:
    """Salutation, titles and the rest of a name: »Herr Dr. Max Muster«."""
    words = text.split()
    salutation = ""
    if len(words) > 1 and len(words[0]) > 1 and read_salutation(words[0]):
        salutation = read_salutation(words.pop(0))
    count = 0
    while count < len(words) - 1 and _is_title(words[count]):
        count += 1
    return salutation, " ".join(words[:count]), " ".join(words[count:])


def _is_title(word: str) -> bool:
    parts = [part for part in re.split(r"[.\s]+", word) if part]
    return (
        bool(parts)
        and (word.endswith(".") or len(word) > 1)
        and all(fold(part) in _TITLES for part in parts)
    )


_PARTICLES: Final = frozenset("von van vom zu zum zur de der den di da del la le ten ter".split())


def split_name(text: str) -> dict[str, str]:
    """The parts of a whole name, by field; »Muster, Max« and »Max von Muster« alike."""
    salutation, title, rest = split_title(" ".join(text.split()))
    before, comma, after = (part.strip() for part in rest.partition(","))
    parts = {"salutation": salutation, "title": title}
    if comma and not _is_suffix(after):
        inner = split_title(after)
        more = {"given_name": inner[2], "family_name": before}
        return {**parts, **more, "title": title or inner[1]}
    words = before.split()
    at = next((n for n, word in enumerate(words) if n and word in _PARTICLES), len(words) - 1)
    given = " ".join(words[:at]) if len(words) > 1 else ""
    family = " ".join(words[at:]) if len(words) > 1 else before
    return {**parts, "given_name": given, "family_name": family, "title_after": after}


_SUFFIXES: Final = frozenset(
    "msc bsc mba ma ba llm llb phd bed med mas mag fh dipl cpa jun sen jr sr iii mpa bakk dsc rics "
    "mrics frics mim".split()
)


def _is_suffix(text: str) -> bool:
    return any(fold(word).replace(" ", "") in _SUFFIXES for word in text.replace(",", " ").split())


def pieces(text: str) -> list[str]:
    """The members of a cell that holds several (Google: »a ::: b«)."""
    return [part for part in (p.strip() for p in re.split(r":::|;|\n", text)) if part]
