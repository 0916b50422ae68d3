"""How far a place reaches, and where a spot lies that is told by its neighbours.

A place worded as “between A and B” or “25 km from C” is an area, never a bare pin:
each function gives a centre in degrees and a radius in metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from .choices import PlaceKind

EARTH_RADIUS_M = 6_371_000

RADIUS_M: dict[str, int] = {
    PlaceKind.GOVERNORATE: 60_000,
    PlaceKind.DISTRICT: 25_000,
    PlaceKind.SUBDISTRICT: 12_000,
    PlaceKind.CITY: 5_000,
    PlaceKind.TOWN: 2_500,
    PlaceKind.VILLAGE: 1_500,
    PlaceKind.NEIGHBOURHOOD: 1_000,
    PlaceKind.CAMP: 2_000,
    PlaceKind.SITE: 2_000,
    PlaceKind.DESERT: 30_000,
}
"""How far a place of each kind may reach from its coordinates, where the gazetteer
does not say better: an editorial judgement, on the cautious side."""

SHARE_OF_DISTANCE = 0.2
"""A distance given as “about 25 km to the west” is taken to be right within a fifth."""

BEARINGS: dict[str, float] = {
    "north": 0,
    "north_east": 45,
    "east": 90,
    "south_east": 135,
    "south": 180,
    "south_west": 225,
    "west": 270,
    "north_west": 315,
}
"""Degrees from north, clockwise."""


@dataclass(frozen=True)
class Area:
    """A circle on the ground: its centre in degrees, its radius in metres."""

    lat: float
    lon: float
    radius_m: int


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the way between two points over the ground, in metres (haversine)."""
    d_lat, d_lon = radians(other_lat - lat), radians(other_lon - lon)
    chord = (
        sin(d_lat / 2) ** 2
        + cos(radians(lat)) * cos(radians(other_lat)) * sin(d_lon / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * asin(sqrt(chord))


def destination(
    lat: float, lon: float, bearing: float, metres: float
) -> tuple[float, float]:
    """Return the point that lies so many metres away under a bearing in degrees."""
    angle, course = metres / EARTH_RADIUS_M, radians(bearing)
    from_lat, from_lon = radians(lat), radians(lon)
    to_lat = asin(sin(from_lat) * cos(angle) + cos(from_lat) * sin(angle) * cos(course))
    to_lon = from_lon + atan2(
        sin(course) * sin(angle) * cos(from_lat),
        cos(angle) - sin(from_lat) * sin(to_lat),
    )
    return degrees(to_lat), degrees(to_lon)


def at_distance(centre: Area, distance_km: float, bearing: str | None) -> Area:
    """Return the area of “so many kilometres (to the west) of C”.

    With no direction it is the whole disc around C: the spot may lie on any side.
    """
    metres = distance_km * 1000
    if bearing not in BEARINGS:
        return Area(centre.lat, centre.lon, round(metres + centre.radius_m))
    lat, lon = destination(centre.lat, centre.lon, BEARINGS[bearing], metres)
    spread = centre.radius_m + metres * SHARE_OF_DISTANCE
    return Area(lat, lon, round(spread))


def between(one: Area, other: Area) -> Area:
    """Return the area of “between A and B”: it holds both."""
    apart = distance_m(one.lat, one.lon, other.lat, other.lon)
    return Area(
        (one.lat + other.lat) / 2,
        (one.lon + other.lon) / 2,
        round(apart / 2 + max(one.radius_m, other.radius_m)),
    )
