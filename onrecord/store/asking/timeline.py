"""Several kinds in one order of days: what happened, and where reports disagree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush, merge
from itertools import chain, count
from typing import TypeVar

from onrecord.question import Question
from onrecord.record.accounts import Kind
from onrecord.record.periods import period
from onrecord.record.things import (
    CaseStep,
    EventThing,
    LifeChange,
    StatementThing,
    Thing,
)
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.cursors import Place
from onrecord.store.asking.fitting import happened, turn_in_time, turns
from onrecord.store.asking.naming import is_id
from onrecord.store.numbers import KINDS, hashed, kind_number

_BY_DAY: tuple[Kind, ...] = ("statement", "encounter", "event")
_LASTING: tuple[Kind, ...] = ("agreement", "case")
_NAMES = 1 << 63  # names of things are lower: of one day the kinds stand one after the other
_DENIALS = len(KINDS) * _NAMES  # and denials behind them
_DAY_ONE = 719_163  # the ordinal of 1 January 1970
_SECONDS = 86_400


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


@dataclass(frozen=True, slots=True)
class Passed:
    """The place of a thing that was looked at and is not given."""

    place: Place


E = TypeVar("E", Moment, Moment | Passed)


def timeline(answering: Answering, question: Question, start: Place | None) -> Iterator[Moment]:
    """Statements, encounters, changes, steps and events, the newest first, behind a place.

    Events that code another of these are left out.
    """
    streams = [_things(answering, question, kind, start) for kind in _BY_DAY]
    streams += [_lives(answering, question, kind, start) for kind in _LASTING]
    return _merged(streams, start)


def disputed(
    answering: Answering, question: Question, start: Place | None
) -> Iterator[Moment | Passed]:
    """Things of which reports disagree, the last reported first, behind a place.

    Of what is said and done, what one report alone tells is no dispute. What was looked at and is
    none is told as passed, so that a page need not look at everything to be whole.
    """
    kinds = (*_BY_DAY, *_LASTING)
    streams = [_disputed(answering, question, kind, start) for kind in kinds]
    return _merged([*streams, _denied(answering, question, start)], start)


def _disputed(
    answering: Answering, question: Question, kind: Kind, start: Place | None
) -> Iterator[Moment | Passed]:
    means, base = answering.means(_few(question), kind), kind_number(kind) * _NAMES
    for at, thing in answering.contrary(means, _behind(start, base)):
        place = Place(at.time, base + at.name)
        disputed = thing is not None and _is_disputed(thing)
        yield Moment(place, thing) if thing is not None and disputed else Passed(place)


def _is_disputed(thing: Thing) -> bool:
    """Whether reports disagree of a thing; of what is stated denials are listed by themselves."""
    if isinstance(thing, StatementThing):
        return thing.reports > 1 and any(one.about != "denial" for one in thing.disputes)
    return bool(thing.disputes) and (thing.thing in _LASTING or thing.reports > 1)


def _denied(
    answering: Answering, question: Question, start: Place | None
) -> Iterator[Moment | Passed]:
    """Denials of what the same report has others say, each at the end of the day it stands on."""
    means = answering.means(replace(_few(question), act=("deny",)), "statement")
    for at, thing in answering.denials(means, _in_days(start)):
        place = Place(_end_of(at.time), _DENIALS + at.name)
        disputes = thing.disputes if thing is not None and not _is_disputed(thing) else ()
        denied = any(one.about == "denial" for one in disputes)
        yield Moment(place, thing) if thing is not None and denied else Passed(place)


def _end_of(day: int) -> int:
    """The last second of a day, an ordinal, in seconds since 1970."""
    return (day - _DAY_ONE + 1) * _SECONDS - 1


def _in_days(start: Place | None) -> Place | None:
    """A place among denials, in the order of their days."""
    if start is None:
        return None
    day = (start.time + 1) // _SECONDS - 1 + _DAY_ONE
    whole = _end_of(day) < start.time  # all of that day is behind
    return Place(day, -1 if whole else min(start.name - _DENIALS, _NAMES))


def _merged(streams: Iterable[Iterator[E]], start: Place | None) -> Iterator[E]:
    """The entries of streams that are in order themselves; of one day kind by kind."""
    entries = merge(*streams, key=lambda one: (-one.place.time, one.place.name))
    return (one for one in entries if start is None or start.before(one.place))


def _things(
    answering: Answering,
    question: Question,
    kind: Kind,
    start: Place | None,
) -> Iterator[Moment]:
    means = replace(answering.means(_few(question), kind), own=True)
    base = kind_number(kind) * _NAMES
    if question.about and means.about is None and answering.naming.things(question.about, _LASTING):
        return  # the subject is an agreement or a case: no words are looked for in its stead
    for found in answering.found(means, _behind(start, base)):
        if not (isinstance(found.thing, EventThing) and found.thing.of):
            yield Moment(Place(found.place.time, base + found.place.name), found.thing)


def _few(question: Question) -> Question:
    """The question as it is put to each of several kinds: each gives a part of a page."""
    return replace(question, limit=max(1, question.limit // 3))


def _behind(start: Place | None, base: int) -> Place | None:
    """A place in the order of one kind, whose names begin at ``base``."""
    return Place(start.time, min(start.name - base, _NAMES)) if start else None


def _lives(
    answering: Answering, question: Question, kind: Kind, start: Place | None
) -> Iterator[Moment]:
    """The turns of all agreements or cases that fit, the newest day first, behind a place.

    No such turn of a thing is later than its bound, so that a thing is folded when its turn comes.
    Turns before the place may come too.
    """
    waiting: list[tuple[int, int, int, Moment]] = []
    number = count()
    means = answering.means(question, kind)
    if question.about and means.about is None and is_id(question.about):
        return  # it is the id of a thing of another kind: no text has such a word
    bounds = answering.bounds(means, start)
    for bound, thing in chain(bounds, [(None, None)]):
        while waiting and (bound is None or -waiting[0][0] > bound):
            yield heappop(waiting)[3]
        if thing is not None:
            for one in _turns(thing, question):
                heappush(waiting, (-one.place.time, one.place.name, next(number), one))


def _turns(thing: Thing, question: Question) -> Iterator[Moment]:
    for turn in turns(thing):
        if question.modality and turn.modality not in question.modality:
            continue
        if turn_in_time(turn, question):
            name = kind_number(thing.thing) * _NAMES + hashed(thing.id, turn.key)
            yield Moment(Place(_day(thing, turn), name), thing, turn)


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
