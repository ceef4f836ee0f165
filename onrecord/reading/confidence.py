"""How sure each fact is: of the facts given at 0.8, about four in five should hold.

The rooms give a first guess each: the mean probability of a statement's cue, or how firm the
pattern is that a fact was found by. Here, once and for all facts, it becomes a probability: a
logistic function of that guess and of a few signs, with the weights of the table `confidence`,
which `training.calibration` fits to readings by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TypeVar

from onrecord.facts import Change, Encounter, Event, Reading, Statement, Step, Voucher
from onrecord.tables import rows

Fact = Statement | Encounter | Change | Step
Signs = Mapping[str, float]
_Told = TypeVar("_Told", Encounter, Change, Step)

KINDS = {Statement: "statement", Encounter: "encounter", Change: "change", Step: "step"}
_LEAST, _MOST = 0.05, 0.98
_SHORT = 5  # words of content


def with_confidence(reading: Reading) -> Reading:
    """The reading with calibrated confidences.

    An event that codes a fact is as sure as the fact; other events keep their guess, since too
    few of them stand in readings by hand to learn from.
    """
    statements = tuple(_judged(said) for said in reading.statements)
    encounters = tuple(_told(met) for met in reading.encounters)
    agreements = tuple(
        replace(one, changes=tuple(_told(c) for c in one.changes)) for one in reading.agreements
    )
    cases = tuple(replace(one, steps=tuple(_told(s) for s in one.steps)) for one in reading.cases)
    changes = (change for agreement in agreements for change in agreement.changes)
    steps = (step for case in cases for step in case.steps)
    facts: Iterable[Fact] = chain(statements, encounters, changes, steps)
    sure = {fact.id: fact.confidence for fact in facts}
    return replace(
        reading,
        statements=statements,
        encounters=encounters,
        agreements=agreements,
        cases=cases,
        events=tuple(_coded(event, sure) for event in reading.events),
    )


def signs(fact: Fact, guess: float, vouched_by: tuple[Voucher, ...]) -> Signs:
    """What speaks for and against a fact, told once with this guess and these vouchers.

    Statements have no tellings: theirs are their own.
    """
    guess = min(max(guess, _LEAST), _MOST)
    found = {
        "base": 1.0,
        "guess": math.log(guess / (1 - guess)),
        "vouched": float(bool(vouched_by)),
        "not actual": float(fact.modality != "actual"),
        "no date": float(fact.date is None),
    }
    if isinstance(fact, Statement):
        length = sum(len(part.text.split()) for part in fact.content)
        found |= {"indirect": float(fact.mode == "indirect"), "short": float(length < _SHORT)}
    elif isinstance(fact, Change | Step):
        found["nobody"] = float(not fact.by)
    return found


def confidence(kind: str, found: Signs) -> float:
    """The probability that a fact with these signs holds, to two digits."""
    weights = _weights()
    total = sum(weights.get((kind, sign), 0.0) * value for sign, value in found.items())
    return round(min(max(1 / (1 + math.exp(-total)), _LEAST), _MOST), 2)


def _judged(said: Statement) -> Statement:
    found = signs(said, said.confidence, said.vouched_by)
    return replace(said, confidence=confidence("statement", found))


def _told(fact: _Told) -> _Told:
    """A fact is as sure as the surest of its tellings."""
    kind = KINDS[type(fact)]
    tellings = tuple(
        replace(one, confidence=confidence(kind, signs(fact, one.confidence, one.vouched_by)))
        for one in fact.tellings
    )
    return replace(fact, tellings=tellings, confidence=max(one.confidence for one in tellings))


def _coded(event: Event, sure: Mapping[str, float]) -> Event:
    if event.of is None or event.of not in sure:
        return event
    known = sure[event.of]
    tellings = tuple(replace(one, confidence=known) for one in event.tellings)
    return replace(event, tellings=tellings, confidence=known)


@cache
def _weights() -> dict[tuple[str, str], float]:
    return {(row["kind"], row["sign"]): float(row["weight"]) for row in rows("confidence")}
