"""Who held the office that a report names without its holder: inferred from the table, and said so.

«The Soviet foreign minister» of a report of 1987 is who held that office on the day of what is
told of him, else on the report's own. It is no part of the words: the actor keeps its name, and
the holder stands among its identifiers as `inferred_holder` (`inferred_wikidata` where it is
known), with `inferred_on`, the days that it rests on. Nothing is inferred without a day, near a
hand-over, for days of two holders, where the report itself names somebody in that office, or where
only what surrounds it says of which state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from onrecord.facts import Actor, Reading
from onrecord.facts.walk import facts
from onrecord.record.identity.actors.offices import held_by_one, office_class
from onrecord.record.periods import period
from onrecord.tables.holders import holder
from onrecord.tables.names import find_known
from onrecord.tables.offices import plural

_ROLES = ("speaker", "addressees", "targets", "participants", "by", "actor", "recipient")
# Words after which it is not, or not surely, whoever holds the office that day.
_OTHER = re.compile(
    r"\b(?:former|ex|late|then|ousted|deposed|dismissed|next|future|new|incoming|outgoing|elect"
    r"|designate|acting|interim|caretaker|deputy|shadow|would-be|self-styled|rival|exiled)\b",
    re.IGNORECASE,
)
_ANY = re.compile(r"(?:an?|any|no|every|each|another|some|one|whichever|two|both)\b", re.IGNORECASE)


def with_inferred_holders(reading: Reading) -> Reading:
    """The reading with the holders of its offices among their identifiers, where sure."""
    actors = tuple(
        _inferred(actor, reading) if actor.kind == "office" else actor for actor in reading.actors
    )
    return replace(reading, actors=actors) if actors != reading.actors else reading


def _inferred(actor: Actor, reading: Reading) -> Actor:
    code = actor.represents or ""
    office = office_class(actor.office or actor.name, code)
    if not code or actor.identifiers or not held_by_one(office) or not _meant(actor):
        return actor
    if not _of_that_state(actor, code, reading):
        return actor
    if any(
        other.kind == "person"
        and other.represents == code
        and office_class(other.office or "", code) == office
        for other in reading.actors
    ):
        return actor
    told = set(_days(actor.id, reading))
    days = sorted(day for day in told if day)
    if not days or None in told:
        return actor
    held = {_held(code, office, day) for day in days}
    term = held.pop() if len(held) == 1 else None
    if term is None:
        return actor
    name, qid = term
    found = {"inferred_holder": name, **({"inferred_wikidata": qid} if qid else {})}
    on = f"{days[0]}" if len(days) == 1 else f"{days[0]}/{days[-1]}"
    return replace(actor, identifiers={**found, "inferred_on": on})


def _of_that_state(actor: Actor, code: str, reading: Reading) -> bool:
    """Whether the report itself says of which state: where the office is first named, or by where
    it is written from. What was put together from further on, or weighed, is not enough here."""
    try:
        day = date.fromisoformat((reading.report.published.value or "")[:10])
    except ValueError:
        day = None
    first = min((one.span for one in actor.mentions), key=lambda span: span.start).text
    line = reading.report.dateline
    said = (first, *((line.place,) if line and line.place else ()))
    return any(known.code == code for words in said for known in find_known(words, day))


def _held(code: str, office: str, day: date) -> tuple[str, str] | None:
    term = holder(code, office, day)
    return (term.name, term.qid) if term else None


def _meant(actor: Actor) -> bool:
    """Whether its words say the one who holds the office, and no other."""
    many = re.compile(rf"\b{re.escape(plural((actor.office or actor.name).lower()))}\b")
    spoken = [one.span.text for one in actor.mentions if one.form != "pronoun"]
    return bool(spoken) and not any(
        _OTHER.search(words) or _ANY.match(words) or many.search(words.lower())
        for words in (actor.office or "", *spoken)
    )


def _days(ident: str, reading: Reading) -> Iterator[date | None]:
    """The first and last day of each fact that an actor has a part in; the report's for undated.

    None where that is no day either: the report has none, or the date is not pinned down.
    """
    for fact in facts(reading):
        if any(ident in getattr(fact, role, ()) for role in _ROLES):
            yield from _of(fact.date.value if fact.date else None, reading)
        chains = (
            getattr(fact, "vouched_by", ()),
            *(telling.vouched_by for telling in getattr(fact, "tellings", ())),
        )
        if any(ident == one.actor for chain in chains for one in chain):
            yield from _of(None, reading)


def _of(value: str | None, reading: Reading) -> Iterator[date | None]:
    told = period(value or reading.report.published.value)
    yield from (date.fromordinal(told.first), date.fromordinal(told.last)) if told else (None,)
