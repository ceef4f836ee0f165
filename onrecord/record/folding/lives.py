"""The changes of an agreement and the steps of a case, each folded from all that tells of it."""

from collections.abc import Sequence
from typing import Any

from onrecord.facts import Change, Step
from onrecord.record.folding import differing
from onrecord.record.folding.gathering import Gathered, Heard, resolved
from onrecord.record.folding.joining import joined, turn_of
from onrecord.record.folding.judged import amended
from onrecord.record.folding.slots import (
    NUMBERS,
    Claim,
    best,
    claims,
    durations,
    fold_date,
    fold_place,
    most,
    united,
)
from onrecord.record.periods import period
from onrecord.record.things import CaseStep, Dispute, LifeChange, TermTold, Update
from onrecord.record.verdicts import Verdict

Turn = LifeChange | CaseStep


def turns(
    gathered: Gathered, of_parts: dict[str, list[Verdict]]
) -> tuple[tuple[Turn, ...], list[Dispute | Update]]:
    """The changes or steps in the order in which they were first told, and what is disputed."""
    found: list[Turn] = []
    differ: list[Dispute | Update] = []
    for heard in joined(gathered):
        kind = "change" if isinstance(heard[0].part, Change) else "step"
        about = sorted(
            {v.id: v for h in heard for v in of_parts.get(f"{kind}-{h.key}", ())}.values(),
            key=lambda v: v.order,
        )
        last = [v.verdict for v in about if v.verdict in ("accept", "correct", "reject")]
        if last and last[-1] == "reject":
            continue
        turn = _folded(gathered, heard, kind)
        differ += _differing(gathered, turn, heard)
        for verdict in about:
            if verdict.verdict == "correct":
                turn = amended(turn, verdict)
        found.append(turn)
    return tuple(found), [*differ, *_denied(gathered, found)]


def _folded(gathered: Gathered, heard: Sequence[Heard], kind: str) -> Turn:
    told = tuple(sorted(at for one in heard for at in one.told))
    first = min(heard, key=lambda one: (one.testimony.source.counted, one.key))
    weight = gathered.weigh(told)
    turn = turn_of(first)
    by = united(gathered, [Claim(resolved(o.testimony, turn_of(o).by), o.told) for o in heard])
    stated: dict[str, None] = {}
    for one in heard:
        stated.update(dict.fromkeys(resolved(one.testimony, turn_of(one).stated_in)))
    when = claims(heard, "date")
    put_off = differing.of_dates(gathered, None, when, planned=turn.modality != "actual")
    fields: dict[str, Any] = {
        "id": f"{kind}-{first.key}",
        "key": first.key,
        "modality": turn.modality,
        "by": tuple(by),
        "date": fold_date(gathered, differing.newest(when, put_off)),
        "term": _term(gathered, heard),
        "stated_in": tuple(sorted(stated)),
        "told": told,
        "outlets": weight.outlets,
        "vouchers": weight.vouchers,
        "terms": weight.terms,
        "unnamed_only": weight.unnamed_only,
        "retracted": weight.retracted,
        "first_reported": weight.first,
        "last_reported": weight.last,
        "confidence": max(gathered.tellings[at].confidence for at in told),
    }
    if isinstance(turn, Step):
        charge = most(gathered, claims(heard, "charge"))
        place = fold_place(gathered, claims(heard, "place"))
        return CaseStep(
            step=turn.step, place=place, charge=charge.value if charge else None, **fields
        )
    return LifeChange(change=turn.change, **fields)


def _term(gathered: Gathered, heard: Sequence[Heard]) -> TermTold | None:
    told = claims(heard, "term")
    found = best(gathered, durations(told), NUMBERS)
    if found is not None:
        return TermTold(value=found.shown.value, span=found.shown.span, told=found.told)
    first = min(told, key=lambda claim: claim.told, default=None)
    if first is None:
        return None
    return TermTold(value=first.value.value, span=first.value.span, told=first.told)


def _differing(gathered: Gathered, turn: Turn, heard: Sequence[Heard]) -> list[Dispute | Update]:
    planned = turn.modality != "actual"
    return [
        *differing.of_dates(gathered, turn.id, claims(heard, "date"), planned=planned),
        *differing.of_durations(gathered, turn.id, claims(heard, "term")),
        *differing.of_places(gathered, turn.id, claims(heard, "place")),
    ]


def _denied(gathered: Gathered, found: Sequence[Turn]) -> list[Dispute]:
    """What some tell as done and others as denied: the same label, actors and dates allowing it.

    What was denied before anybody told it as done, and came about, is history.
    """
    return [
        Dispute(
            about="denial",
            of=done.id,
            sides=(
                differing.side(gathered, "actual", done.told),
                differing.side(gathered, "denied", denied.told),
            ),
        )
        for done in found
        for denied in found
        if done.modality == "actual" and denied.modality == "denied"
        if denied.last_reported >= done.first_reported
        if _label(done) == _label(denied) and _can_be_one(gathered, done, denied)
    ]


def _label(turn: Turn) -> str:
    return turn.change if isinstance(turn, LifeChange) else turn.step


def _can_be_one(gathered: Gathered, one: Turn, other: Turn) -> bool:
    mine, theirs = ({gathered.side(id) for id in turn.by} for turn in (one, other))
    if mine and theirs and mine.isdisjoint(theirs):
        return False
    days = [period(turn.date.value) for turn in (one, other) if turn.date is not None]
    if len(days) < 2 or days[0] is None or days[1] is None:
        return True
    return days[0].gap(days[1]) == 0
