"""Several kinds in one order of days: what happened, and where reports disagree."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby

from onrecord.question import Question
from onrecord.record.accounts import Kind
from onrecord.record.periods import period
from onrecord.record.things import (
    AgreementThing,
    CaseStep,
    CaseThing,
    EventThing,
    LifeChange,
    Thing,
)
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.cursors import Place
from onrecord.store.asking.fitting import happened, turn_in_time, turns
from onrecord.store.numbers import hashed

_BY_DAY: tuple[Kind, ...] = ("statement", "encounter", "event")
_LASTING: tuple[Kind, ...] = ("agreement", "case")


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline: a thing, or one turn in the life of an agreement or a case.

    ``date`` is as it is told, null where it is not.
    """

    place: Place
    thing: Thing
    turn: LifeChange | CaseStep | None = None

    @property
    def date(self) -> str | None:
        """When, at the precision that is told."""
        slot = getattr(self.turn or self.thing, "date", None)
        return slot.value if slot else None


def timeline(answering: Answering, question: Question, start: Place | None) -> Iterator[Moment]:
    """Statements, encounters, changes, steps and events, the newest first, behind a place.

    Events that code another of these are left out.
    """
    streams = [_things(answering, question, kind, start) for kind in _BY_DAY]
    streams += [_lives(answering, question, kind, start) for kind in _LASTING]
    return _merged(streams, start)


def disputed(answering: Answering, question: Question, start: Place | None) -> Iterator[Moment]:
    """Things of which reports disagree; agreements and cases stand on the last day of theirs."""
    streams = [_things(answering, question, kind, start, _differs) for kind in _BY_DAY]
    for kind in _LASTING:
        things = (one for one in _folded(answering, question, kind) if one.disputes)
        streams.append(iter(_in_order(_moment(one, _last_day(one)) for one in things)))
    return _merged(streams, start)


def _merged(streams: Iterable[Iterator[Moment]], start: Place | None) -> Iterator[Moment]:
    entries = merge(*streams, key=lambda one: -one.place.time)
    for _, group in groupby(entries, key=lambda one: one.place.time):
        for one in sorted(group, key=lambda one: one.place.name):
            if start is None or start.before(one.place):
                yield one


def _things(
    answering: Answering,
    question: Question,
    kind: Kind,
    start: Place | None,
    keep: Callable[[Thing], bool] = lambda thing: not (isinstance(thing, EventThing) and thing.of),
) -> Iterator[Moment]:
    means = answering.means(question, kind)
    from_day = Place(start.time, -1) if start else None
    for found in answering.found(means, from_day):
        if keep(found.thing):
            yield _moment(found.thing, found.place.time)


def _lives(
    answering: Answering, question: Question, kind: Kind, start: Place | None
) -> Iterator[Moment]:
    """The turns of all agreements or cases that fit."""
    found = []
    for thing in _folded(answering, question, kind):
        for turn in turns(thing):
            if question.modality and turn.modality not in question.modality:
                continue
            if turn_in_time(turn, question):
                found.append(_moment(thing, _day(turn), turn))
    return iter(_in_order(found))


def _folded(
    answering: Answering, question: Question, kind: Kind
) -> Iterator[AgreementThing | CaseThing]:
    for found in answering.found(answering.means(question, kind)):
        if isinstance(found.thing, AgreementThing | CaseThing):
            yield found.thing


def _moment(thing: Thing, day: int, turn: LifeChange | CaseStep | None = None) -> Moment:
    return Moment(Place(day, hashed(thing.id, turn.key if turn else "")), thing, turn)


def _in_order(entries: Iterable[Moment]) -> list[Moment]:
    return sorted(entries, key=lambda one: (-one.place.time, one.place.name))


def _differs(thing: Thing) -> bool:
    return bool(thing.disputes)


def _day(turn: LifeChange | CaseStep) -> int:
    """The first day on which it may have happened, else that of its first report."""
    told = period(turn.date.value) if turn.date else None
    reported = period(turn.first_reported[:10])
    return told.first if told else reported.first if reported else 0


def _last_day(thing: Thing) -> int:
    days, reported = happened(thing), period(thing.last_reported[:10])
    return days.last if days else reported.first if reported else 0
