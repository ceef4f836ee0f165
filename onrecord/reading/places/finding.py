"""The places of a report: names in its text that stand for places, resolved."""

from collections.abc import Iterable, Sequence

from onrecord.facts import Place
from onrecord.reading.places.naming import CAPITAL
from onrecord.reading.places.senses import Codes
from onrecord.reading.places.slots import place_slot
from onrecord.reading.places.spoken import codes_of
from onrecord.reading.places.standing import Clues, place_at
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.spotting import Name
from onrecord.tables.names import KnownName
from onrecord.text import Span


def places(
    scene: Scene,
    known: Sequence[KnownName],
    cast: Cast,
    modelled: Iterable[Name] = (),
) -> tuple[Place, ...]:
    """The names in the text that stand for places, in order, none overlapping another.

    `modelled` are the names whose use the model tells. Where it is sure it is believed about names
    that are known; else behind a preposition, about names that no table has and those that own
    something («in Halifax’s north end»). A name that several places bear is that which the other
    names of the report make likeliest.
    """
    text = scene.text
    clues = Clues(
        sightings=cast.sightings,
        actors=frozenset((s.start, s.end) for s in cast.sightings),
        names={k.start: k for k in known},
        modelled={name.start: name for name in modelled if name.kind == "place"},
    )
    found: list[tuple[int, int]] = []
    reached = 0
    for capital in CAPITAL.finditer(text):
        start = capital.start()
        if start < reached:
            continue
        stretch = place_at(scene, start, clues, reached)
        if stretch:
            reached = stretch[1]
            found.append(stretch)
    codes = codes_of(scene, cast)
    return tuple(_place(text, stretch, codes) for stretch in found)


def _place(text: str, stretch: tuple[int, int], codes: Codes) -> Place:
    slot = place_slot(text, *stretch, codes)
    return Place(
        span=Span.of(text, *stretch),
        name=slot.name,
        country=slot.country,
        geonames=slot.geonames,
        lat=slot.lat,
        lon=slot.lon,
    )
