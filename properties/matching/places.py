"""Places as people write them: »8010«, »80*« for all that begin so, »Graz«, »8010 Graz«, and areas.

An area (»Bezirk Liezen«, »Wien 2. Bezirk (Leopoldstadt)«, »10 km um 8010 Graz«) is decided by the
postal code: one that the table of places does not know lies in no area. A circle looks at the
property's own coordinates where it has some.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from math import floor

from base.places.areas import Area, Circle, area, area_by_bare_name, codes_in, gazetteer
from base.places.atlas import atlas
from base.places.geometry import Point, within_box

ANYWHERE = "*"
TOKEN_LENGTH = 140
_PREFIX = re.compile(r"(\d{1,5})(\*|x+|\.+)$|(\d{1,3})$", re.IGNORECASE)
_CODE = re.compile(r"(?:(?:A|AT|D|DE|CH|LI|FL)[- ]?)?(\d{4,5})(?!\d)(?:[ ,]+\D.*)?$", re.IGNORECASE)
# Cells of circles: how many make a degree, for small circles and for those above the limit.
_SMALL_KM = 15
_PER_DEGREE = (10, 2)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Location:
    """Where a property is, as far as it is known."""

    postal_code: str = ""
    place: str = ""
    district: str = ""
    country: str = ""
    own_point: Point | None = None

    @property
    def code(self) -> str:
        """The postal code without the country and spaces: »A-8010« → »8010«."""
        return re.sub(r"^[A-Za-z]{1,3}[- ]|\s", "", self.postal_code)

    @property
    def names(self) -> frozenset[str]:
        """The folded names under which it may be looked for, from the first word on."""
        whole = [self.place, self.district, f"{self.place} {self.district}"]
        return frozenset(start for name in whole for start in _beginnings(fold_place(name)))

    @cached_property
    def entries(self) -> tuple[int, ...]:
        """The numbers of the table's entries that the address means."""
        return tuple(atlas().located(self.code, self.place, self.district, self.country))

    @cached_property
    def point(self) -> Point | None:
        """Where it lies, by its own coordinates or by the middle of its code's places."""
        return self.own_point or atlas().point_of(self.code, self.country, self.place)


class Where(Enum):
    """How a location stands to the places that are wanted."""

    THERE = "there"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


def fold_place(name: str) -> str:
    """A place's name for comparing: case, umlauts, accents and »St.« do not matter."""
    composed = unicodedata.normalize("NFC", name).casefold()
    plain = unicodedata.normalize("NFKD", composed.translate(_UMLAUTS)).encode("ascii", "ignore")
    words = re.sub(r"[^a-z0-9]+", " ", plain.decode()).split()
    return " ".join("sankt" if word == "st" else word for word in words)


def _beginnings(folded: str) -> Iterable[str]:
    words = folded.split()
    return (" ".join(words[:count]) for count in range(1, len(words) + 1))


def normalise_place(text: str) -> str:
    """How a wanted place is kept: an area's words, a code, a prefix with one »*«, or the name.

    Returns "" where nothing is left that a place could be found by.
    """
    text = " ".join(text.split())
    if found := area(text) or area_by_bare_name(text):
        return found.words
    if match := _PREFIX.match(text):
        return f"{match[1] or match[3]}*"
    if match := _CODE.match(text):
        return match[1]
    name = text.rstrip("*").strip()
    return name if fold_place(name) else ""


def _is_number(wanted: str) -> bool:
    return wanted.rstrip("*").isdecimal()


def locate(wanted: Iterable[str], there: Location) -> Where:
    """Whether a location is one of the wanted places (as `normalise_place` leaves them).

    A name also fits places that begin with it as a whole word: »Graz« fits »Graz-Umgebung« and
    »Graz, Lend«. What a property does not tell (code or name) cannot be held against it.
    """
    wanted = list(wanted)
    if any(_matches(place, there) for place in wanted):
        return Where.THERE
    return Where.UNKNOWN if any(_is_open(place, there) for place in wanted) else Where.ELSEWHERE


def _is_open(wanted: str, there: Location) -> bool:
    """Whether the property does not tell what `wanted` is decided by."""
    if _is_number(wanted):
        return not there.code
    found = area(wanted)
    if isinstance(found, Circle):
        return not there.code and there.own_point is None
    return not (there.code if found else there.names)


def _matches(wanted: str, there: Location) -> bool:
    if _is_number(wanted):
        prefix = wanted.rstrip("*")
        return there.code.startswith(prefix) if wanted.endswith("*") else there.code == prefix
    found = area(wanted)
    if isinstance(found, Circle):
        return there.point is not None and found.holds(there.point)
    if found is not None:
        return any(found.holds(number) for number in there.entries)
    return fold_place(wanted) in there.names


def area_tokens_wanted(places: Iterable[str]) -> frozenset[str]:
    """The area tokens under which an order is found from a property's side."""
    return frozenset(token for place in places for token in _tokens_wanted(place))


def _tokens_wanted(place: str) -> Iterable[str]:
    if _is_number(place):
        return [f"p{place}"]
    found = area(place)
    if isinstance(found, Circle):
        return _cells(found)
    return [_area_token(found) if found else _name_token(fold_place(place))]


def _cells(circle: Circle) -> Iterable[str]:
    """The cells of a grid that the circle may touch; few, because large circles have large ones."""
    size = _PER_DEGREE[circle.km > _SMALL_KM]
    south, north, west, east = (floor(edge * size) for edge in within_box(circle.centre, circle.km))
    return (
        _cell(size, row, column)
        for row in range(south, north + 1)
        for column in range(west, east + 1)
    )


def _cell(size: int, row: int, column: int) -> str:
    return f"g{size}:{row}:{column}"


def _area_token(found: Area) -> str:
    return f"a{found.words}"[:TOKEN_LENGTH]


def area_tokens_of(there: Location) -> frozenset[str]:
    """All tokens that an order for this location may carry.

    `*` stands for anywhere, "" for orders that accept an unknown place.
    """
    code, names = there.code, {_name_token(name) for name in there.names}
    prefixes = {f"p{code[:size]}*" for size in range(1, len(code) + 1)}
    whole = {f"p{code}"} if code else set()
    unknown = {""} if not (code and names) else set()
    areas = {_area_token(one) for n in there.entries for one in gazetteer().areas_of(n)}
    return frozenset({ANYWHERE} | names | prefixes | whole | unknown | areas | _cells_of(there))


def _cells_of(there: Location) -> set[str]:
    if there.point is None:
        return set()
    latitude, longitude = there.point
    return {_cell(size, floor(latitude * size), floor(longitude * size)) for size in _PER_DEGREE}


@dataclass(frozen=True)
class Reach:
    """What SQL can ask: codes, beginnings of codes, boxes of own coordinates (south … east)."""

    codes: frozenset[str]
    prefixes: frozenset[str]
    boxes: tuple[tuple[float, float, float, float], ...]


def reach_of(places: Iterable[str]) -> Reach | None:
    """Where properties with a plain code have to lie; None where names leave that open."""
    codes: set[str] = set()
    prefixes: set[str] = set()
    boxes = []
    for place in places:
        if _is_number(place):
            (prefixes if place.endswith("*") else codes).add(place.rstrip("*"))
        elif found := area(place):
            codes |= {code for _country, code in codes_in(found)}
            if isinstance(found, Circle):
                boxes.append(within_box(found.centre, found.km))
        else:
            return None
    return Reach(frozenset(codes), frozenset(prefixes), tuple(boxes))


def _name_token(folded: str) -> str:
    return f"n{folded}"[:TOKEN_LENGTH]
