"""Several kinds in one order of days: what happened, and where reports disagree."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush, merge
from itertools import chain, count

from onrecord.question import Question
from onrecord.record.accounts import Kind
from onrecord.record.periods import period
from onrecord.record.things import (
    CaseStep,
    EventThing,
    LifeChange,
    Thing,
)
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.cursors import Place
from onrecord.store.asking.fitting import happened, turn_in_time, turns
from onrecord.store.numbers import hashed, kind_number

_BY_DAY: tuple[Kind, ...] = ("statement", "encounter", "event")
_LASTING: tuple[Kind, ...] = ("agreement", "case")
_NAMES = 1 << 63  # names of things are lower: of one day the kinds stand one after the other


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
    streams += [_lives(answering, question, kind, _turns) for kind in _LASTING]
    return _merged(streams, start)


def disputed(answering: Answering, question: Question, start: Place | None) -> Iterator[Moment]:
    """Things of which reports disagree; agreements and cases stand on the last day of theirs."""
    streams = [_things(answering, question, kind, start, _differs) for kind in _BY_DAY]
    for kind in _LASTING:
        streams.append(_lives(answering, question, kind, _dispute))
    return _merged(streams, start)


def _merged(streams: Iterable[Iterator[Moment]], start: Place | None) -> Iterator[Moment]:
    """The entries of streams that are in order themselves; of one day kind by kind."""
    entries = merge(*streams, key=lambda one: (-one.place.time, one.place.name))
    return (one for one in entries if start is None or start.before(one.place))


def _things(
    answering: Answering,
    question: Question,
    kind: Kind,
    start: Place | None,
    keep: Callable[[Thing], bool] = lambda thing: not (isinstance(thing, EventThing) and thing.of),
) -> Iterator[Moment]:
    few = replace(question, limit=max(1, question.limit // 3))  # each gives a part of a page
    means, base = answering.means(few, kind), kind_number(kind) * _NAMES
    if question.about and means.about is None and answering.naming.things(question.about, _LASTING):
        return  # the subject is an agreement or a case: no words are looked for in its stead
    behind = Place(start.time, min(start.name - base, _NAMES)) if start else None
    for found in answering.found(means, behind):
        if keep(found.thing):
            yield Moment(Place(found.place.time, base + found.place.name), found.thing)


def _lives(
    answering: Answering,
    question: Question,
    kind: Kind,
    entries: Callable[[Thing, Question], Iterator[Moment]],
) -> Iterator[Moment]:
    """The entries of all agreements or cases that fit, the newest day first.

    No entry of a thing is later than its bound, so that a thing is folded when its turn comes.
    """
    waiting: list[tuple[int, int, int, Moment]] = []
    number = count()
    bounds = answering.bounds(answering.means(question, kind))
    for bound, thing in chain(bounds, [(None, None)]):
        while waiting and (bound is None or -waiting[0][0] > bound):
            yield heappop(waiting)[3]
        if thing is not None:
            for one in entries(thing, question):
                heappush(waiting, (-one.place.time, one.place.name, next(number), one))


def _turns(thing: Thing, question: Question) -> Iterator[Moment]:
    for turn in turns(thing):
        if question.modality and turn.modality not in question.modality:
            continue
        if turn_in_time(turn, question):
            yield _moment(thing, _day(thing, turn), turn)


def _dispute(thing: Thing, question: Question) -> Iterator[Moment]:
    if thing.disputes:
        days = [_day(thing, turn) for turn in turns(thing)]
        yield _moment(thing, max(days, default=0))


def _moment(thing: Thing, day: int, turn: LifeChange | CaseStep | None = None) -> Moment:
    name = hashed(thing.id, turn.key if turn else "")
    return Moment(Place(day, kind_number(thing.thing) * _NAMES + name), thing, turn)


def _differs(thing: Thing) -> bool:
    return bool(thing.disputes)


def _day(thing: Thing, turn: LifeChange | CaseStep) -> int:
    """The first day on which it may have happened.

    Where that is not told, the day of its first report, or the last day that is told of the life
    where that is earlier: so much is known, that it was over when it was reported.
    """
    told = period(turn.date.value) if turn.date else None
    if told:
        return told.first
    reported, life = period(turn.first_reported[:10]), happened(thing)
    days = [days.last for days in (reported, life) if days]
    return min(days, default=0)
