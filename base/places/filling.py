"""What a postal code tells an address: its place, quarter and state, as far as they are certain."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from base.places.atlas import atlas
from base.places.entries import Entry
from base.places.names import fold

# A place that has more than this share of a code's entries is proposed where there are others.
_MOST = 2 / 3


@dataclass(frozen=True)
class Filling:
    """`places` and `quarters` are offered, the likeliest first; "" is what is not certain.

    `place` is certain where the code has one place only; `proposed` may be one of several that
    stands out. `region` is the state (Bundesland, canton).
    """

    places: tuple[str, ...] = ()
    place: str = ""
    proposed: str = ""
    quarters: tuple[str, ...] = ()
    quarter: str = ""
    region: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the code is in the table."""
        return bool(self.places)


def filling(postal_code: str, country: str = "", place: str = "") -> Filling:
    """What is known of a code; with `place`, the quarter is that place's.

    An unknown code, and a country without a table, tell nothing.
    """
    entries = atlas().at(postal_code.strip(), country)
    if not entries:
        return Filling()
    towns = _towns(entries)
    proposed = towns[0][0] if towns[0][1] > _MOST * len(entries) else ""
    certain = towns[0][0] if len(towns) == 1 else ""
    wanted = fold(place or certain or proposed)
    here = [entry for entry in entries if wanted in (fold(entry.place), fold(town_of(entry)))]
    quarters = tuple(sorted({entry.quarter for entry in here} - {""}))
    has_rest = any(not entry.quarter for entry in here)
    return Filling(
        places=_places(entries, towns),
        place=certain,
        proposed=proposed,
        quarters=quarters,
        quarter=quarters[0] if len(quarters) == 1 and not has_rest else "",
        region=_only({entry.state for entry in here or entries} - {"Liechtenstein"}),
    )


@dataclass(frozen=True)
class Located:
    """What a place alone leaves no doubt about; "" is what is not certain."""

    postal_code: str = ""
    region: str = ""


def located(place: str, country: str = "") -> Located:
    """What is known of a place without its postal code: Graz has many codes and one state."""
    entries = atlas().called(place, country) if place.strip() else []
    if not entries or len({(entry.country, entry.state) for entry in entries}) > 1:
        return Located()
    if _is_begun(fold(place), country):
        return Located()
    named = [entry for entry in entries if fold(entry.place) == fold(place)]
    return Located(
        postal_code=_only({entry.postal_code for entry in named}),
        region=_only({entry.state for entry in entries} - {"Liechtenstein"}),
    )


def _is_begun(name: str, country: str) -> bool:
    """Whether longer names begin with it: Neustadt is what people call a dozen places."""
    found = atlas().named(name, limit=50, country=country)
    return any(
        one.folded.startswith(f"{name} ") and country in ("", one.entry.country) for one in found
    )


def main_place(postal_code: str, country: str = "") -> str:
    """The likeliest place of a code, "" for an unknown one."""
    entries = atlas().at(postal_code, country)
    return _towns(entries)[0][0] if entries else ""


def town_of(entry: Entry) -> str:
    """What stands in an address: Austria's Gemeinde, elsewhere the place of the post."""
    return entry.municipality if entry.country == "AT" else entry.place


def _towns(entries: list[Entry]) -> list[tuple[str, int]]:
    """The towns of a code with the number of their entries, the largest first."""
    counted = Counter(town_of(entry) for entry in entries)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _places(entries: list[Entry], towns: list[tuple[str, int]]) -> tuple[str, ...]:
    """Towns first, then the villages in them."""
    names = [name for name, _ in towns]
    villages = sorted({entry.place for entry in entries} - set(names))
    return (*names, *villages)


def _only(names: set[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""
