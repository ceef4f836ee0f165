"""Points on Earth: how far they lie apart, and where the corpora's places are."""

from __future__ import annotations

from functools import cache
from math import asin, cos, radians, sin, sqrt

from onrecord.tables.places import entries
from training.corpora.toponyms import Toponym

Point = tuple[float, float]

_DIAMETER = 12_742.0  # of the Earth, in km


def kilometres(one: Point, other: Point) -> float:
    """The way over a round Earth between two points in degrees (haversine)."""
    a, b = radians(one[0]), radians(other[0])
    turn = radians(other[1] - one[1])
    part = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(turn / 2) ** 2
    return _DIAMETER * asin(min(1.0, sqrt(part)))


def point_of(toponym: Toponym) -> Point | None:
    """Where a corpus puts a name: by its degrees, else by its GeoNames id, as far as known."""
    if toponym.lat is not None and toponym.lon is not None:
        return toponym.lat, toponym.lon
    return _known().get(toponym.geonames) if toponym.geonames is not None else None


@cache
def _known() -> dict[int, Point]:
    return {e.geonames: (e.lat, e.lon) for e in entries() if e.geonames is not None}
