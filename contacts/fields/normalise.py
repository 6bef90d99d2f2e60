"""Contact values in the forms in which they are stored, sorted and searched."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import ValidationResult

from contacts.duplicates.dialling import apart, parsed
from contacts.duplicates.normalise import fold, phone_core

_LETTERS_OF_THEIR_OWN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST_WORD = 100
_SHORTEST_PHONE = 4
_BACKWARDS = "~"
_LONGEST_ENDING = 12
MAX_NOTE = 100


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number as it is shown, in E.164 when it is one that can exist (else empty), and a note.

    The note is what stood beside the digits: »priv.«, »ab 18h«, »Sohn«.
    """

    shown: str
    e164: str
    note: str = ""


@lru_cache(maxsize=4096)
def read_phone(text: str, region: str, home: str = "") -> PhoneNumber:
    """Reads a number in any notation; without a country code it is one of `region` (ISO code).

    A mobile number of `home` that `region` does not have is one of `home`: people keep their
    handsets when they move. What is no valid number is kept as it was typed.
    """
    dialled = apart(text)
    number = _valid(text, region) or _valid_mobile(text, home)
    if number is None:
        beyond = f" ext. {dialled.extension}" if dialled.extension else ""
        return PhoneNumber(dialled.number + beyond, "", dialled.words)
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return PhoneNumber(shown, e164, dialled.words)


def with_note(note: str, more: str) -> str:
    """A number's note with the words that stood beside its digits, each once, cut to its column."""
    said = [note, "" if more.casefold() in note.casefold() else more]
    return ", ".join(filter(None, said))[:MAX_NOTE]


def _valid(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = parsed(apart(text), region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _valid_mobile(text: str, home: str) -> phonenumbers.PhoneNumber | None:
    number = _valid(text, home) if home else None
    is_mobile = number and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    return number if is_mobile else None


def phone_problem(text: str, region: str, home: str = "") -> str:
    """Why `text` is no number that can be called, in the reader's language; empty if it is one."""
    if not text.strip() or read_phone(text, region, home).e164:
        return ""
    try:
        reason = phonenumbers.is_possible_number_with_reason(parsed(apart(text), region))
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
            return _("Diese Landesvorwahl gibt es nicht.")
        return _("Das ist keine Telefonnummer. Sie sieht so aus: +43 664 1234567.")
    if reason in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
        return _("Der Telefonnummer fehlen Ziffern oder die Vorwahl.")
    if reason == ValidationResult.TOO_LONG:
        return _("Die Telefonnummer hat zu viele Ziffern.")
    return _("So ist keine Telefonnummer aufgebaut: Bitte prüfen Sie Vorwahl und Länge.")


def sort_form(text: str) -> str:
    """The form in which German lists are ordered (DIN 5007-1): ä as a, ß as ss, no case.

    Unlike `fold` it leaves a written-out »ae« alone: Goethe stands before Gold.
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS_OF_THEIR_OWN)
    letters = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return _NOT_WORD.sub(" ", letters).strip()


def words_of(text: str) -> set[str]:
    """The folded words of a text, as the word table holds them."""
    return {word[:_LONGEST_WORD] for word in fold(text).split()}


def phone_words(e164: str, shown: str) -> set[str]:
    """The digits with and without country code, so that any notation finds the number.

    Backwards they stand behind a mark that no other word has: so the last digits find it too.
    """
    number = e164 or apart(shown).number
    digits = "".join(char for char in number if char.isdecimal())
    found = {word for word in (digits, phone_core(number)) if len(word) >= _SHORTEST_PHONE}
    return found | {_ending(digits)} if len(digits) >= _SHORTEST_PHONE else found


def _ending(digits: str) -> str:
    """The last digits as the word table holds them; what is typed is the beginning of it."""
    return _BACKWARDS + digits[::-1][:_LONGEST_ENDING]


def email_words(address: str) -> set[str]:
    """The whole address, and the words before the @."""
    whole = address.strip().casefold()[:_LONGEST_WORD]
    return {whole, *words_of(whole.partition("@")[0])} - {""}


# A run of digits as people write phone numbers; (0) belongs to +43 (0) 664.
_PHONE_RUN = re.compile(r"(?<![\w@.])(?:\+|\(?0)?\d[\d ()/.\-]*\d(?![\w@])")
_SURE_PHONE_DIGITS = 7


def search_terms(query: str) -> list[tuple[str, ...]]:
    """What a search asks for: every term has to be met by one of its prefixes."""
    rest, terms = query, []
    for run in _PHONE_RUN.finditer(query):
        prefixes = _phone_prefixes(run.group())
        if prefixes:
            terms.append(prefixes)
            rest = rest.replace(run.group(), " ", 1)
    for part in rest.split():
        terms.extend(_word_terms(part))
    return list(dict.fromkeys(terms))


def _phone_prefixes(run: str) -> tuple[str, ...]:
    digits = "".join(char for char in run.replace("(0)", "") if char.isdecimal())
    is_phone = run[0] in "+(" or digits.startswith("0") or len(digits) >= _SURE_PHONE_DIGITS
    if not is_phone or len(digits) < _SHORTEST_PHONE:
        return ()
    without_zeros = digits[2:] if digits.startswith("00") else digits.removeprefix("0")
    # 01067 is a number in Austria as well as a postal code in Dresden.
    words = (*_with_ending(digits), without_zeros)
    return tuple(dict.fromkeys(word for word in words if word))


def _word_terms(part: str) -> list[tuple[str, ...]]:
    if "@" in part.strip("@"):
        return [(part.casefold()[:_LONGEST_WORD],)]
    if part.startswith("+") and part[1:].isdecimal():
        return [(part[1:],)]
    return [_with_ending(word[:_LONGEST_WORD]) for word in fold(part).split()]


def _with_ending(word: str) -> tuple[str, ...]:
    """Digits may be the end of a number as well as its beginning or a postal code."""
    is_ending = word.isascii() and word.isdecimal() and len(word) >= _SHORTEST_PHONE
    return (word, _ending(word)) if is_ending and len(word) <= _LONGEST_ENDING else (word,)
