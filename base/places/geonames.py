"""Reads GeoNames' postal codes: their own tab-separated files, or one with a line of headings.

Own files have twelve columns and no headings: https://download.geonames.org/export/zip/
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Columns of GeoNames' own files: country, code, place, three levels with codes, coordinates.
_OWN = {
    "country": 0,
    "postal_code": 1,
    "place": 2,
    "state": 3,
    "province": 5,
    "community": 7,
    "latitude": 9,
    "longitude": 10,
}
_COLUMNS = 12


class UnreadableFile(Exception):
    """The file is none of GeoNames' postal codes."""


@dataclass(frozen=True)
class PlaceRow:
    """One row as GeoNames has it; the levels are empty where they do not know them."""

    country: str
    postal_code: str
    place: str
    state: str
    province: str
    community: str
    latitude: float
    longitude: float


def read_files(paths: Iterable[Path]) -> Iterator[PlaceRow]:
    """The rows of all files; ZIP archives as GeoNames offers them are opened.

    Raises UnreadableFile with the name of the file and what is wrong, OSError as it comes.
    """
    for path in paths:
        try:
            yield from read_rows(_text(path))
        except (UnreadableFile, UnicodeDecodeError, zipfile.BadZipFile) as error:
            raise UnreadableFile(f"{path.name}: {error}") from error


def _text(path: Path) -> str:
    if path.suffix.lower() != ".zip":
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.lower().startswith("readme")]
        return "\n".join(archive.read(name).decode("utf-8-sig") for name in names)


def read_rows(text: str) -> Iterator[PlaceRow]:
    """The rows of one file. Raises UnreadableFile naming the first line that is none."""
    lines = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    columns: dict[str, int] = {}
    for number, cells in enumerate(lines, start=1):
        if not columns:
            columns = _columns(cells)
            if columns is not _OWN:
                continue
        if any(cells):
            yield _row(cells, columns, number)


def _columns(first: list[str]) -> dict[str, int]:
    """Where the columns stand, by the headings or, without them, by GeoNames' own order."""
    if set(_OWN) <= set(first):
        return {name: first.index(name) for name in _OWN}
    if len(first) == _COLUMNS:
        return _OWN
    raise UnreadableFile(f"neither {_COLUMNS} columns nor the headings {', '.join(_OWN)}")


def _row(cells: list[str], columns: dict[str, int], number: int) -> PlaceRow:
    try:
        values = {name: cells[at].strip() for name, at in columns.items()}
        place = (float(values.pop("latitude")), float(values.pop("longitude")))
        return PlaceRow(**values, latitude=place[0], longitude=place[1])
    except (IndexError, ValueError) as error:
        raise UnreadableFile(f"line {number}: {error}") from error
