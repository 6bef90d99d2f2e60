"""One entry of the table: a place under one postal code, with everything it lies in."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """`place` is what stands in an address, `quarter` a part of it (»Leopoldstadt«) or "".

    `municipality` is the Gemeinde, `county` the Bezirk, Landkreis or city with its kind in front
    (»Bezirk Liezen«, »Stadt Graz«), "" where there is none; `state` as an address has it
    (»Steiermark«, »Bayern«). Coordinates are degrees (WGS 84).
    """

    country: str
    state: str
    county: str
    municipality: str
    postal_code: str
    place: str
    quarter: str
    latitude: float
    longitude: float
