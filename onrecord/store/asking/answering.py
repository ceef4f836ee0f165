"""Answers to questions: things that fit, in order, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.question import Question
from onrecord.record.accounts import Kind
from onrecord.record.things import Thing
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.by_day import ByDay
from onrecord.store.asking.by_report import ByReport
from onrecord.store.asking.contrary import Contrary
from onrecord.store.asking.corrected import corrected
from onrecord.store.asking.cursors import Place, after, cursor
from onrecord.store.asking.drawing import Drawing
from onrecord.store.asking.fitting import fits
from onrecord.store.asking.folded import Folding
from onrecord.store.asking.gathering import ABOUT, Heard
from onrecord.store.asking.meaning import Meaning, meaning
from onrecord.store.asking.naming import Naming
from onrecord.store.asking.outlets import outlets
from onrecord.store.asking.places import Found
from onrecord.store.asking.standing import Standing
from onrecord.store.asking.streams import Streams
from onrecord.store.asking.ways import about_way
from onrecord.store.asking.worded import Worded
from onrecord.store.points import Points
from onrecord.store.straight import Straight

if TYPE_CHECKING:
    from sqlalchemy import Connection

KIND: dict[str, Kind] = {
    "statements": "statement", "encounters": "encounter", "agreements": "agreement",
    "cases": "case", "events": "event", "actors": "actor", "positions": "statement",
}  # fmt: skip
_BY_REPORT = frozenset({"agreement", "case", "actor"})


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an answer; ``cursor`` leads to the next, and is None at the end.

    ``notes`` say what a name was taken for, and which names are not in the record.
    """

    things: tuple[Thing, ...]
    cursor: str | None = None
    notes: tuple[str, ...] = ()


class Fitting:
    """Whether things are what was asked for."""

    def __init__(self, asked: Straight, standing: Standing, streams: Streams) -> None:
        self._asked = asked
        self._standing = standing
        self._streams = streams

    def __call__(self, thing: Thing, heard: Heard, means: Meaning) -> bool:
        """Whether a thing is what was asked for, and speaks about what it is to be about."""
        if heard.total and means.kind in _BY_REPORT:
            # Of what many tell, some accounts are read: who is in it was asked of all of them.
            means = replace(means, by=None, to=None, between=None)
        least, most = means.question.min_sources, means.question.max_sources
        if heard.total and ((least and thing.outlets < least) or most):
            thing = replace(thing, outlets=outlets(self._asked, self._standing, heard.cluster))
        if not fits(thing, heard, means):
            return False
        about = about_way(means)
        if about is None or about.nodes.intersection(heard.cluster.nodes):
            return True
        return bool(self._streams.days(means.kind, about, [heard.cluster.nodes])[0])


class Answering:
    """Answers questions from one record as it stood at one moment, in one transaction.

    ``moment`` is in seconds since 1970, None for now; ``verdicts`` are those given by then; of one
    thing ``most`` accounts are read, and ``about`` statements about it (``folded``).
    """

    def __init__(
        self,
        asked: "Straight | Connection",
        points: Points,
        moment: int | None,
        verdicts: Sequence[Verdict] = (),
        most: int | None = None,
        about: int = ABOUT,
    ) -> None:
        self.asked = asked if isinstance(asked, Straight) else Straight.of(asked)
        self.standing = Standing(self.asked, points, moment, verdicts)
        self.folding = Folding(self.asked, self.standing, most, about)
        self.naming = Naming(self.asked, self.standing, self.folding.calling)
        self.streams = Streams(self.asked, moment)
        self.worded = Worded(self.asked, moment)
        # Nothing that is held here holds this in turn: with the last use of an answer all that was
        # read for it is gone, and no collector has to find it.
        self.fits = Fitting(self.asked, self.standing, self.streams)
        self.drawing = Drawing(self.asked, self.standing, self.streams, self.worded)
        contrary = Contrary(self.asked, points, self.standing)
        self._by_day = ByDay(
            self.standing, self.folding, self.streams, self.worded, self.fits, contrary
        )
        self._by_report = ByReport(
            self.asked, self.standing, self.folding, self.streams, self.naming, self.fits, contrary
        )

    def page(self, question: Question) -> Page:
        """The things that fit, as many as its limit, behind its cursor."""
        means = self.means(question)
        found = list(islice(self.found(means, after(question)), question.limit + 1))
        things = tuple(one.thing for one in found[: question.limit])
        more = len(found) > question.limit
        last = cursor(found[question.limit - 1].place, question) if more else None
        return Page(things, last, means.notes)

    def means(self, question: Question, kind: Kind | None = None) -> Meaning:
        """The question with its names looked up."""
        return meaning(question, kind or KIND[question.asked], self.naming)

    def bounds(self, means: Meaning, start: Place | None) -> Iterator[tuple[int, Thing]]:
        """Agreements or cases that fit and may have turns behind a place, the last of these first.

        Each comes with a day that no such turn of it is later than.
        """
        return iter(()) if means.nobody else self._by_report.bounds(means, start)

    def contrary(self, means: Meaning, start: Place | None) -> Iterator[tuple[Place, Thing | None]]:
        """What reports may disagree of, the last reported first; None for what is none of it."""
        if means.nobody:
            return iter(())
        return self._by_report.contrary(means, start, again=means.kind not in _BY_REPORT)

    def denials(self, means: Meaning, start: Place | None) -> Iterator[tuple[Place, Thing | None]]:
        """Denials, in the order of their days; None for those that deny nothing that is told."""
        return iter(()) if means.nobody else self._by_day.denials(means, start)

    def found(self, means: Meaning, start: Place | None = None) -> Iterator[Found]:
        """Everything that fits, in order, behind a place."""
        if means.nobody:
            return iter(())
        if means.kind in _BY_REPORT:
            return self._by_report.found(means, start)
        if means.question.sample:
            drawn = self.drawing.sampled(means, means.question.sample)
            return iter(self._by_day.of_things(means, drawn, start))
        walked = self._by_day.found(means, start)
        besides = corrected(self.asked, means, self.standing.moment)
        if not besides:
            return walked
        names = {one.name for one in self.standing.of_accounts(besides)}
        others = (one for one in walked if one.place.name not in names)
        found = self._by_day.of_accounts(means, besides, start)
        return merge(others, found, key=lambda one: (-one.place.time, one.place.name))
