"""Areas that can be chosen, in words that are their identity.

- states: »Bundesland Steiermark«, »Kanton Zürich«, »Liechtenstein«
- counties: »Bezirk Liezen«, »Landkreis Rosenheim«, »Stadt Graz«; the canton or state follows in
  brackets where a name occurs twice: »Bezirk Baden (Aargau)«
- municipalities: »Gemeinde Kainbach bei Graz«
- Vienna's districts: »Wien 2. Bezirk (Leopoldstadt)«
- circles: »10 km um 8010 Graz«, »5 km um 50667 Köln«

The words stand in orders, filters and the history as they are; `area(words)` reads them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache

from base.places.atlas import COUNTRIES, Atlas, Code, atlas
from base.places.entries import Entry
from base.places.filling import main_place
from base.places.geometry import Point, distance_km
from base.places.names import fold

MOST_KM = 100
# Words of an area are never longer, and hold no comma.
LONGEST = 100
_CIRCLE = re.compile(r"(\d{1,3}) ?km (?:um|rund um|umkreis) (\S{4,5})(?: (.+))?", re.IGNORECASE)
_CIRCLE_BEHIND = re.compile(r"(\d{4,5})(?: (.+?))? ?\+ ?(\d{1,3}) ?km", re.IGNORECASE)
# Codes of Vienna are 1, the district with two digits, and a digit that is 0 for letters.
_VIENNA = re.compile(r"1(\d\d)0")


class Level(IntEnum):
    """What kind of area, from large to small."""

    STATE = 0
    COUNTY = 1
    MUNICIPALITY = 2
    DISTRICT = 3


@dataclass(frozen=True)
class Area:
    """A named area: the entries from `first` up to `last` (not included) of the table."""

    words: str
    level: Level
    first: int
    last: int
    entry: Entry = field(compare=False)

    def holds(self, number: int) -> bool:
        """Whether the entry with this number lies in it."""
        return self.first <= number < self.last

    @property
    def where(self) -> str:
        """What it lies in, for telling equal names apart: »Bezirk Liezen, Steiermark«."""
        higher = [self.entry.county, self.entry.state]
        return ", ".join(filter(None, higher[max(0, 2 - self.level) :]))


@dataclass(frozen=True)
class Circle:
    """Everything at most `km` kilometres from a postal code."""

    words: str
    km: int
    centre: Point

    def holds(self, point: Point) -> bool:
        """Whether the point lies within, the rim included."""
        return distance_km(self.centre, point) <= self.km


Key = tuple[Level, tuple[str, ...]]


@dataclass(frozen=True)
class Gazetteer:
    """All named areas of one table."""

    table: Atlas
    by_key: dict[Key, Area]
    by_words: dict[str, Area]

    @cached_property
    def by_bare_name(self) -> dict[str, Area]:
        """States and counties by their names without the kind; the own countries first."""
        large = [
            one for one in self.by_key.values() if one.level <= Level.COUNTY and " " in one.words
        ]
        return {fold(one.words.partition(" ")[2]): one for one in reversed(large)}

    @cached_property
    def index(self) -> list[tuple[str, int, Area]]:
        """Every word of every area's words, with what follows it, in folded order.

        What tells equal names apart does not count.
        """
        pairs = []
        for number, one in enumerate(self.by_key.values()):
            is_whole = one.level == Level.DISTRICT
            words = fold(one.words if is_whole else one.words.partition(" (")[0]).split()
            pairs += [(" ".join(words[at:]), number, one) for at in range(len(words))]
        return sorted(pairs, key=lambda pair: pair[:2])

    def areas_of(self, number: int) -> list[Area]:
        """The areas that an entry lies in, from large to small."""
        return [self.by_key[key] for key in _keys(self.table.entries[number]) if key in self.by_key]


def gazetteer() -> Gazetteer:
    """The areas of the table in use; built when first asked."""
    return _gazetteer(atlas())


@lru_cache(maxsize=1)
def _gazetteer(table: Atlas) -> Gazetteer:
    spans: dict[Key, tuple[int, int]] = {}
    for number, entry in enumerate(table.entries):
        for key in _keys(entry):
            spans[key] = (spans.get(key, (number, 0))[0], number + 1)
    short = {key: _words(key[0], table.entries[first]) for key, (first, _) in spans.items()}
    counted = Counter(fold(words) for words in short.values())
    twice = {key for key, words in short.items() if counted[fold(words)] > 1}
    longer = {key: _with_higher(short[key], key[0], table.entries[spans[key][0]]) for key in twice}
    counted = Counter(fold(words) for words in longer.values())
    by_key = {}
    for key, (first, last) in spans.items():
        entry = table.entries[first]
        words = longer.get(key, short[key])
        if key in twice and counted[fold(words)] > 1:
            words = f"{words[:-1]} {entry.state})"
        by_key[key] = Area(words, key[0], first, last, entry)
    return Gazetteer(table, by_key, {fold(area.words): area for area in by_key.values()})


def _keys(entry: Entry) -> Iterator[Key]:
    """What identifies the areas of an entry; a city that is a county is no municipality too."""
    path = entry[:4]
    yield Level.STATE, path[:2]
    if entry.county:
        yield Level.COUNTY, path[:3]
    if entry.county != f"Stadt {entry.municipality}":
        yield Level.MUNICIPALITY, path
    if entry.country == "AT" and entry.state == "Wien":
        yield Level.DISTRICT, (*path, entry.quarter)


def _words(level: Level, entry: Entry) -> str:
    """The kind of the area and its name, without commas, which would end it in a list of tags."""
    if level == Level.STATE:
        kind = {"AT": "Bundesland", "DE": "Bundesland", "CH": "Kanton"}.get(entry.country, "")
        return f"{kind} {entry.state}".strip()
    if level == Level.COUNTY:
        return entry.county
    if level == Level.MUNICIPALITY:
        return f"Gemeinde {entry.municipality}".replace(",", "")
    number = _VIENNA.fullmatch(entry.postal_code)
    return f"Wien {int(number[1])}. Bezirk ({entry.quarter})" if number else entry.quarter


def _with_higher(words: str, level: Level, entry: Entry) -> str:
    """What words become that occur twice."""
    higher = entry.county if level == Level.MUNICIPALITY and entry.county else entry.state
    return f"{words} ({higher})"


def area(words: str) -> Area | Circle | None:
    """The area that `words` name, in any spelling that folds alike; None for anything else."""
    return _area(atlas(), " ".join(words.split()))


@lru_cache(maxsize=4096)
def _area(table: Atlas, text: str) -> Area | Circle | None:
    return _circle(text) or _gazetteer(table).by_words.get(fold(text))


def area_by_bare_name(name: str) -> Area | None:
    """The state or county that goes by `name` without its kind (»Steiermark«, »Murtal«).

    None where a town has that name: »Liezen« and »Salzburg« are towns first.
    """
    found = gazetteer().by_bare_name.get(fold(name))
    if found is None:
        return None
    towns = atlas().named(name, limit=1)
    return None if towns and towns[0].folded == fold(name) else found


@lru_cache(maxsize=1024)
def _circle_of(table: Atlas, km: int, code: str, place: str) -> Circle | None:
    if not 1 <= km <= MOST_KM:
        return None
    countries = [country for country in COUNTRIES if table.numbers_at(code, country)]
    named = [c for c in countries if any(_is_at(entry, place) for entry in table.at(code, c))]
    country = next(iter(named or countries), None)
    centre = table.point_of(code, country, place) if country else None
    if country is None or centre is None:
        return None
    return Circle(f"{km} km um {code} {place or main_place(code, country)}", km, centre)


def _circle(text: str) -> Circle | None:
    if found := _CIRCLE.fullmatch(text):
        return _circle_of(atlas(), int(found[1]), found[2], found[3] or "")
    if found := _CIRCLE_BEHIND.fullmatch(text):
        return _circle_of(atlas(), int(found[3]), found[1], found[2] or "")
    return None


def _is_at(entry: Entry, place: str) -> bool:
    return fold(place) in (fold(entry.place), fold(entry.municipality))


def codes_in(found: Area | Circle) -> set[Code]:
    """The postal codes, as (country, code), that lie in an area, wholly or in part."""
    table = atlas()
    if isinstance(found, Circle):
        return table.codes_within(found.centre, found.km)
    entries = table.entries[found.first : found.last]
    return {(entry.country, entry.postal_code) for entry in entries}
