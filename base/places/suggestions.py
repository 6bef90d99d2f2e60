"""What fits a half-typed area: areas, circles round towns, postal codes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from base.places.areas import MOST_KM, Level, area, area_by_bare_name, gazetteer
from base.places.atlas import COUNTRIES, atlas
from base.places.entries import Entry
from base.places.filling import main_place, town_of
from base.places.names import fold

_MOST_HITS = 2000
_CIRCLE = re.compile(r"(\d{1,3}) ?km(?: (?:um|umkreis|rund um))? ?(.*)", re.IGNORECASE)
_USUAL_KM = 10
_DIGITS = 5
# Codes of AT, CH and LI; whatever has fewer digits is a beginning.
_SHORTEST = 4


@dataclass(frozen=True)
class Suggestion:
    """`words` are what is chosen, `note` tells equal ones apart."""

    words: str
    note: str = ""


def suggest(text: str, *, country: str = "", limit: int = 8) -> list[Suggestion]:
    """Areas and places that `text` may be the beginning of; those of `country` first."""
    typed = " ".join(text.split())
    if len(fold(typed)) < 2:
        return []
    if asked := _CIRCLE.fullmatch(typed):
        km = int(asked[1])
        found = _circles(asked[2], km, country) if 1 <= km <= MOST_KM else iter(())
    elif typed.isascii() and typed.isdecimal():
        found = _codes(typed, country)
    else:
        found = _names(typed, country)
    return list(islice(dict.fromkeys(found), limit))


def is_known(text: str) -> bool:
    """Whether `text`, as it stands, names an area, a place or the beginning of a postal code."""
    folded = fold(text)
    if not folded:
        return False
    if (code := text.removesuffix("*")).isdecimal():
        is_short = len(code) < _SHORTEST
        return is_short or any(atlas().numbers_at(code, country) for country in COUNTRIES)
    named = atlas().named(text, limit=1)
    return bool(area(text) or area_by_bare_name(text) or (named and named[0].folded == folded))


def _names(typed: str, country: str) -> Iterator[Suggestion]:
    areas = list(_areas(typed, country))
    towns = atlas().named(typed, limit=2, country=country)
    yield from areas[:4]
    for one in towns:
        if not one.is_village:
            yield Suggestion(one.name, _("Ort, %(where)s") % {"where": one.entry.state})
    yield from islice(_circles(typed, _USUAL_KM, country), 1)
    yield from areas[4:]


def _areas(typed: str, country: str) -> Iterator[Suggestion]:
    """Areas with a word that begins so; whole names, the own country and large areas first."""
    wanted, index = fold(typed), gazetteer().index
    start = bisect_left(index, wanted, key=lambda pair: pair[0])
    hits = []
    for key, number, one in index[start : start + _MOST_HITS]:
        if not key.startswith(wanted):
            break
        is_foreign = one.entry.country != country
        rank = (key != wanted, is_foreign, one.level == Level.MUNICIPALITY, len(key), number)
        hits.append((rank, one))
    for _rank, one in sorted(hits, key=lambda hit: hit[0]):
        yield Suggestion(one.words, one.where)


def _circles(typed: str, km: int, country: str) -> Iterator[Suggestion]:
    if typed.isascii() and typed.isdecimal():
        codes = [(typed, main_place(typed, one)) for one in _countries(country)]
    else:
        towns = atlas().named(typed, limit=3, country=country) if fold(typed) else []
        codes = [(_first_code(one.entry), town_of(one.entry)) for one in towns]
    for code, place in codes:
        if place:
            yield Suggestion(f"{km} km um {code} {place}", _("Umkreis"))


def _first_code(entry: Entry) -> str:
    """The lowest code of the entry's town, which is mostly its middle."""
    table = atlas()
    numbers = table.numbers_at(entry.postal_code, entry.country)
    number = next(n for n in numbers if table.entries[n] == entry)
    for one in gazetteer().areas_of(number):
        if one.level == Level.MUNICIPALITY or one.words == f"Stadt {entry.municipality}":
            entries = table.entries[one.first : one.last]
            return min(other.postal_code for other in entries if town_of(other) == town_of(entry))
    return entry.postal_code


def _codes(typed: str, country: str) -> Iterator[Suggestion]:
    known = [one for one in _countries(country) if atlas().numbers_at(typed, one)][:1]
    for one in known:
        yield Suggestion(typed, main_place(typed, one))
        yield from islice(_circles(typed, _USUAL_KM, one), 1)
        numbers = atlas().numbers_at(typed, one)
        areas = {found.words: found for n in numbers for found in gazetteer().areas_of(n)}
        for one_area in sorted(areas.values(), key=lambda found: -found.level):
            yield Suggestion(one_area.words, one_area.where)
    if not known and len(typed) < _DIGITS:
        yield Suggestion(f"{typed}*", _("alle PLZ, die so beginnen"))


def _countries(country: str) -> list[str]:
    """All countries with a table, `country` first."""
    return sorted(COUNTRIES, key=lambda one: one != country)
