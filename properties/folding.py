"""A column that the database keeps folded as `fold` does: text is found in any spelling."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Concat, Lower

from contacts.duplicates.normalise import fold

# Two letters for one; all others with an accent become the one letter below it.
_DOUBLE = (("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"))
_APOSTROPHES = "'’‘`´ʼ"
# The same as in `fold`.
_WRITTEN_UMLAUT = "([ao])e+|(?<![aeoqu])(u)e+"


def _accented() -> tuple[str, str]:
    """Latin letters with accents, in both cases, and what each becomes."""
    letters = [chr(code) for code in range(0xC0, 0x180)]
    pairs = {
        letter: plain
        for letter in letters
        if len(plain := fold(letter)) == 1 and unicodedata.category(letter).startswith("L")
    }
    return "".join(pairs), "".join(pairs.values())


def folded(*columns: str) -> Func:
    """The text of `columns` folded, as an expression that PostgreSQL can store."""
    text: Any = F(columns[0])
    for column in columns[1:]:
        text = Concat(text, Value(" "), F(column), output_field=TextField())
    text = Lower(text, output_field=TextField())
    for letter, letters in _DOUBLE:
        text = _call("replace", text, letter, letters)
    accented, plain = _accented()
    text = _call("translate", text, accented + _APOSTROPHES, plain)
    return _call("regexp_replace", text, _WRITTEN_UMLAUT, r"\1\2", "g")


def _call(function: str, text: Any, *values: str) -> Func:
    return Func(text, *map(Value, values), function=function, output_field=TextField())
