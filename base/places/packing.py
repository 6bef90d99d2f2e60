"""The table as a file: a tree of countries, states, counties and municipalities, compressed.

A line beginning with a tab is an entry below what stands above it:
`code, place, quarter, latitude, longitude`. What equals the entry before (the code, the
coordinates) or the municipality (the place) is left empty; coordinates are whole ten-thousandths
of a degree. Other lines open a level: `C` country, `S` state, `K` county, `M` municipality.
"""

from __future__ import annotations

import lzma
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from base.places.entries import Entry

ATTRIBUTION = "# Contains data from GeoNames (https://www.geonames.org), CC BY 4.0, adapted"
_LEVELS = ("country", "state", "county", "municipality")
_MARKS = "CSKM"
_STEP = 10_000


def pack(entries: Iterable[Entry]) -> bytes:
    """The file's bytes; `entries` come in the order of their levels."""
    return lzma.compress("\n".join(_lines(entries)).encode(), preset=9 | lzma.PRESET_EXTREME)


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    yield ATTRIBUTION
    above: tuple[str, ...] = ()
    code, at = "", ""
    for entry in entries:
        levels = entry[:4]
        if levels != above:
            first = next(i for i in range(4) if above[: i + 1] != levels[: i + 1])
            yield from (f"{_MARKS[i]}{levels[i]}" for i in range(first, 4))
            above, code, at = levels, "", ""
        place = "" if entry.place == entry.municipality else entry.place
        here = f"{round(entry.latitude * _STEP)},{round(entry.longitude * _STEP)}"
        cells = [
            "" if entry.postal_code == code else entry.postal_code,
            place,
            entry.quarter,
            "" if here == at else here,
        ]
        yield "\t" + "\t".join(cells)
        code, at = entry.postal_code, here


def unpack(data: bytes) -> Iterator[Entry]:
    """The entries in their order. Raises ValueError or lzma.LZMAError for anything else."""
    levels = ["", "", "", ""]
    code, latitude, longitude = "", 0.0, 0.0
    for line in lzma.decompress(data).decode().split("\n"):
        if line[:1] == "\t":
            _, new_code, place, quarter, at = line.split("\t")
            code = new_code or code
            if at:
                north, east = at.split(",")
                latitude, longitude = int(north) / _STEP, int(east) / _STEP
            country, state, county, municipality = levels
            yield Entry(
                country,
                state,
                county,
                municipality,
                code,
                place or municipality,
                quarter,
                latitude,
                longitude,
            )
        elif line[:1] != "#":
            levels[_MARKS.index(line[0])] = line[1:]


def write_table(path: Path, entries: Iterable[Entry]) -> int:
    """Puts the table in place at once, so that no reader sees half of it; returns its bytes."""
    data = pack(entries)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as written:
        written.write(data)
    os.chmod(written.name, 0o644)
    os.replace(written.name, path)
    return len(data)
