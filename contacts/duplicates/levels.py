"""Compares two normalised values: how far do they agree?"""

from __future__ import annotations

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from contacts.duplicates.phonetics import koelner, spoken
from contacts.duplicates.weights import Level

_distance = DamerauLevenshtein.distance
_similarity = JaroWinkler.similarity
_NEAR = 0.85
_SHORTEST_WITH_TYPO = 3
_SHORTEST_WITH_TWO_TYPOS = 8


def typing_level(a: str, b: str, allowed: int | None = None) -> Level:
    """SAME, TYPO (one slip, two in a long word, or as many as allowed), or DIFFERENT."""
    if a == b:
        return Level.SAME
    longest = max(len(a), len(b))
    if longest < _SHORTEST_WITH_TYPO:
        return Level.DIFFERENT
    if allowed is None:
        allowed = 2 if longest >= _SHORTEST_WITH_TWO_TYPOS else 1
    slips = _distance(a, b, score_cutoff=allowed)
    return Level.TYPO if slips <= allowed else Level.DIFFERENT


def spelling_level(a: str, b: str) -> Level:
    """SAME, SOUND, TYPO, NEAR or DIFFERENT, for names; blanks within a word are slips."""
    if a == b:
        return Level.SAME
    typing = typing_level(a, b)
    alike = typing is Level.TYPO or _similarity(a, b) >= _NEAR
    if koelner(a) == koelner(b) and (alike or spoken(a) == spoken(b)):
        return Level.SOUND
    if typing is Level.TYPO:
        return typing
    allowed = 2 * max(len(a), len(b)) // 5
    alike = alike or _distance(a, b, score_cutoff=allowed) <= allowed
    return Level.NEAR if alike else Level.DIFFERENT


def birth_level(a: str, b: str) -> Level:
    """TYPO is one slip or day and month exchanged; NEAR agrees in two of year, month and day."""
    if a == b:
        return Level.SAME
    if _distance(a, b, score_cutoff=1) <= 1:
        return Level.TYPO
    if len(a) != 8 or len(b) != 8:
        return Level.DIFFERENT
    if a[:4] == b[:4] and a[4:6] == b[6:] and a[6:] == b[4:6]:
        return Level.TYPO
    agreeing = (a[:4] == b[:4]) + (a[4:6] == b[4:6]) + (a[6:] == b[6:])
    return Level.NEAR if agreeing == 2 else Level.DIFFERENT


def number_level(a: str, b: str) -> Level:
    """House numbers: 12, 12a and 12/3 agree in part."""
    if a == b:
        return Level.SAME
    if _leading_digits(a) == _leading_digits(b):
        return Level.PART
    return Level.TYPO if _distance(a, b, score_cutoff=1) <= 1 else Level.DIFFERENT


def _leading_digits(number: str) -> str:
    end = 0
    while end < len(number) and number[end].isdecimal():
        end += 1
    return number[:end] or number
