"""Whether two places can be one: the same, one within the other, or near."""

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from onrecord.facts import PlaceSlot
from onrecord.tables.places import fold, lookup
from onrecord.tables.states import state

# Within so many kilometres two names are one place to a report: a city and its airport or suburb.
NEAR = 40.0
_EARTH = 6371.0  # kilometres
_AREAS = frozenset({"state", "division", "region", "us_state", "county"})


@dataclass(frozen=True, slots=True)
class Where:
    """A place as far as it is compared: a folded name, a country, a point (degrees), a number."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    is_country: bool


def where(slot: PlaceSlot) -> Where:
    """What a place of a reading is compared by."""
    return _where(slot.name, slot.country, slot.lat, slot.lon, slot.geonames)


def same_place(one: Where, other: Where) -> bool:
    """Whether both can be right. What is not known of a place speaks against nothing."""
    if one.name == other.name or (one.geonames is not None and one.geonames == other.geonames):
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if one.is_country or other.is_country:
        return bool(one.country and one.country == other.country)
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return True
    near = _kilometres(one.lat, one.lon, other.lat, other.lon) <= NEAR
    return near or _is_area(one.name) or _is_area(other.name)


def vaguer_place(one: Where, other: Where) -> bool:
    """Whether ``one`` is only a wider place around ``other``: its country, its region."""
    if one.name == other.name or not one.country or one.country != other.country:
        return False
    if one.is_country or other.is_country:
        return one.is_country and not other.is_country
    return _is_area(one.name) and not _is_area(other.name)


@lru_cache(maxsize=4096)
def _where(
    name: str, country: str | None, lat: float | None, lon: float | None, geonames: int | None
) -> Where:
    known = state(name)
    is_country = known is not None and country in (None, known.code)
    code = known.code if is_country and known is not None else country
    return Where(fold(name), code, lat, lon, geonames, is_country)


@lru_cache(maxsize=4096)
def _is_area(name: str) -> bool:
    """Whether the name is first of all that of a region, a division or a county."""
    found = lookup(name)
    return bool(found) and found[0].kind in _AREAS


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance on the sphere (haversine)."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, half)))
