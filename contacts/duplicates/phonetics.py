"""Kölner Phonetik: German words that sound alike get the same digits.

Hans Joachim Postel: Die Kölner Phonetik. IBM-Nachrichten 19 (1969), pages 925–931.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

_SIMPLE = {
    **dict.fromkeys("aeijouy", "0"),
    "b": "1",
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    "l": "5",
    **dict.fromkeys("mn", "6"),
    "r": "7",
    **dict.fromkeys("sz", "8"),
}
_HARD_C_AT_START = frozenset("ahkloqrux")
_HARD_C_INSIDE = frozenset("ahkoqux")
_SPOKEN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[ae][iy]", "ai"),
        (r"dt|th", "t"),
        (r"ph|v", "f"),
        (r"ck|c(?!h)", "k"),
        (r"y|ie", "i"),
        (r"(.)\1+", r"\1"),
        (r"er\b", "r"),
    )
)


@lru_cache(maxsize=65_536)
def koelner(text: str) -> str:
    """The code of `text`; empty where it holds no letter that sounds (an h alone is silent)."""
    letters = _latin_letters(text)
    sounds = "".join(
        _sound(
            letter,
            letters[index - 1] if index else "",
            letters[index + 1] if index + 1 < len(letters) else "",
        )
        for index, letter in enumerate(letters)
    )
    spoken = sounds[:1] + sounds[1:].replace("0", "")
    return "".join(digit for digit, _ in groupby(spoken))


@lru_cache(maxsize=16_384)
def spoken(text: str) -> str:
    """A spelling nearer to the sound: Meier, Mayr and Maier are one, Maurer is another."""
    for pattern, sound in _SPOKEN:
        text = pattern.sub(sound, text)
    return text


def _latin_letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if "a" <= char <= "z")


def _sound(letter: str, before: str, after: str) -> str:
    simple = _SIMPLE.get(letter)
    if simple is not None:
        return simple
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter in "dt":
        return "8" if after and after in "csz" else "2"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    if letter == "c":
        return _sound_of_c(before, after)
    return ""  # h


def _sound_of_c(before: str, after: str) -> str:
    if not before:
        return "4" if after in _HARD_C_AT_START else "8"
    if before in "sz":
        return "8"
    return "4" if after in _HARD_C_INSIDE else "8"
