"""Names of places for comparing: ä, ae and a are one, ß and ss, »St.« and »Sankt«, case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe"})
_WORD = re.compile(r"[a-z0-9]+")
_WITH_E = re.compile(r"([aou])e+")
_SAINT = re.compile(r"\bst\b")


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """The name as words of plain letters and digits: »St. Pölten« → »sankt polten«.

    Folding what is folded changes nothing. Spellings with ae, oe and ue fold like those with
    umlauts, so a few different names fold alike (»Aue« and »Äu«): fit for finding, not for keys.
    """
    letters = name.casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters.translate(_LETTERS))
        letters = plain.encode("ascii", "ignore").decode()
    return _SAINT.sub("sankt", _WITH_E.sub(r"\1", " ".join(_WORD.findall(letters))))
