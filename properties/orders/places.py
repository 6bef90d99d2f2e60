"""Places as people write them: »8010«, »80*« for all that begin so, »Graz«."""

from __future__ import annotations

import re
import unicodedata

_PREFIX = re.compile(r"^\d{1,4}(\*|x+|\.+)$", re.IGNORECASE)
_CODE = re.compile(r"^\d{4,5}$")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def fold_place(name: str) -> str:
    """A place's name for comparing: case, umlauts, accents and »St.« do not matter."""
    lowered = name.casefold().translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    return " ".join("sankt" if word == "st" else word for word in words)


def normalise_place(text: str) -> str:
    """How a wanted place is kept: a code, a prefix with one »*«, or the name as written."""
    text = " ".join(text.split())
    if _PREFIX.match(text):
        return re.match(r"\d+", text)[0] + "*"  # type: ignore[index]
    return text


def matches_place(wanted: str, *, postal_code: str, place: str) -> bool:
    """Whether a property's postal code or place is what was asked for.

    A name also fits places that begin with it as a whole word: »Graz« fits »Graz-Umgebung«
    and »Graz, Lend«.
    """
    if wanted.endswith("*"):
        return postal_code.startswith(wanted[:-1])
    if _CODE.match(wanted):
        return postal_code == wanted
    name, there = fold_place(wanted), fold_place(place)
    return bool(name) and (there == name or there.startswith(name + " "))


def area_tokens_wanted(places: tuple[str, ...]) -> frozenset[str]:
    """The area tokens under which an order is found from a property's side."""
    return frozenset(_token_wanted(place) for place in places)


def _token_wanted(place: str) -> str:
    if place.endswith("*") or _CODE.match(place):
        return f"p{place}"
    return f"n{fold_place(place)}"


def area_tokens_of(*, postal_code: str, place: str) -> frozenset[str]:
    """All tokens that an order near this property may carry; `*` stands for anywhere."""
    words = fold_place(place).split()
    names = {"n" + " ".join(words[:count]) for count in range(1, len(words) + 1)}
    prefixes = {f"p{postal_code[:size]}*" for size in range(1, len(postal_code))}
    codes = {f"p{postal_code}"} if postal_code else set()
    return frozenset({"*"} | names | prefixes | codes)
