"""Telephone numbers as people write them: digits that are dialled, and the words beside them.

No letter ever becomes a digit: phonenumbers reads »PRIV« by the dial pad as 7748, which
suits American vanity numbers and makes other people's numbers of our notes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import phonenumbers

_RUN: Final = re.compile(r"[+(]{0,2}\d(?:[\d\s()/.+*\u2010-\u2015\u2212-]*\d)?")
#: »18-20 Uhr«, »18h«, »2. Handy«, »01.02.2020«: figures of words that stand beside numbers.
_FIGURES: Final = re.compile(
    r"(?<![\d.:/-])\d{1,2}(?:[.:]\d\d)?(?:\s*[\u2010-\u2015-]\s*\d{1,2}(?:[.:]\d\d)?)?"
    r"(?:\s*uhr|h|\s*hrs?)(?![^\W\d_])"
    r"|(?<=\s)[1-9]\.(?=\s*[^\W\d_])|(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\d.])",
    re.IGNORECASE,
)
#: RFC 3966 and what phonenumbers writes itself; dialled once the number is answered.
_EXTENSION: Final = re.compile(r"[\s,;]*(?:ext\.?|extn\.?|x|#)[\s:.=]*(\d{1,7})$", re.IGNORECASE)
#: Words that say no more than that this is a number.
_NO_NOTE: Final = re.compile(
    r"(?:tel|telefon|telephon|telephone|phone|fon|nr|nummer|no|number|t|call|ruf|rufnummer)\.?",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_VANITY: Final = re.compile(r"[\s-]*[A-Z]{3,}(?:[\s-]+[A-Z]{2,})*\s*$")
_FEWEST_DIGITS: Final = 5
_AROUND: Final = " \t\n\u00a0,;:.-–|/"


class Dialled(NamedTuple):
    """The part of a text that is dialled, an extension behind it, and the words beside them."""

    number: str
    extension: str = ""
    words: str = ""


@lru_cache(maxsize=4096)
def apart(text: str) -> Dialled:
    """Tells the number from the words around it; a text in which none can be told stays whole.

    `0351/123456 (priv.)` is the number `0351/123456` and the word `priv.`. Where letters stand
    inside the digits (0664 12O4567, 0800 FLOWERS) nobody can say what was meant.
    """
    typed = " ".join(text.split())
    if not _LETTER.search(typed):
        return Dialled(*_bracketed(typed))
    found = _run_in(typed)
    if found is None:
        return Dialled(typed)
    before, number, after = found
    extension = _EXTENSION.match(after)
    if extension:
        after = ""
    if _is_glued(before[-1:], after) or (
        not extension and _VANITY.match(after) and not is_valid(number)
    ):
        return Dialled(typed)
    words = ", ".join(filter(None, [_words(before), _words(after)]))
    return Dialled(number, extension[1] if extension else "", words)


def _bracketed(typed: str) -> tuple[str, str]:
    """An extension behind a number without any letters: »01 5131236 #12«."""
    found = _EXTENSION.search(typed)
    return (typed[: found.start()], found[1]) if found and found.start() else (typed, "")


def _run_in(typed: str) -> tuple[str, str, str] | None:
    """What stands before, in and behind the first run of digits that is long enough."""
    figures = [found.span() for found in _FIGURES.finditer(typed)]
    plain = "".join(
        "\x00" if any(start <= at < end for start, end in figures) else char
        for at, char in enumerate(typed)
    )
    for found in _RUN.finditer(plain):
        number = _balanced(found.group())
        if sum(char.isdecimal() for char in number) >= _FEWEST_DIGITS:
            end = found.start() + len(number)
            return typed[: found.start()], number.rstrip(), typed[end:]
    return None


def _balanced(run: str) -> str:
    """The run without a bracket that opens in it and closes behind the words: 0664 12345 (18."""
    depth, opened = 0, 0
    for at, char in enumerate(run):
        if char == "(":
            depth, opened = depth + 1, at
        elif char == ")":
            depth -= 1
    return run[:opened] if depth > 0 and opened else run


def _is_glued(before: str, after: str) -> bool:
    """Whether letters stand in the digits and not beside them: 0664 12O4567."""
    if _LETTER.match(before):
        return True
    word = re.match(r"[^\W_]+", after)
    return bool(word and _LETTER.match(after) and any(char.isdecimal() for char in word[0]))


def _words(text: str) -> str:
    """Words as a note: without brackets around the whole and without those that say nothing."""
    bare = text.strip(_AROUND + "()[]") if _brackets_are_outside(text) else text.strip(_AROUND)
    bare = bare.removeprefix("tel:").strip()
    if _NO_NOTE.fullmatch(bare) or not any(char.isalnum() for char in bare):
        return ""
    return bare + "." if text.rstrip(" ()[]").endswith(".") and bare else bare


def _brackets_are_outside(text: str) -> bool:
    inner = text.strip(_AROUND)
    return sum(map(inner.count, "()[]")) <= 2


def parsed(number: Dialled, region: str) -> phonenumbers.PhoneNumber:
    """The number as phonenumbers knows it. Raises NumberParseException for what is none."""
    if _LETTER.search(number.number):
        raise phonenumbers.NumberParseException(
            phonenumbers.NumberParseException.NOT_A_NUMBER, "There are letters in it."
        )
    extension = f" ext. {number.extension}" if number.extension else ""
    return phonenumbers.parse(number.number + extension, region)


def is_valid(number: str, regions: tuple[str, ...] = ("AT", "DE", "CH", "LI")) -> bool:
    """Whether the digits are a number that can exist in one of `regions`."""
    for region in regions:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
