"""Places as people write them: »8010«, »80*« for all that begin so, »Graz«, »8010 Graz«."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

ANYWHERE = "*"
TOKEN_LENGTH = 140
_PREFIX = re.compile(r"(\d{1,5})(\*|x+|\.+)$|(\d{1,3})$", re.IGNORECASE)
_CODE = re.compile(r"(?:(?:A|AT|D|DE)[- ]?)?(\d{4,5})(?!\d)(?:[ ,]+\D.*)?$", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Location:
    """Where a property is, as far as it is known."""

    postal_code: str = ""
    place: str = ""
    district: str = ""

    @property
    def code(self) -> str:
        """The postal code without the country and spaces: »A-8010« → »8010«."""
        return re.sub(r"^[A-Za-z]{1,3}[- ]|\s", "", self.postal_code)

    @property
    def names(self) -> frozenset[str]:
        """The folded names under which it may be looked for, from the first word on."""
        whole = [self.place, self.district, f"{self.place} {self.district}"]
        return frozenset(start for name in whole for start in _beginnings(fold_place(name)))


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
    """How a wanted place is kept: a code, a prefix with one »*«, or the name as written.

    Returns "" where nothing is left that a place could be found by.
    """
    text = " ".join(text.split())
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
    is_open = any(not (there.code if _is_number(place) else there.names) for place in wanted)
    return Where.UNKNOWN if is_open else Where.ELSEWHERE


def _matches(wanted: str, there: Location) -> bool:
    if _is_number(wanted):
        prefix = wanted.rstrip("*")
        return there.code.startswith(prefix) if wanted.endswith("*") else there.code == prefix
    return fold_place(wanted) in there.names


def area_tokens_wanted(places: Iterable[str]) -> frozenset[str]:
    """The area tokens under which an order is found from a property's side."""
    return frozenset(
        f"p{place}" if _is_number(place) else _name_token(fold_place(place)) for place in places
    )


def area_tokens_of(there: Location) -> frozenset[str]:
    """All tokens that an order for this location may carry.

    `*` stands for anywhere, "" for orders that accept an unknown place.
    """
    code, names = there.code, {_name_token(name) for name in there.names}
    prefixes = {f"p{code[:size]}*" for size in range(1, len(code) + 1)}
    whole = {f"p{code}"} if code else set()
    unknown = {""} if not (code and names) else set()
    return frozenset({ANYWHERE} | names | prefixes | whole | unknown)


def _name_token(folded: str) -> str:
    return f"n{folded}"[:TOKEN_LENGTH]
