"""Reduces values to the form in which two spellings of one thing are equal."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

import phonenumbers

from contacts.duplicates.dialling import apart, parsed
from contacts.duplicates.nicknames import NICKNAMES

_SPECIAL_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_NOT_WORD = re.compile(r"[\W_]+")
# An e after a, o, u is a written-out umlaut; Bauer, Neuer and Quelle are not Baür, Neür, Qülle.
_WRITTEN_UMLAUT = re.compile(r"([ao])e+|(?<![aeoqu])(u)e+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    """
    herr frau hr fr fam familie firma mr mrs ms
    dr ddr prof mag magister dipl ing dipling di dkfm mmag univ ao em phd mba msc bsc ma ba llm
    llb llm bed med vet jur iur rer nat phil techn tech theol pol oec habil hc dent mult dkffr
    kommr komm rat hofrat hr wkr dipl kfm kffr kaufmann soz paed arch stb ra rain dds md bakk
    """
)
_NAME_PARTICLES = _words("von van vom zu zum zur de der den di da del la le und ten ter")
_LEGAL_FORM = re.compile(
    r"""\b(
    gmbh\s+co\s+kg|gmbh\s+co\s+ohg|gmbh\s+u\s+co\s+kg|gmbh\s+und\s+co\s+kg|ag\s+co\s+kg|
    g\s?m\s?b\s?h|ges\s?m\s?b\s?h|gesmbh|mbh|ggmbh|flexco|flexkapg|
    gesellschaft\s+mit\s+beschrankter\s+haftung|aktiengesellschaft|kommanditgesellschaft|
    offene\s+gesellschaft|eingetragener\s+verein|genossenschaft|gesellschaft|
    ug|haftungsbeschrankt|ag|se|kg|kgaa|ohg|og|gbr|gesbr|gesnbr|keg|oeg|og|
    e\s?u|e\s?k|e\s?kfr|e\s?v|e\s?gen|eg|partg|partgmbb|partnerschaft|
    ltd|limited|inc|sarl|sa|srl|spa|bv|co|cie
    )\b""",
    re.VERBOSE,
)
_STREET_ENDING = re.compile(r"(strasse|strase|stras|str|straat)\b")
_STREET_WORDS = {
    "st": "street",
    "g": "gasse",
    "pl": "platz",
    "al": "allee",
    "wg": "weg",
    "ave": "avenue",
    "rd": "road",
}
_TRAILING_NUMBER = re.compile(r"^(.*?[^\W\d].*?)[\s,]+(\d+\s*[a-zA-Z]?(?:\s*[-/].*)?)$")
_LOCAL_COUNTRY_CODES = ("423", "43", "49", "41")
_PHONE_REGIONS = ("AT", "DE")


@lru_cache(maxsize=131_072)
def fold(text: str) -> str:
    """Lower case without accents and punctuation; ä, ae and a are one, ß and ss are one."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_SPECIAL_LETTERS)
    letters = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    words = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", letters)).strip()
    return _WRITTEN_UMLAUT.sub(r"\1\2", words)


def _nickname_classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for line in NICKNAMES.replace("\n  ", " ").strip().splitlines():
        full, _, short_forms = line.partition(":")
        for name in (full, *short_forms.split()):
            classes.setdefault(fold(name), set()).add(fold(full))
    return {name: frozenset(full_names) for name, full_names in classes.items()}


_CLASSES = _nickname_classes()


@lru_cache(maxsize=65_536)
def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name without titles; a name of titles alone stays as it is."""
    words = tuple(fold(text).split())
    return tuple(word for word in words if word not in _TITLES) or words


@lru_cache(maxsize=65_536)
def family_words(text: str) -> tuple[str, ...]:
    """The parts of a family name without titles and particles (von, van der)."""
    words = name_words(text)
    return tuple(word for word in words if word not in _NAME_PARTICLES) or words


@lru_cache(maxsize=65_536)
def given_name_classes(word: str) -> frozenset[str]:
    """The full names that a folded first name may stand for; a name unknown here is its own."""
    return _CLASSES.get(word) or frozenset((word,))


@lru_cache(maxsize=16_384)
def company(name: str) -> str:
    """A folded company name without its legal form; one that is nothing else stays."""
    folded = fold(name.replace("&", " "))
    core = " ".join(_LEGAL_FORM.sub(" ", folded).split())
    return core or folded


@lru_cache(maxsize=16_384)
def email(address: str) -> str:
    """Lower case without blanks; what Gmail ignores (dots, a part after +) is dropped there."""
    local, at, domain = address.strip().removeprefix("mailto:").casefold().rpartition("@")
    if not at or not local or not domain:
        return ""
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.partition("+")[0].replace(".", "") or local, "gmail.com"
    return f"{local}@{domain}"


@lru_cache(maxsize=16_384)
def phone(number: str) -> str:
    """E.164 where the number is valid in Austria or Germany or names its country, else digits."""
    dialled = apart(number)
    for region in _PHONE_REGIONS:
        try:
            found = parsed(dialled, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(found):
            return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    return "".join(char for char in dialled.number if char.isdecimal())


@lru_cache(maxsize=16_384)
def phone_core(number: str) -> str:
    """The national number of a normalised one, so that 0664 … typed in Germany meets +43 664 …"""
    digits = "".join(char for char in number if char.isdecimal())
    if number.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        for code in _LOCAL_COUNTRY_CODES:
            if digits.startswith(code):
                return digits[len(code) :].lstrip("0")
    return digits.lstrip("0")


@lru_cache(maxsize=32_768)
def street(name: str) -> str:
    """A folded street without blanks; Straße, Strasse and Str. end alike."""
    words = (_STREET_WORDS.get(word, word) for word in fold(name).split())
    return _STREET_ENDING.sub("str", " ".join(words)).replace(" ", "")


@lru_cache(maxsize=32_768)
def split_street(name: str, number: str) -> tuple[str, str]:
    """Street and number, folded; a number at the street's end counts when `number` is empty."""
    match = None if number.strip() else _TRAILING_NUMBER.match(name.strip())
    if match:
        name, number = match.groups()
    return street(name), fold(number).replace(" ", "")


# What programs write for a birth date that nobody entered.
_NO_BIRTH = frozenset({"19000101", "19010101", "19040101", "19700101", "18991230", "18991231"})
_GENERATIONS = {
    **dict.fromkeys(("sen", "senior", "sr"), "sen"),
    **dict.fromkeys(("jun", "junior", "jr"), "jun"),
}


def birth_digits(day: date | None, text: str) -> str:
    """Eight digits YYYYMMDD from the date or else from the text as typed, impossible dates too.

    None for a placeholder: sharing 01.01.1900 says nothing.
    """
    if day is not None:
        digits = f"{day.year:04d}{day.month:02d}{day.day:02d}"
    else:
        digits = _birth_digits_of_text(text) if text else ""
    return "" if digits in _NO_BIRTH else digits


@lru_cache(maxsize=16_384)
def generation(*names: str) -> str:
    """ "sen" or "jun" where parts of a name say so, else an empty text."""
    words = " ".join(filter(None, names)).casefold().replace(".", " ").replace(",", " ").split()
    return next((_GENERATIONS[word] for word in words if word in _GENERATIONS), "")


@lru_cache(maxsize=16_384)
def _birth_digits_of_text(text: str) -> str:
    parts = re.findall(r"\d+", text)
    if len(parts) == 3:
        if len(parts[0]) == 4:
            year, month, day = parts
        else:
            day, month, year = parts
        return f"{year:0>4}{month:0>2}{day:0>2}"
    return "".join(parts)
