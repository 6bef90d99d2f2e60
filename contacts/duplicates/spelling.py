"""Reads how a mail address spells the name of its owner.

People type their own name into their address with care, an office types it after hearing it once:
where karin.fischer@… stands on the card of Karin Fisher, she is a Fischer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from contacts.duplicates.levels import spelling_level
from contacts.duplicates.normalise import fold
from contacts.duplicates.weights import Level

_BETWEEN_WORDS = re.compile(r"[^a-z]+")
_SHORTEST = 3
_LONGEST_SLIP = 4
_distance = DamerauLevenshtein.distance


class Spelled(NamedTuple):
    """First and last name as a mail address spells them; empty where it names neither."""

    given: str = ""
    family: str = ""


NOTHING = Spelled()


def spelled_names(emails: Iterable[str], given: str, family: str) -> Spelled:
    """How the first address that is made of both names spells `given` and `family` (folded).

    Only an address that comes near to both counts: another one is somebody else's or says nothing.
    """
    if len(given) < _SHORTEST or len(family) < _SHORTEST:
        return NOTHING
    for email in emails:
        found = _spelled_by(email.partition("@")[0], given, family)
        if found is not NOTHING:
            return found
    return NOTHING


def _spelled_by(local: str, given: str, family: str) -> Spelled:
    """The way to read `local` that strays least from the names."""
    letters = fold_letters(local)
    joined = letters.replace(" ", "")
    if joined in (given + family, family + given):
        return Spelled(given, family)
    if abs(len(joined) - len(given) - len(family)) > _LONGEST_SLIP:
        return NOTHING
    ways = [
        Spelled(first, second)
        for one, other in _halves(letters)
        for first, second in ((one, other), (other, one))
        if _near(first, given) and _near(second, family)
    ]
    return min(ways, key=lambda way: _strays(way, given, family), default=NOTHING)


def _strays(way: Spelled, given: str, family: str) -> int:
    return _distance(way.given, given) + _distance(way.family, family)


def _halves(letters: str) -> Iterator[tuple[str, str]]:
    """The two words of a local part; one that is a single word is cut wherever it may be."""
    words = [word for word in _BETWEEN_WORDS.split(letters) if word]
    if len(words) == 2:
        yield words[0], words[1]
    elif len(words) == 1:
        joined = words[0]
        for cut in range(_SHORTEST, len(joined) - _SHORTEST + 1):
            yield joined[:cut], joined[cut:]


def fold_letters(local: str) -> str:
    """A local part folded as names are, its separators kept as blanks."""
    return fold(local.translate(_DIGITS_TO_BLANKS))


_DIGITS_TO_BLANKS = str.maketrans(dict.fromkeys("0123456789_.-+", " "))


def _near(word: str, name: str) -> bool:
    return spelling_level(word, name) <= Level.TYPO
