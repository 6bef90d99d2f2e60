"""Distances on the earth, in kilometres."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

EARTH_KM = 6371.0088  # mean radius, IUGG
KM_PER_DEGREE = EARTH_KM * radians(1)


class Point(NamedTuple):
    """A place on the earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float


def distance_km(one: Point, other: Point) -> float:
    """The great-circle distance (haversine), good to half a percent."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    parallel = cos(radians(one.latitude)) * cos(radians(other.latitude))
    chord = sin(north / 2) ** 2 + parallel * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def within_box(centre: Point, km: float) -> tuple[float, float, float, float]:
    """South, north, west and east of a box that holds the circle; away from poles and date line."""
    north = km / KM_PER_DEGREE
    farthest = radians(min(89.0, abs(centre.latitude) + north))
    east = degrees(2 * asin(min(1.0, sin(radians(north) / 2) / cos(farthest))))
    return (
        centre.latitude - north,
        centre.latitude + north,
        centre.longitude - east,
        centre.longitude + east,
    )
