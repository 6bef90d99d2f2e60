"""In which country an address lies that does not say so."""

from __future__ import annotations

from functools import lru_cache

from base.places.atlas import COUNTRIES, atlas
from base.places.entries import Entry
from base.places.names import fold

_DIGITS = {"DE": 5, "AT": 4, "CH": 4, "LI": 4}
_SHORTEST_NAME = 4


@lru_cache(maxsize=4096)
def implied_country(postal_code: str, place: str) -> str:
    """The country (ISO code) that code and place leave no doubt about, else "".

    The place decides where it lies at the code in one country only; a code of five digits alone
    is German. Italy and France have five digits too, so a place that the code does not have
    decides nothing unless only one country has it. Spreadsheets take the zero from 01067 Dresden.
    """
    code, name = postal_code.strip(), fold(place)
    if not name:
        return "DE" if len(code) == _DIGITS["DE"] and atlas().at(code, "DE") else ""
    here = [country for country in COUNTRIES if _lies_at(code, name, country)]
    if not here:
        here = sorted(_countries_named(name, code))
    return here[0] if len(here) == 1 else ""


def _lies_at(code: str, name: str, country: str) -> bool:
    codes = [code, f"0{code}"] if country == "DE" and len(code) == 4 else [code]
    return any(_has_name(entry, name) for one in codes for entry in atlas().at(one, country))


def _has_name(entry: Entry, name: str) -> bool:
    """Whether one name is the other or begins with it: »Freilassing« and »Freilassing-Hofham«."""
    known = (fold(part) for part in (entry.place, entry.municipality, entry.quarter) if part)
    return any(_begins(one, name) or _begins(name, one) for one in known)


def _begins(whole: str, part: str) -> bool:
    return whole == part or (len(part) >= _SHORTEST_NAME and f"{whole} ".startswith(f"{part} "))


def _countries_named(name: str, code: str) -> set[str]:
    """The countries that have a place of this whole name and could have this code."""
    found = {
        entry.country
        for entry in (one.entry for one in atlas().named(name, limit=50))
        if name in (fold(entry.place), fold(entry.municipality))
    }
    return {one for one in found if not code or _could_be(code, one)}


def _could_be(code: str, country: str) -> bool:
    is_short_german = country == "DE" and len(code) == _DIGITS["DE"] - 1
    return code.isdecimal() and (len(code) == _DIGITS[country] or is_short_german)
