"""GeoJSON (RFC 7946): what has a place, as one collection of features.

A feature's ``label`` says whether it happened («A and B: meeting planned»), and ``happened`` says
so for programs. What has a place of unknown coordinates has no geometry, which the standard allows.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.facts import DateSlot, PlaceSlot
from onrecord.record.accounts import Kind
from onrecord.record.things import (
    CaseStep,
    CaseThing,
    EncounterThing,
    EventThing,
    StatementThing,
    Thing,
    ThingTelling,
)
from onrecord.views.exports.chunks import LeftOut, document, plain
from onrecord.views.exports.kept import Kept
from onrecord.views.exports.tellings import by_hand, disputed, said, told_once, turns
from onrecord.views.exports.titles import title
from onrecord.views.exports.whens import when
from onrecord.views.fragments import page_address
from onrecord.views.safe import words

KINDS: tuple[Kind, ...] = ("encounter", "event", "statement", "case")


def pieces(kept: Kept, kinds: Sequence[Kind], left_out: LeftOut) -> Iterator[bytes]:
    """The file in pieces."""
    return document({"type": "FeatureCollection"}, "features", _all(kept, kinds, left_out))


def _all(kept: Kept, kinds: Sequence[Kind], left_out: LeftOut) -> Iterator[dict[str, Any]]:
    for thing in told_once(kept, kinds):
        found = list(features(thing))
        left_out["without a place"] += not found
        yield from found


def features(thing: Thing) -> Iterator[dict[str, Any]]:
    """The features of a thing: itself, or its steps, where they have a place."""
    match thing:
        case EncounterThing() | EventThing() | StatementThing() if thing.place:
            yield _feature(thing.id, thing.thing, title(thing), thing, thing, thing.tellings)
        case CaseThing():
            for told in turns(thing):
                if isinstance(told.turn, CaseStep) and told.turn.place:
                    yield _feature(told.id, "step", told.title, told.turn, thing, told.tellings)


def _feature(
    identifier: str,
    kind: str,
    label: str,
    fact: EncounterThing | EventThing | StatementThing | CaseStep,
    thing: Thing,
    tellings: Sequence[ThingTelling],
) -> dict[str, Any]:
    place = fact.place
    return {
        "type": "Feature",
        "id": identifier,
        "geometry": _point(place),
        "properties": plain(
            {
                "label": label,
                "kind": kind,
                "thing": thing.id,
                "modality": fact.modality,
                "happened": fact.modality == "actual",
                **_dated(fact.date),
                **_placed(place),
                "outlets": fact.outlets,
                "retracted": fact.retracted,
                "vouchers": fact.vouchers,
                "terms": list(fact.terms),
                "first_reported": fact.first_reported,
                "last_reported": fact.last_reported,
                "disputed": disputed(thing, fact),
                "by_hand": by_hand(tellings),
                "words": said(tellings),
                "urls": _addresses(tellings),
            }
        ),
    }


def _point(place: PlaceSlot | None) -> dict[str, Any] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _dated(slot: DateSlot | None) -> dict[str, Any]:
    found = when(slot)
    days = {"start": str(found.first), "end": str(found.last)} if found else {}
    return {"date": slot.value if slot else None, **days}


def _placed(place: PlaceSlot | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"place": words(place.name), "country": place.country, "geonames": place.geonames}


def _addresses(tellings: Iterable[ThingTelling]) -> list[str]:
    return list(dict.fromkeys(filter(None, (page_address(one.url) for one in tellings))))
