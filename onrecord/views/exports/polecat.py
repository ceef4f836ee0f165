"""PLOVER events in the column layout of POLECAT's files: tab-separated, one event a row.

POLECAT (POLitical Event Classification, Attributes, and Types; Halterman, Bagozzi, Beger, Schrodt
and Scarborough 2023, doi:10.7910/DVN/AJGVIT) codes the PLOVER ontology. ``COLUMNS`` is the header
of its weekly and monthly files from 2018 on (later ones call ``Intensity`` «Event Intensity»);
several values in a cell are parted by «; », what is not known is «None», countries are ISO 3166-1
alpha-3, states also numbers of the Correlates of War list.

The layout has no column for modality, and whoever counts its rows takes each for a deed: only
what happened is written. An event without a day has «None» as its date, where POLECAT would take
the day of publication. What the record does not have stays «None»: intensity (its scale is not
published as data), Wikipedia titles, cities and provinces, and what else the story speaks of.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.record.accounts import Kind
from onrecord.record.things import ActorThing, EventThing
from onrecord.tables import rows
from onrecord.tables.states import states
from onrecord.version import __version__
from onrecord.views.exports.chunks import LeftOut
from onrecord.views.exports.kept import Kept
from onrecord.views.exports.whens import when
from onrecord.views.table import cell
from onrecord.vocabulary import EventType

KINDS: tuple[Kind, ...] = ("event",)

_SIDE = (
    "{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title",
    "{0} Name Raw", "Wikipedia {0} ID",
)  # fmt: skip
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _SIDE),
    *(name.format("Recipient") for name in _SIDE),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
NONE = "None"

# PLOVER manual, chapter «Event Categories»: the heading of each.
_QUADS: dict[str, tuple[EventType, ...]] = {
    "VERBAL COOPERATION": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "MATERIAL COOPERATION": ("COOPERATE", "AID", "RETREAT"),
    "VERBAL CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL CONFLICT": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD = {event: quad for quad, events in _QUADS.items() for event in events}


def pieces(kept: Kept, kinds: Sequence[Kind], left_out: LeftOut) -> Iterator[bytes]:
    """The file in pieces: the header, then a row each."""
    yield _line(dict(zip(COLUMNS, COLUMNS, strict=True)))
    for thing in kept.things("event"):
        if not isinstance(thing, EventThing):
            continue
        if thing.modality != "actual":
            left_out["that did not happen, or not for sure"] += 1
            continue
        yield _line(row(thing, kept))


def row(event: EventThing, kept: Kept) -> dict[str, str]:
    """The cells of an event by their columns; what is not there is not known."""
    found = when(event.date)
    first = event.tellings[0] if event.tellings else None
    cells = {
        "Event ID": event.id,
        "Event Date": found.first.isoformat() if found and found.exact else "",
        "Event Type": event.type,
        "Event Mode": event.mode or "",
        "Quad Code": _QUAD[event.type],
        "Contexts": _listed(event.contexts),
        **_side("Actor", event.actor, event, kept),
        **_side("Recipient", event.recipient, event, kept),
        "Source": (first.outlet or "") if first else "",
        "Publication Date": (first.published or "")[:10] if first else "",
        "Language": "en",
        "Version": f"Onrecord {__version__}",
    }
    place = event.place
    if place is not None:
        cells |= {
            "Placename": place.name,
            "Country": _alpha3(place.country) or "",
            "Latitude": "" if place.lat is None else repr(place.lat),
            "Longitude": "" if place.lon is None else repr(place.lon),
            "GeoNames ID": str(place.geonames or ""),
            "Raw Placename": place.span.text if place.span else "",
        }
    return cells


def _side(side: str, identifiers: Sequence[str], event: EventThing, kept: Kept) -> dict[str, str]:
    """Who stands on one side; lists of one length, but for what is known of nobody."""
    actors = [kept.actor(identifier) for identifier in identifiers]
    names = [
        actor.name if actor else event.names.get(identifier, identifier)
        for identifier, actor in zip(identifiers, actors, strict=True)
    ]
    values: list[Sequence[str | None]] = [
        names,
        [_alpha3(actor.represents) if actor else None for actor in actors],
        [_number(actor.represents) if actor else None for actor in actors],
        [next((actor.sector for actor in actors if actor and actor.sector), None)],
        [actor.sector if actor else None for actor in actors],
        [_title(actor) for actor in actors],
    ]
    columns = [name.format(side) for name in _SIDE]
    return {name: _listed(each) for name, each in zip(columns, values, strict=False)}


def _title(actor: ActorThing | None) -> str | None:
    return actor.office if actor and actor.kind == "person" else None


def _alpha3(code: str | None) -> str | None:
    return states()[code].alpha3 if code in states() else None


def _number(code: str | None) -> str | None:
    return _numbers().get(code or "")


@cache
def _numbers() -> dict[str, str]:
    return {row["code"]: row["number"] for row in rows("state_numbers")}


def _listed(values: Sequence[str | None]) -> str:
    """Values parted as POLECAT does; empty where none is known."""
    if not any(values):
        return ""
    return "; ".join((value or NONE).replace(";", ",") for value in values)


def _line(cells: dict[str, str]) -> bytes:
    shown = (cell(cells.get(name, "")) or NONE for name in COLUMNS)
    return ("\t".join(shown) + "\n").encode("utf-8")
