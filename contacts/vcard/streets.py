"""Street and number, and the Austrian way to write staircase, floor and door behind it.

"Hauptstraße 5/14" is house 5, door 14; "5/2/14" is staircase 2, door 14; "5/1/2/14" adds the
floor. A line that fits none of these forms stays whole, and none loses more than a word for
what the field now says.
"""

import re
from dataclasses import dataclass
from typing import Final

_HOUSE: Final = r"\d{1,4}(?:\s?[a-zA-Z])?(?:\s?[-–+]\s?\d{1,4}(?:\s?[a-zA-Z])?)?"
_PART: Final = r"[0-9A-Za-z]{1,6}"
_STREET: Final = r"(?!Postfach\b)(?P<street>[^\n\d][^\n]*?[^\s,\d/]\.?)\s+(?P<house>" + _HOUSE + ")"
_NUMBERED: Final = re.compile(rf"{_STREET}(?P<rest>(?:\s?/\s?{_PART}){{0,3}})$")
_WORDED: Final = re.compile(
    rf"{_STREET}"
    rf"(?:[\s,/]+(?:Stiege|Stg\.?)\s*(?P<staircase>{_PART}))?"
    rf"(?:[\s,/]+(?:Stock\s*(?P<floor>{_PART})|(?P<storey>\d{{1,2}})\.\s*(?:Stock|OG)))?"
    rf"(?:[\s,/]+(?:Tür|Top)\s*(?P<door>{_PART}))?$"
)
_FIELDS: Final = {
    0: (),
    1: ("door",),
    2: ("staircase", "door"),
    3: ("staircase", "floor", "door"),
}


@dataclass(frozen=True, slots=True)
class Street:
    """A street and what stands behind it; empty where the text does not say."""

    street: str
    house_number: str = ""
    staircase: str = ""
    floor: str = ""
    door: str = ""


def split_street(text: str) -> Street:
    """The parts of an address line in Austria or Germany, or the whole as street."""
    if len(text) > 200:
        return Street(text)
    if found := _WORDED.match(text):
        floor = found["floor"] or found["storey"] or ""
        if found["staircase"] or floor or found["door"]:
            staircase, door = found["staircase"] or "", found["door"] or ""
            return Street(found["street"], found["house"], staircase, floor, door)
    if found := _NUMBERED.match(text):
        rest = [part.strip() for part in found["rest"].split("/")[1:]]
        parts = dict(zip(_FIELDS[len(rest)], rest, strict=True))
        return Street(found["street"], found["house"], **parts)
    return Street(text)


def join_street(parts: Street) -> str:
    """One line for an envelope: with slashes where that says it all, otherwise with words."""
    numbers = (parts.staircase, parts.floor, parts.door)
    house = " ".join(filter(None, (parts.street, parts.house_number)))
    given = tuple(name for name in ("staircase", "floor", "door") if getattr(parts, name))
    if given in _FIELDS.values():
        return "/".join([house, *filter(None, numbers)])
    words = zip(("Stiege", "Stock", "Tür"), numbers, strict=True)
    return ", ".join([house, *(f"{word} {number}" for word, number in words if number)])
