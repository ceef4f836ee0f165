"""Events told by a clause of their own, where who does it is plain and no other room has it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from onrecord.facts import Event, Statement, Telling
from onrecord.reading.encounters.days import date_of
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.slots import place_of
from onrecord.reading.encounters.vouching import Vouchers
from onrecord.reading.events.clauses import (
    GUESSED,
    Clause,
    anchors,
    classes,
    clause_at,
    helpers,
    told_by,
)
from onrecord.reading.events.crowd import Ids
from onrecord.reading.events.guessed import LONGEST, main_clause, mended
from onrecord.reading.events.losses import attacked
from onrecord.reading.events.project import contexts
from onrecord.reading.events.sides import Sides
from onrecord.reading.modality import carried
from onrecord.reading.places import Codes, codes_of
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.text import Span
from onrecord.vocabulary import Modality

_CONFIDENCE = 0.6
_DEEDS = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_AIMED = frozenset({"REQUEST", "ACCUSE", "REJECT"})
_TOGETHER = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})


def of_clauses(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    statements: Sequence[Statement],
    told: Sequence[Event],
    chances: Mapping[str, float],
) -> tuple[Cast, list[Event]]:
    """The cast with those who joined it, and all events: those `told` before, and of clauses.

    Where the head of a clause is already the word of an event, the clause only names sides that
    the event lacks. `chances` are those of the types that the text tells, by the model
    (`guessed`).
    """
    sides, codes = Sides(scene.text, cast, scene.today), codes_of(scene, cast)
    vouchers = Vouchers(scene.text, statements)
    events = list(told)
    heads = {t.span.start: i for i, event in enumerate(told) for t in event.tellings}
    starts = sorted(heads)
    reached = 0
    for ground, hit in anchors(scene, times, cast):
        clause = clause_at(ground, hit, told_by(hit)) if hit.start() >= reached else None
        if clause is None:
            continue
        stop = max(clause.rest[1], clause.end)
        near = starts[bisect_left(starts, ground.sentence.start) : bisect_left(starts, stop)]
        head = next((heads[i] for i in near if clause.start <= i < clause.end), None)
        same = [heads[i] for i in near if events[heads[i]].type == clause.coding.type]
        one = head if head in same else same[0] if same else None
        if not (_open(events[one]) if one is not None else head is None):
            reached = stop
            continue
        event = _event(scene, clause, sides, codes, vouchers)
        if event is None:
            continue
        reached = stop
        if one is not None:
            events[one] = _completed(events[one], event, sides)
        else:
            events.append(mended(scene, event, chances))
    if not events:
        clause = main_clause(scene, times, cast, statements, chances)
        event = _event(scene, clause, sides, codes, vouchers) if clause else None
        events += [event] if event else []
    cast, ids = sides.joined({i for event in events for i in (*event.actor, *event.recipient)})
    return cast, [_renamed(event, ids) for event in events] if ids else events


def _open(event: Event) -> bool:
    """Whether an event told before lacks a side that its clause may name."""
    return event.type not in _TOGETHER and not (event.actor and event.recipient)


def _renamed(event: Event, ids: Mapping[str, str]) -> Event:
    actor, recipient = ((ids.get(i, i) for i in side) for side in (event.actor, event.recipient))
    return replace(event, actor=tuple(actor), recipient=tuple(recipient))


def _completed(event: Event, clause: Event, sides: Sides) -> Event:
    """An event with the sides that it lacks and its clause names; those of a state only."""
    actor = event.actor or tuple(i for i in clause.actor if i not in event.recipient)
    named = (i for i in clause.recipient if i not in actor and sides.code(i))
    return replace(event, actor=actor, recipient=event.recipient or tuple(named))


def _event(
    scene: Scene, clause: Clause, sides: Sides, codes: Codes, vouchers: Vouchers
) -> Event | None:
    around = vouchers.around(clause.start, clause.end)
    if _ought(clause):
        doers: Ids = around[-1].speaker if around else ()
        done_to = sides.doers(clause)
        modality: Modality = "actual"
    else:
        doers = sides.doers(clause) or _meant(clause, sides, around)
        done_to = sides.undergoers(clause, doers)
        modality = carried(scene, clause.start, clause.end, around[-1] if around else None)
    done_to = tuple(i for i in done_to if i not in doers)
    if modality == "asked" and around:
        return None  # who asks for it has said so
    if modality in ("possible", "denied") and not helpers(clause) & willing():
        return None
    if modality == "denied" and clause.coding.type in _DEEDS:
        return None  # that nobody was arrested is no event
    if clause.coding.type == "MOBILIZE":
        done_to = tuple(i for i in done_to if sides.code(i))  # not the troops themselves
    if not all(sides.matters(i, clause.coding) for i in doers) or not (
        doers or _suffered(scene, clause, done_to)
    ):
        return None
    if clause.coding.type in _AIMED and not done_to and len(scene.layout.sentences) > LONGEST:
        return (
            None  # as of statements (plover_facts); the one clause of a short report is its event
        )
    if len(doers) > 1 and clause.coding.type in _TOGETHER:
        done_to = ()
    if clause.coding.type == "CONSULT" and not _one_sided(clause):
        doers, done_to = (*doers, *done_to), ()
    ground = clause.ground
    draft = Draft(clause.start, clause.end, "meeting", ())
    low, high = ground.sentence.start, ground.sentence.end
    span = Span.of(scene.text, clause.start, clause.end)
    actors = {i: sides.actor(i) for i in (*doers, *done_to)}
    return Event(
        id="",
        type=clause.coding.type,
        mode=clause.coding.mode,
        contexts=contexts((*doers, *done_to), actors, clause.coding.context),
        actor=doers,
        recipient=done_to,
        date=date_of(ground, draft, low, high),
        place=place_of(ground, draft, codes, low, high),
        modality=modality,
        tellings=(
            Telling(
                span=span,
                vouched_by=vouchers.of(span.start, span.end),
                confidence=_CONFIDENCE,
            ),
        ),
        confidence=_CONFIDENCE,
    )


def _meant(clause: Clause, sides: Sides, around: Sequence[Statement]) -> Ids:
    """Whom a pronoun that the cast leaves open means: who says so, else who is named first."""
    if clause.ground.text[slice(*clause.subject)].lower() not in pronouns():
        return ()
    return around[-1].speaker if around else sides.first(clause.ground.sentence.start, clause.start)


@cache
def pronouns() -> frozenset[str]:
    """Pronouns of the third person."""
    return frozenset(classes()["pronoun"].split("|"))


def _suffered(scene: Scene, clause: Clause, done_to: Ids) -> bool:
    """Whether a deed without a doer is one for its words: not so the dead of a ferry."""
    if clause.coding.voice in ("bare", GUESSED) or clause.coding.type == "PROTEST":
        return True
    low, high = clause.ground.sentence.start, clause.ground.sentence.end
    if clause.coding.type == "ASSAULT" and clause.coding.mode is None:
        return bool(done_to) and attacked(scene.text[low:high])
    return clause.passive and bool(done_to or clause.coding.mode in ("curfew", "martial-law"))


def _one_sided(clause: Clause) -> bool:
    """Whether one side visits another, or mediates between others."""
    text = clause.ground.text[clause.start : clause.rest[1]]
    return clause.coding.mode == "visit" or "mediat" in text.lower()


@cache
def willing() -> frozenset[str]:
    """Helpers that tell what somebody will or would do, or will not."""
    return frozenset(classes()["willing"].split("|"))


def _ought(clause: Clause) -> bool:
    return clause.ground.text[clause.start : clause.end].lower() in _duties()


@cache
def _duties() -> frozenset[str]:
    return frozenset(classes()["ought"].split("|"))
