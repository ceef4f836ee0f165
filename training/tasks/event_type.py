"""Events of PLOVER's gold records: the type, and the codes of who does it to whom.

`path` is a file of gold records. Each text is read as a report of its own, and what is measured
is the record's main event as the reading has it, put into the codes of the records.

The main event is the first that is told; of two with the same words, one that is done to somebody.

A reading keeps what is planned, asked and denied beside the type, where PLOVER says it with the
type alone (`onrecord/reading/events/single.py`).

An actor's code in the records is its state in three letters, or IGO, or NGO. It is read off the
actor: the state that it is or acts for; IGO for bodies of several states, NGO for organisations
that belong to none; else the state named in its description («Kenyan students»). A doer without a
state has that of the event's place, else one that the text names beside the other side's; those it
is done to have that of the place, else the doers' («police jailed students»). What is asked of
somebody is done to him by who asks. Conflict that is done to nobody in particular is done to those
at its place; protest and coercion to those of the doers' own state. Conflict in words is aimed at
somebody: where nobody is named, at another state of the text, else at the doers' own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.facts import Actor, Event, Reading
from onrecord.pipeline import read
from onrecord.reading.events.crowd import described
from onrecord.reading.events.single import CONFLICT, single
from onrecord.report import Capture
from onrecord.tables.names import find_known
from onrecord.tables.states import states
from training.coded import Found, measured
from training.corpora.plover import Coded, records
from training.tally import Measured

# States that are no more (ISO 3166-3), as the records code them: by who came after.
_SUCCESSORS = {
    "SUHH": "RU", "YUCS": "RS", "CSXX": "RS", "CSHH": "CZ", "DDDE": "DE", "ZRCD": "CD",
    "BUMM": "MM", "VDVN": "VN", "YDYE": "YE", "TPTL": "TL",
}  # fmt: skip
_SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})  # conflict in words
_BODIES = ("IGO", "NGO")


def measure(path: Path) -> Measured:
    """Accuracy of type and actors over the gold records in a file."""
    return measured((record, coded(record)) for record in records(path))


def coded(record: Coded) -> Found:
    """What the reading of a record's text has as its main event, in the records' codes."""
    return found_in(read(Capture(raw=record.text.encode(), source="-", form="text")))


def found_in(reading: Reading) -> Found:
    """The main event of a reading, in the records' codes."""
    event = main_event(reading)
    if event is None:
        return Found()
    source, target = sides(reading, event)
    return Found(category(reading, event), event.mode, source, target)


def main_event(reading: Reading) -> Event | None:
    """The event that a coder of records would take the text for."""
    return min(reading.events, key=_rank, default=None)


def _rank(event: Event) -> tuple[int, bool]:
    return min(t.span.start for t in event.tellings), not event.recipient


def category(reading: Reading, event: Event) -> str:
    """The type of an event with its modality put into it; what is signed is SUPPORT (3.3)."""
    if event.modality == "actual" and event.of in _signed(reading):
        return "SUPPORT"
    return single(event.type, event.modality)


def _signed(reading: Reading) -> frozenset[str]:
    changes = (change for agreement in reading.agreements for change in agreement.changes)
    return frozenset(change.id for change in changes if change.change == "signed")


def sides(reading: Reading, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of those who do it, and of those to whom it is done."""
    actors = {actor.id: actor for actor in reading.actors}
    doer, done_to = list(event.actor), list(event.recipient)
    if event.type == "CONSULT" and not done_to and _one_sided(reading, event):
        doer, done_to = doer[:1], doer[1:]
    done_to = done_to or _others(reading, event)
    asking = _asking(reading, event) if event.modality == "asked" else []
    if asking and not set(asking) & set(doer):
        doer, done_to = asking, doer
    source = _codes(actors[i] for i in doer)
    target = _codes(actors[i] for i in done_to)
    here = _here(reading, event)
    if done_to and not target:
        target = here or source
    elif not done_to and event.type in CONFLICT:
        target = here or (source if event.type in ("PROTEST", "COERCE") else ())
    if not source:
        source = here or _elsewhere(reading, target) or target
    if not target and len(source) == 1 and category(reading, event) in _SAID:
        target = _elsewhere(reading, source) or source
    return source, target


def _others(reading: Reading, event: Event) -> list[str]:
    """The other parties of an agreement that one of them signs or ratifies."""
    for agreement in reading.agreements:
        if len(event.actor) == 1 and event.of in {change.id for change in agreement.changes}:
            return [party for party in agreement.parties if party not in event.actor]
    return []


def _asking(reading: Reading, event: Event) -> list[str]:
    """Who asks for an event: the speaker of the statement that holds its words."""
    span = event.tellings[0].span
    for said in reversed(reading.statements):
        if any(c.start <= span.start < c.end for c in said.content):
            return list(said.speaker)
    return []


def _here(reading: Reading, event: Event) -> tuple[str, ...]:
    """The code of the event's place, else of the first place that the text names."""
    own = event.place.country if event.place else None
    codes = (alpha3(country or "") for country in (own, *(p.country for p in reading.places)))
    return next(((code,) for code in codes if code), ())


def _one_sided(reading: Reading, event: Event) -> bool:
    return event.mode == "visit" or category(reading, event) != "CONSULT"


def _elsewhere(reading: Reading, taken: tuple[str, ...]) -> tuple[str, ...]:
    """The first state that the text names and is not `taken`, for a doer without a state."""
    codes = (alpha3(known.code) for known in find_known(reading.report.text))
    return next(((code,) for code in codes if code and code not in taken), ())


def _codes(actors: Iterator[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for actor in actors if (code := code_of(actor))))


def code_of(actor: Actor) -> str:
    """The code of one actor; empty where nothing tells it."""
    told = actor.identifiers.get("iso3166") or actor.represents
    own = told or (actor.sector if actor.sector in _BODIES else next(described(actor), ""))
    return "IGO" if own in ("EU", "UN") else own if own in _BODIES else alpha3(own or "")


def alpha3(code: str) -> str:
    """The three letters of a state's code or its successor's; empty where there are none."""
    state = states().get(_SUCCESSORS.get(code, code))
    return state.alpha3.upper() if state else ""
