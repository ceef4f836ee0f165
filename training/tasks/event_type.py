"""Events of PLOVER's gold records: the type, and the codes of who does it to whom.

`path` is a file of gold records. Each text is read as a report of its own, and what is measured
is the record's main event as the reading has it, put into the codes of the records.

The main event is the first of those that happen, or are planned, asked or denied, in the first
sentence that tells any; of several there the one that stands highest (see `_rank`).

A reading keeps what is planned, asked and denied beside the type (`modality`), where PLOVER says it
with the type alone (manual 2.0, sections 2.3 and 3.1): what is planned of cooperation is AGREE and
of conflict THREATEN, what is asked is REQUEST, what is denied REJECT.

An actor's code in the records is its state in three letters, or IGO, or NGO. It is read off the
actor: the state that it is or acts for; else the state named in its description («Kenyan students»);
IGO for bodies of several states, NGO for organisations that belong to none. Who has no state of
its own has that of the event's place, else that of the other side («police jailed students»).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.facts import Actor, Event, Reading
from onrecord.pipeline import read
from onrecord.report import Capture
from onrecord.tables.names import find_known
from onrecord.tables.states import states
from training.coded import Found, measured
from training.corpora.plover import Coded, records
from training.tally import Measured

COOPERATION = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "AGREE"})
CONFLICT = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})


def measure(path: Path) -> Measured:
    """Accuracy of type and actors over the gold records in a file."""
    return measured((record, coded(record)) for record in records(path))


def coded(record: Coded) -> Found:
    """What the reading of a record's text has as its main event, in the records' codes."""
    reading = read(Capture(raw=record.text.encode(), source="-", form="text"))
    event = main_event(reading)
    if event is None:
        return Found()
    source, target = sides(reading, event)
    return Found(category(event), event.mode, source, target)


def main_event(reading: Reading) -> Event | None:
    """The event that a coder of records would take the text for."""
    return min(reading.events, key=lambda event: _rank(reading, event), default=None)


def _rank(reading: Reading, event: Event) -> tuple[int, int]:
    start = min(t.span.start for t in event.tellings)
    return 0, start


def category(event: Event) -> str:
    """The type of an event with its modality put into it."""
    if event.modality in ("planned", "possible"):
        if event.type in COOPERATION:
            return "AGREE"
        return "THREATEN" if event.type in CONFLICT else event.type
    if event.modality == "asked":
        return "REQUEST"
    if event.modality == "denied" and event.type in COOPERATION:
        return "REJECT"
    return event.type


def sides(reading: Reading, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of those who do it, and of those to whom it is done."""
    actors = {actor.id: actor for actor in reading.actors}
    doer, done_to = list(event.actor), list(event.recipient)
    if event.type == "CONSULT" and event.mode == "visit" and not done_to:
        doer, done_to = doer[:1], doer[1:]
    source = _codes(actors[i] for i in doer)
    target = _codes(actors[i] for i in done_to)
    place = event.place.country if event.place else None
    here = (alpha3(place),) if place and alpha3(place) else ()
    if done_to and not target:
        target = here or source
    elif not done_to and here and event.type in CONFLICT:
        target = here
    if doer and not source:
        source = here or target
    return source, target


def _codes(actors: Iterator[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for actor in actors if (code := code_of(actor))))


def code_of(actor: Actor) -> str:
    """The code of one actor; empty where nothing tells it."""
    own = actor.identifiers.get("iso3166") or actor.represents
    if own in ("EU", "UN"):
        return "IGO"
    if own:
        return alpha3(own)
    named = [k for k in find_known(actor.name) if k.code]
    for known in named:
        if known.code in ("EU", "UN"):
            return "IGO"
        if known.code in states():
            return alpha3(known.code)
    return ""


def alpha3(code: str) -> str:
    """The three letters of a state's code of two; empty where there are none."""
    state = states().get(code)
    return state.alpha3.upper() if state else ""
