"""Ids that may stand in a page: shaped as the contract has them, and each given once.

They become anchors and parts of selectors, and a reading may come from anywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import TypeVar

from onrecord.facts import Actor, Agreement, Case, Change, Encounter, Event, Reading, Statement
from onrecord.facts.types import Step

_Whole = TypeVar("_Whole", Actor, Statement, Encounter, Agreement, Case, Event)
_Turn = TypeVar("_Turn", Change, Step)


def settled(reading: Reading) -> Reading:
    """The reading with sound ids: those that are, as they were; every other one made anew.

    A reading that keeps the contract comes back as it is.
    """
    return replace(
        reading,
        actors=_each(reading.actors, "a"),
        statements=_each(reading.statements, "s"),
        encounters=_each(reading.encounters, "e"),
        agreements=tuple(
            replace(agreement, changes=_turns(agreement.changes, agreement.id))
            for agreement in _each(reading.agreements, "g")
        ),
        cases=tuple(
            replace(case, steps=_turns(case.steps, case.id)) for case in _each(reading.cases, "c")
        ),
        events=_each(reading.events, "v"),
    )


def _each(things: tuple[_Whole, ...], letter: str) -> tuple[_Whole, ...]:
    fresh = _ids([thing.id for thing in things], letter)
    return tuple(replace(thing, id=given) for thing, given in zip(things, fresh, strict=True))


def _turns(turns: tuple[_Turn, ...], whole: str) -> tuple[_Turn, ...]:
    fresh = _ids([turn.id for turn in turns], f"{whole}-")
    return tuple(replace(turn, id=given) for turn, given in zip(turns, fresh, strict=True))


def _ids(given: list[str], start: str) -> Iterator[str]:
    """Each id where it is start and number and not met before, else the next that is free."""
    free = (f"{start}{number}" for number in count(1))
    taken, met = set(given), set[str]()
    for identifier in given:
        sound = re.fullmatch(rf"{re.escape(start)}[1-9][0-9]{{0,8}}", identifier)
        if not sound or identifier in met:
            identifier = next(made for made in free if made not in taken)
        met.add(identifier)
        yield identifier
