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
