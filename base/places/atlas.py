"""The table of places in memory: by postal code, by area, around a point, by name.

It is read when it is first asked (about 0.1 s) and again when the file has changed, which is
looked at once a minute. All answers come from memory: no query, no lock.
"""

from __future__ import annotations

import os
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings

from base.places.entries import Entry
from base.places.geometry import Point, distance_km, within_box
from base.places.names import fold
from base.places.packing import unpack

SHIPPED = Path(__file__).parent / "data" / "places.xz"
# The order in which a code is looked for where the country is not known.
COUNTRIES = ("AT", "DE", "CH", "LI")
_LOOK_AGAIN = 60.0
# So many names that begin alike are ranked at most: one or two letters find thousands.
_MOST_HITS = 3000

Code = tuple[str, str]


@dataclass(frozen=True)
class Named:
    """A municipality, place or quarter as the name search gives it."""

    name: str
    folded: str
    entry: Entry

    @property
    def is_village(self) -> bool:
        """Whether it is neither a municipality nor a town's quarter."""
        return self.name not in (self.entry.municipality, self.entry.quarter)


class Atlas:
    """Everything that is known about places."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        by_code: dict[Code, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            by_code[entry.country, entry.postal_code].append(number)
        self._by_code = dict(by_code)

    def country_of(self, postal_code: str, country: str = "") -> str:
        """The country that the code is looked for in: `country`, or the first that knows it."""
        if country:
            return country
        return next((c for c in COUNTRIES if (c, postal_code) in self._by_code), "")

    def at(self, postal_code: str, country: str = "") -> list[Entry]:
        """The entries of a postal code, none for an unknown one or a country without a table."""
        return [self.entries[number] for number in self.numbers_at(postal_code, country)]

    def numbers_at(self, postal_code: str, country: str = "") -> list[int]:
        """The places of those entries in `entries`."""
        return self._by_code.get((self.country_of(postal_code, country), postal_code), [])

    def located(self, postal_code: str, place: str, quarter: str, country: str = "") -> list[int]:
        """The entries (by number) that an address means: those of its code, narrowed by names.

        A place or quarter that none of them has narrows nothing.
        """
        numbers = self.numbers_at(postal_code, country)
        for name in (place, quarter) if len(numbers) > 1 else ():
            if name and (named := [n for n in numbers if _has_name(self.entries[n], fold(name))]):
                numbers = named
        return numbers

    def point_of(self, postal_code: str, country: str = "", place: str = "") -> Point | None:
        """The middle of a code's places, of those named `place` where there are such."""
        numbers = self.located(postal_code, place, "", country)
        if not numbers:
            return None
        entries = [self.entries[number] for number in numbers]
        size = len(entries)
        return Point(
            sum(e.latitude for e in entries) / size, sum(e.longitude for e in entries) / size
        )

    def codes_within(self, centre: Point, km: float) -> set[Code]:
        """The postal codes with a place at most `km` kilometres away, as (country, code)."""
        return {
            (entry.country, entry.postal_code)
            for entry in self._near(centre, km)
            if distance_km(centre, Point(entry.latitude, entry.longitude)) <= km
        }

    def _near(self, centre: Point, km: float) -> Iterator[Entry]:
        """The entries in a box round the circle, by latitude."""
        south, north, west, east = within_box(centre, km)
        latitudes, numbers = self._by_latitude
        for at in range(bisect_left(latitudes, south), len(latitudes)):
            if latitudes[at] > north:
                return
            entry = self.entries[numbers[at]]
            if west <= entry.longitude <= east:
                yield entry

    @cached_property
    def _by_latitude(self) -> tuple[list[float], list[int]]:
        pairs = sorted((entry.latitude, number) for number, entry in enumerate(self.entries))
        return [latitude for latitude, _ in pairs], [number for _, number in pairs]

    def named(self, text: str, *, limit: int = 10, country: str = "") -> list[Named]:
        """The places whose name, or a word of it, begins with `text`; whole names first.

        `country` comes first among equals.
        """
        wanted = fold(text)
        if not wanted:
            return []
        keys, found = self._by_name
        start = bisect_left(keys, wanted)
        hits = []
        for at in range(start, min(start + _MOST_HITS, len(keys))):
            if not keys[at].startswith(wanted):
                break
            one = found[at]
            hits.append(
                (
                    one.folded != wanted,
                    one.entry.country != country,
                    one.is_village,
                    not one.folded.startswith(wanted),
                    len(one.name),
                    one.name,
                    at,
                )
            )
        return [found[hit[-1]] for hit in sorted(hits)[:limit]]

    def called(self, name: str, country: str = "") -> list[Entry]:
        """The entries whose municipality or place has exactly this name, in `country` if given."""
        numbers = self._by_whole_name.get(fold(name), ())
        found = (self.entries[number] for number in numbers)
        return [entry for entry in found if country in ("", entry.country)]

    @cached_property
    def _by_whole_name(self) -> dict[str, list[int]]:
        numbers: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            for name in {entry.municipality, entry.place} - {""}:
                numbers[name].add(number)
        folded: dict[str, set[int]] = defaultdict(set)
        for name, found in numbers.items():
            folded[fold(name)] |= found
        return {name: sorted(found) for name, found in folded.items()}

    @cached_property
    def _by_name(self) -> tuple[list[str], list[Named]]:
        """Every word of every name, with what follows it, in folded order."""
        seen: dict[tuple[str, ...], Entry] = {}
        for entry in self.entries:
            for name in {entry.municipality, entry.place, entry.quarter} - {""}:
                seen.setdefault((name, *entry[:4]), entry)
        pairs = []
        for number, ((name, *_levels), entry) in enumerate(seen.items()):
            named = Named(name, fold(name), entry)
            words = named.folded.split()
            pairs += [(" ".join(words[at:]), number, named) for at in range(len(words))]
        pairs.sort(key=lambda pair: pair[:2])
        return [key for key, _, _ in pairs], [named for _, _, named in pairs]


def _has_name(entry: Entry, folded: str) -> bool:
    names = (entry.place, entry.municipality, entry.quarter)
    return any(fold(name) == folded for name in names) or (
        bool(entry.quarter) and fold(f"{entry.place} {entry.quarter}") == folded
    )


@dataclass
class _Loaded:
    atlas: Atlas | None = None
    stamp: tuple[str, int] = ("", 0)
    looked: float = 0.0


_loaded = _Loaded()


def atlas() -> Atlas:
    """The table as it is now: the refreshed one where there is one, the shipped one otherwise."""
    now = time.monotonic()
    if _loaded.atlas is None or now - _loaded.looked > _LOOK_AGAIN:
        path = table_path()
        stamp = (str(path), os.stat(path).st_mtime_ns)
        if _loaded.atlas is None or stamp != _loaded.stamp:
            _loaded.atlas = Atlas(unpack(path.read_bytes()))
        _loaded.stamp, _loaded.looked = stamp, now
    return _loaded.atlas


def table_path() -> Path:
    """The file in use."""
    refreshed = Path(settings.PLACES_FILE)
    return refreshed if refreshed.exists() else SHIPPED


def forget() -> None:
    """Lets the next question read the file again (after a refresh in the same process)."""
    _loaded.atlas = None
