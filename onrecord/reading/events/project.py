"""Facts of other rooms as events: CONSULT of encounters, REQUEST of demands, COERCE of arrests."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.facts import Actor, Agreement, Case, Encounter, Event, Statement, Step, Telling
from onrecord.tables import rows
from onrecord.tables.states import split
from onrecord.vocabulary import EventType

Actors = Mapping[str, Actor]

_QUESTION = re.compile(
    r"[“\"‘']?(?:whether|if|what|why|how|who|when|where|which)\b|.*\?[”\"’']?\Z", re.S
)
_SIGNS = frozenset({"signed", "agreed", "extended", "resumed", "ratified"})


@dataclass(frozen=True, slots=True)
class Coding:
    """A row of the table `plover_facts`."""

    type: EventType
    mode: str | None
    context: str | None
    recipient: bool


@cache
def codings() -> dict[tuple[str, str], Coding]:
    """Kind of fact and label → how it is coded."""
    return {
        (row["fact"], row["label"]): Coding(
            type=cast(EventType, row["type"]),
            mode=row["mode"] or None,
            context=row["context"] or None,
            recipient=row["needs"] == "recipient",
        )
        for row in rows("plover_facts")
    }


def code(actor: Actor | None) -> str | None:
    """The state or body of states that an actor is or acts for."""
    return (actor.identifiers.get("iso3166") or actor.represents) if actor else None


def contexts(ids: Sequence[str], actors: Actors, given: str | None = None) -> tuple[str, ...]:
    """The context of the table, else diplomatic where actors of several states take part."""
    if given:
        return (given,)
    codes = {code(actors.get(i)) for i in ids} - {None}
    return ("diplomatic",) if len(codes) > 1 else ()


def of_encounters(encounters: Sequence[Encounter], actors: Actors) -> Iterator[Event]:
    """CONSULT, all sides as actors."""
    for met in encounters:
        yield Event(
            id="",
            of=met.id,
            type="CONSULT",
            mode=_consulted(met, actors),
            contexts=contexts(met.participants, actors),
            actor=met.participants,
            date=met.date,
            place=met.place,
            modality=met.modality,
            tellings=met.tellings,
            confidence=met.confidence,
        )


def _consulted(met: Encounter, actors: Actors) -> str | None:
    """visit, phone, multilateral of three states or more, third-party on another's soil."""
    if met.format in ("visit", "call"):
        return "visit" if met.format == "visit" else "phone"
    codes = {code(actors.get(i)) for i in met.participants} - {None}
    if len(codes) > 2:
        return "multilateral"
    away = met.place is not None and met.place.country is not None
    if away and len(codes) == 2 and met.place and met.place.country not in codes:
        return "third-party"
    return None


def of_statements(text: str, statements: Sequence[Statement], actors: Actors) -> Iterator[Event]:
    """Demands, accusations, threats, refusals: from the speaker, to whom they are aimed at."""
    for said in statements:
        coding = codings().get(("act", said.act))
        asked = tuple(a for a in said.addressees if not _public(actors.get(a)))
        aimed = said.targets or (asked if coding and coding.type == "REQUEST" else ())
        recipient = tuple(a for a in aimed if a not in said.speaker)
        if coding is None or not said.speaker or (coding.recipient and not recipient):
            continue
        if said.act == "ask" and any(_QUESTION.match(c.text) for c in said.content):
            continue
        spans = said.cue or said.content
        if not spans:
            continue
        yield Event(
            id="",
            of=said.id,
            type=coding.type,
            mode=coding.mode,
            contexts=contexts((*said.speaker, *recipient), actors, coding.context),
            actor=said.speaker,
            recipient=recipient,
            date=said.date,
            place=said.place,
            modality=said.modality,
            tellings=(
                Telling(span=spans[0], vouched_by=said.vouched_by, confidence=said.confidence),
            ),
            confidence=said.confidence,
        )


def _public(actor: Actor | None) -> bool:
    """Reporters and audiences are spoken to, not asked."""
    return (
        actor is None
        or (actor.kind == "group" and actor.represents is None)
        or (actor.sector == "MED")
    )


def of_agreements(agreements: Sequence[Agreement], actors: Actors) -> Iterator[Event]:
    """Signing and agreeing have all sides as actors; leaving is done to the other parties."""
    for agreement in agreements:
        for change in agreement.changes:
            coding = codings().get(("change", change.change))
            together = change.change in _SIGNS
            if agreement.kind == "ceasefire" and change.change == "agreed" and len(change.by) == 1:
                coding = Coding("RETREAT", "ceasefire", "military", recipient=False)
            by = change.by or (agreement.parties if together else ())
            if coding is None or not by or change.modality == "asked":
                continue
            codes = {code(actors.get(a)) for a in by}
            others = tuple(
                a for a in agreement.parties if a not in by and code(actors.get(a)) not in codes
            )
            yield Event(
                id="",
                of=change.id,
                type=coding.type,
                mode=coding.mode,
                contexts=contexts((*by, *others), actors, coding.context),
                actor=by,
                recipient=() if together else others,
                date=change.date,
                modality=change.modality,
                tellings=change.tellings,
                confidence=change.confidence,
            )


def of_cases(cases: Sequence[Case], actors: Actors) -> Iterator[Event]:
    """Arrests, sentences and releases: by whom it is done, else by whoever holds the person."""
    for case in cases:
        for step in case.steps:
            coding = _of_step(step, actors[case.person])
            by = _does(case, step)
            if coding is None or step.modality == "asked":
                continue
            yield Event(
                id="",
                of=step.id,
                type=coding.type,
                mode=coding.mode,
                contexts=(coding.context,) if coding.context else (),
                actor=by,
                recipient=(case.person,),
                date=step.date,
                place=step.place,
                modality=step.modality,
                tellings=step.tellings,
                confidence=step.confidence,
            )


def _of_step(step: Step, person: Actor) -> Coding | None:
    """A step's coding; diplomats are expelled (SANCTION), who is kidnapped is no prisoner."""
    said = " ".join(t.span.text for t in step.tellings).lower()
    named = " ".join((person.name, *(m.span.text for m in person.mentions))).lower()
    if step.step == "deported" and any(word in named for word in among("diplomat")):
        return Coding("SANCTION", "expel", "diplomatic", recipient=False)
    if step.step == "detained" and any(word in said for word in among("abducting")):
        return Coding("ASSAULT", "abduct", None, recipient=False)
    return codings().get(("step", step.step))


@cache
def among(name: str) -> tuple[str, ...]:
    """A class of the table plover_words that lists words."""
    return next(tuple(split(r["words"])) for r in rows("plover_words") if r["class"] == name)


def _does(case: Case, step: Step) -> tuple[str, ...]:
    by = step.by or ((case.held_by,) if case.held_by else ())
    return tuple(a for a in by if a != case.person)
