"""From the name of a country, in the languages our address books are written in, to its code."""

from functools import cache
from typing import Final

from babel import Locale

_LANGUAGES: Final = ("de", "en", "fr", "it", "es", "nl", "cs", "hu", "pl", "hr", "sl", "sk")
_ALIASES: Final = {
    "oesterreich": "AT",
    "a": "AT",
    "aut": "AT",
    "d": "DE",
    "brd": "DE",
    "deu": "DE",
    "ger": "DE",
    "bundesrepublik deutschland": "DE",
    "ch": "CH",
    "che": "CH",
    "suisse": "CH",
    "fl": "LI",
    "usa": "US",
    "u.s.a.": "US",
    "united states of america": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "grossbritannien": "GB",
    "großbritannien": "GB",
    "holland": "NL",
    "the netherlands": "NL",
    "tschechische republik": "CZ",
    "czech republic": "CZ",
}


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for language in reversed(_LANGUAGES):
        for code, name in Locale(language).territories.items():
            if (
                len(code) == 2
                and code.isalpha()
                and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ")
            ):
                codes[name.casefold()] = code
                codes[code.casefold()] = code
    return codes | _ALIASES


def country_code(text: str) -> str:
    """The ISO 3166 code of the country, or the text itself where it names none that we know."""
    stripped = text.strip()
    return _codes().get(stripped.casefold(), stripped)


def country_name(code: str) -> str:
    """The German name of a code, or the text itself where it is none."""
    name = Locale("de").territories.get(code) if len(code) == 2 else None
    return name if name and country_code(name) == code else code
