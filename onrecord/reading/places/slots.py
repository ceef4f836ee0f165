"""The place that a name stands for, as the record keeps it."""

from collections.abc import Sequence

from onrecord.facts import PlaceSlot
from onrecord.reading.places.senses import Codes, Mention, Sense, Senses
from onrecord.reading.places.spoken import area_behind, senses_of
from onrecord.tables.places import PlaceEntry, fold
from onrecord.text import Span

_LIKELY = 0.5  # how likely it must be that the name means a place there
_THERE = 1.0  # degrees of latitude and longitude within which two places are at one spot


def resolve(name: str, codes: Codes, within: str = "") -> PlaceEntry | None:
    """The place of that name, given the states spoken of and the name of the area behind it."""
    return likeliest(name, Senses({name: Mention(1, within)}, codes).of(name))


def likeliest(name: str, senses: Sequence[Sense]) -> PlaceEntry | None:
    """The likeliest place, where it is likely enough that one there is meant; else None.

    Of several at one spot, a town and its county, it is the likeliest, but for a city whose own
    name it is before one that is also called so: New Delhi is no part of Delhi.
    """
    if not senses:
        return None
    best = senses[0].entry
    there = [s for s in senses if _at_one_spot(s.entry, best)]
    if sum(sense.probability for sense in there) < _LIKELY:
        return None
    cities = [s.entry for s in there if s.entry.kind in ("city", "capital")]
    if best in cities and fold(best.name) != fold(name):
        return next((city for city in cities if fold(city.name) == fold(name)), best)
    return best


def _at_one_spot(one: PlaceEntry, other: PlaceEntry) -> bool:
    return abs(one.lat - other.lat) < _THERE and abs(one.lon - other.lon) < _THERE


def place_slot(
    text: str, start: int, end: int, codes: Codes, told: tuple[int, ...] = ()
) -> PlaceSlot:
    """The slot for the place named at `start`:`end`; the name alone where it is not known."""
    span = Span.of(text, start, end)
    entry = likeliest(span.text, senses_of(text, codes).of(span.text, area_behind(text, end)))
    if entry is None:
        return PlaceSlot(name=span.text, span=span, told=told)
    return PlaceSlot(
        name=entry.name,
        country=entry.country or None,
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        span=span,
        told=told,
    )
