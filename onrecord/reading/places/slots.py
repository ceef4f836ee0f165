"""The place that a name stands for, as the record keeps it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.facts import PlaceSlot
from onrecord.reading.places.naming import named_place
from onrecord.reading.places.senses import Codes, Mention, Sense, Senses
from onrecord.reading.places.spoken import area_behind, senses_of
from onrecord.tables.places import PlaceEntry, fold, is_own
from onrecord.text import Span

_LIKELY = 0.5  # how likely it must be that the name means a place there
_CERTAIN = 0.9
_THERE = 1.0  # degrees of latitude and longitude within which two places are at one spot

_TOWNS = frozenset({"city", "capital", "town"})
_AROUND = frozenset({"division", "county"})
_INSIDE = re.compile(r"(?:,|[ \xa0]in(?:[ \xa0]downtown)?)[ \xa0](?=[^\W\d_a-z])")


def resolve(name: str, codes: Codes, within: str = "") -> PlaceEntry | None:
    """The place of that name, given the states spoken of and the name of the area behind it."""
    return likeliest(name, Senses({name: Mention(1, within)}, codes).of(name))


def likeliest(name: str, senses: Sequence[Sense]) -> PlaceEntry | None:
    """The likeliest place, where it is likely enough that one there is meant; else None.

    Of several at one spot, a town and its province, it is a town, and the one whose own name it
    is: New Delhi is no part of Delhi.
    """
    if not senses:
        return None
    best = senses[0].entry
    there = [s for s in senses if _at_one_spot(s.entry, best)]
    if sum(sense.probability for sense in there) < _LIKELY:
        return None
    if best.kind not in _TOWNS | _AROUND:
        return best
    key = fold(name).removeprefix("the ")
    own = (s.entry for s in there if s.entry.kind in _TOWNS and is_own(s.entry, key))
    return next(own, best)


def _at_one_spot(one: PlaceEntry, other: PlaceEntry) -> bool:
    return abs(one.lat - other.lat) < _THERE and abs(one.lon - other.lon) < _THERE


def located(text: str, start: int, end: int, senses: Senses) -> PlaceEntry | None:
    """The place of the name at `start`:`end`; one that is unknown lies where its town does.

    «Velim Street in Ghent», «Velim, Ghent»: the point of the town, under the name as written.
    """
    name = text[start:end]
    found = senses.of(name, area_behind(text, end))
    if found:
        return likeliest(name, found)
    inside = _INSIDE.match(text, end)
    town = named_place(text, inside.end()) if inside else None
    if town is None:
        return None
    entry = likeliest(text[slice(*town)], senses.of(text[slice(*town)], area_behind(text, town[1])))
    if entry is None or entry.kind not in _TOWNS:
        return None
    return replace(entry, geonames=None, name=name)


def place_slot(
    text: str, start: int, end: int, codes: Codes, told: tuple[int, ...] = ()
) -> PlaceSlot:
    """The slot for the place named at `start`:`end`; of what is not certain, the name alone.

    Where places of that name lie in one state, and it is not certain which is meant, that state.
    """
    span = Span.of(text, start, end)
    senses = senses_of(text, codes)
    entry = located(text, start, end, senses)
    if entry is None:
        found = senses.of(span.text, area_behind(text, end))
        return PlaceSlot(name=span.text, country=_state(found), span=span, told=told)
    return PlaceSlot(
        name=entry.name,
        country=entry.country or None,
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        span=span,
        told=told,
    )


def _state(senses: Sequence[Sense]) -> str | None:
    """The state in which the name means a place with little doubt."""
    likely: dict[str, float] = {}
    for sense in senses:
        code = sense.entry.country
        likely[code] = likely.get(code, 0.0) + sense.probability
    best = max(likely, key=likely.__getitem__, default="")
    return best if best and likely[best] >= _CERTAIN else None
