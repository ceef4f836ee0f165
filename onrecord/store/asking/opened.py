"""A record opened for questions: ``onrecord.open("onrecord.db").statements(by="Lavrov")``."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from onrecord.errors import NotInRecord, QuestionError
from onrecord.question import Asked, Question, last_day
from onrecord.record.accounts import Kind
from onrecord.record.auditing import Audit, Per
from onrecord.record.meetings import Met, met
from onrecord.record.positions import Position, positions
from onrecord.record.status import Standing, standing_at
from onrecord.record.things import (
    AgreementThing,
    CaseThing,
    EncounterThing,
    StatementThing,
    Thing,
)
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.answers import Answer, Part
from onrecord.store.asking.auditing import AUDITED, audit
from onrecord.store.asking.counting import count_reports, count_things
from onrecord.store.asking.cursors import Place, after, cursor
from onrecord.store.asking.gathering import ABOUT, LISTED
from onrecord.store.asking.light import Light, lightly
from onrecord.store.asking.reasons import Reasons, reasons
from onrecord.store.asking.searching import FoundHit, Hit, Searching
from onrecord.store.asking.timeline import Moment, Passed, disputed, timeline
from onrecord.store.verdicts import given

if TYPE_CHECKING:
    from onrecord.record.handmade import Told
    from onrecord.store.asking.changed_report import Compared
    from onrecord.store.asking.kept_report import KeptReport
    from onrecord.store.conflicts import Conflict, Way
    from onrecord.store.record import Record as Store
    from onrecord.store.reviewing import Outcome

T = TypeVar("T")
LOOKED = 100  # things that one part of an answer looks at beside those that it gives
_ANSWERED = ("statements", "encounters", "agreements", "cases", "events", "actors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """An agreement or a case, and how it stood at the end of a day (None: by all that is told)."""

    thing: AgreementThing | CaseThing
    at: date | None
    standing: Standing


class Record:
    """A record to ask; nothing of it is changed but by what is told by hand.

    Filters are the parameters of a ``Question`` by name, as strings or as Python has them; without
    ``limit`` an answer goes on to its end.
    """

    def __init__(self, store: "Store | Light") -> None:
        self._store = store
        self.where = store.where

    def __enter__(self) -> "Record":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._store.close()

    def statements(self, **filters: Any) -> Answer[Thing]:
        """Statements that fit, the newest first."""
        return self._answer("statements", filters)

    def encounters(self, **filters: Any) -> Answer[Thing]:
        """Encounters that fit, the newest first."""
        return self._answer("encounters", filters)

    def agreements(self, **filters: Any) -> Answer[Thing]:
        """Agreements that fit, the last reported first."""
        return self._answer("agreements", filters)

    def cases(self, **filters: Any) -> Answer[Thing]:
        """Cases that fit, the last reported first."""
        return self._answer("cases", filters)

    def events(self, **filters: Any) -> Answer[Thing]:
        """Coded events that fit, the newest first."""
        return self._answer("events", filters)

    def actors(self, **filters: Any) -> Answer[Thing]:
        """Actors that fit, the last reported first."""
        return self._answer("actors", filters)

    def timeline(self, **filters: Any) -> Answer[Moment]:
        """What happened, kinds together, the newest first."""
        return self._answer("timeline", filters)

    def disputes(self, **filters: Any) -> Answer[Moment]:
        """Things of which reports disagree, the newest first."""
        return self._answer("disputes", filters)

    def search(self, text: str, **filters: Any) -> Answer[Hit]:
        """Reports with the words, the newest first."""
        return self._answer("search", {"text": text, **filters})

    def met(self, *, states: bool = False, **filters: Any) -> Met:
        """Who met whom in the encounters that fit; ``states`` in place of who acts for them."""
        found = self._answer("encounters", filters)
        return met((one for one in found if isinstance(one, EncounterThing)), states=states)

    def audit(
        self,
        asked: Asked = "statements",
        *,
        per: Per | None = None,
        most: int | None = AUDITED,
        **filters: Any,
    ) -> Audit:
        """On what terms, and by what kinds of sources, things that fit are told: shares of them.

        ``per`` makes groups: outlet, month, subject or speaker. Of more than ``most`` that may fit
        a sample is counted (None: all are, whatever it takes); shares say how sure that makes them.
        """
        question = Question.of(asked, filters)
        with collector_at_rest(), self._asking(question, LISTED, 0) as answering:
            return audit(answering, question, per, most)

    def positions(self, **filters: Any) -> tuple[Position, ...]:
        """What an actor (``by``) said about a subject (``about``), in order, with what changed."""
        question = Question.of("positions", filters)
        if not question.by or not question.about:
            raise QuestionError(
                "Positions are of somebody about something.", "Give both by and about."
            )
        said = Answer[Thing](
            question, self.part, None if "limit" not in filters else question.limit
        )
        return positions(one for one in said if isinstance(one, StatementThing))

    def show(self, id: str, as_of: Any = None, most: int | None = None) -> Thing:
        """The thing with this id, or with an account of this key; NotInRecord for none.

        ``most`` (two or more) of its accounts are told, the first and the last; all for None.
        """
        with self._asking(Question.of("actors", {"as_of": as_of}), most) as answering:
            return _one(answering, id)[2]

    def report(self, id: str, version: str | None = None, as_of: Any = None) -> "KeptReport":
        """The report with this id and its reading; NotInRecord for none.

        In the ``version`` with that SHA-256 of its text, else in the one that speaks.
        """
        from onrecord.store.asking.kept_report import report  # long to import

        moment = _moment(Question.of("actors", {"as_of": as_of}))
        with self._store.reading(rests=True) as connection:
            return report(connection, self._store.points, moment, id, version)

    def note(
        self, report: str, told: "Told", *, by: str, why: str = "", version: str | None = None
    ) -> "Outcome":
        """Tells a fact of a report by hand, in the name of who is ``by``; what that did.

        ``report`` is its id, address or source, ``version`` the SHA-256 of the text that the words
        are of (None: the one that speaks). NotInRecord, or InvalidVerdict where the words make no
        fact of it.
        """
        from onrecord.store.by_hand import tell  # all that writing needs is long to import

        with _written(self._store) as store:
            return tell(store, report, told, by=by, why=why, version=version)

    def undo(self, verdict: str, *, by: str, why: str = "") -> "Outcome":
        """Takes a verdict back, by its id; InvalidVerdict where there is none."""
        from onrecord.store.by_hand import take_back

        with _written(self._store) as store:
            return take_back(store, verdict, by=by, why=why)

    def changed(
        self, report: str, old: int | None = None, new: int | None = None, as_of: Any = None
    ) -> "Compared":
        """What changed between two versions of a report (by id, address or source).

        ``old`` and ``new`` are numbers of versions, from 1 on, the oldest first; by default the
        last two. NotInRecord for no such report or version.
        """
        from onrecord.store.asking.changed_report import compared  # long to import

        moment = _moment(Question.of("actors", {"as_of": as_of}))
        with self._store.reading() as connection:
            return compared(connection, moment, report, old, new)

    def conflicts(self) -> tuple["Conflict", ...]:
        """Merges that contradict what a reviewer has split, each with both ways out."""
        from onrecord.store.conflicts import conflicts

        with _written(self._store) as store:
            return conflicts(store)

    def settle(self, conflict: "Conflict", way: "Way", *, by: str, why: str = "") -> "Outcome":
        """Says of which of the two it is: ``one``, ``other`` or ``neither``."""
        from onrecord.store.conflicts import settle

        with _written(self._store) as store:
            return settle(store, conflict, way, by=by, why=why)

    def why(self, id: str, as_of: Any = None) -> Reasons:
        """Which words and which evidence joined the accounts of a thing: of very many, some."""
        with self._asking(Question.of("actors", {"as_of": as_of}), LISTED) as answering:
            cluster, _, folded = _one(answering, id)
            return reasons(answering, self._store.points, cluster, folded)

    def status(self, name: str | None = None, at: Any = None, as_of: Any = None) -> list[Stood]:
        """How agreements and cases of a name stood at the end of a day; all agreements for None.

        Those of which nothing is told as having happened by then are left out where none is named.
        """
        day = _day(at)
        with self._asking(Question.of("agreements", {"as_of": as_of})) as answering:
            found = _named(answering, name) if name else _agreements(answering)
        stood = [Stood(thing=one, at=day, standing=standing_at(one, day)) for one in found]
        return stood if name else [one for one in stood if one.standing.status]

    def standings(self, question: Question, at: Any = None) -> Part[Stood]:
        """How the agreements that a question asks for stood at the end of a day, a part of them.

        It looks at as many as its limit; those of which nothing had happened by then are left out.
        """
        day = _day(at)
        with self._asking(question) as answering:
            means = answering.means(question)
            found = list(islice(answering.found(means, after(question)), question.limit + 1))
        kept = found[: question.limit]
        last = cursor(kept[-1].place, question) if len(found) > len(kept) else None
        things = (one.thing for one in kept)
        told = [one for one in things if isinstance(one, AgreementThing | CaseThing)]
        stood = [Stood(thing=one, at=day, standing=standing_at(one, day)) for one in told]
        return Part(tuple(one for one in stood if one.standing.status), last, means.notes)

    def part(self, question: Question) -> Part[Any]:
        """One part of the answer to a question: as much as its limit, behind its cursor.

        Of a thing that very many reports tell of, the first and the last tellings are in it;
        ``show`` has them all. A part of the disputes may be less than its limit, or nothing, and
        still have a cursor: it looks at no more than LOOKED things.
        """
        with collector_at_rest():
            return self._part(question)

    def _part(self, question: Question) -> Part[Any]:
        about = LISTED if question.asked == "disputes" else 0
        with self._asking(question, LISTED, about) as answering:
            if question.asked in ("search", "timeline", "disputes"):
                return _mixed(answering, question)
            page = answering.page(question)
            return Part(page.things, page.cursor, page.notes)

    def count(self, asked: Asked) -> int:
        """How many things of a kind (for a search: reports) the record has now."""
        kind = {"positions": "statement"}.get(asked, asked.removesuffix("s"))
        with self._asking(Question.of("actors", {}), LISTED, 0) as answering:
            if asked not in _ANSWERED:
                return count_reports(answering)
            return count_things(answering, cast(Kind, kind))

    def _answer(self, asked: Asked, filters: dict[str, Any]) -> Answer[Any]:
        question = Question.of(asked, filters)
        limit = question.limit if filters.get("limit") is not None else None
        return Answer(question, self.part, limit)

    @contextmanager
    def _asking(
        self, question: Question, most: int | None = None, about: int = ABOUT
    ) -> Iterator[Answering]:
        moment = _moment(question)
        with self._store.asked() as asked:
            verdicts = given(asked, moment) if moment is not None else ()
            yield Answering(asked, self._store.points, moment, verdicts, most, about)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Nothing goes through all objects in search of cycles meanwhile.

    An answer makes tens of thousands of objects and no cycles of them. The collector, which counts
    what is made, would look through everything that the process holds several times a page.
    """
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


def open(where: str | PathLike[str] = "onrecord.db") -> Record:
    """The record at ``where`` (a path, or ``postgresql://USER@HOST/DATABASE``), to be asked.

    RecordError where there is none.
    """
    return Record(lightly(where) or _store(where))


def _day(at: Any) -> date | None:
    """The last day of a date; QuestionError where it is none."""
    day = at if isinstance(at, date) else last_day(at) if at else None
    if at and day is None:
        raise QuestionError.of("at", at, "a day, a month or a year, such as 2023-03-02")
    return day


def _moment(question: Question) -> int | None:
    return int(question.as_of.timestamp() // 1) if question.as_of else None


def _store(where: str | PathLike[str]) -> "Store":
    from onrecord.store.record import open_record  # all that adding needs is long to import

    return open_record(where)


@contextmanager
def _written(store: "Store | Light") -> "Iterator[Store]":
    """The record to be written to: itself, or opened for that alone."""
    if not isinstance(store, Light):
        yield store
        return
    with _store(store.where) as whole:
        yield whole


def _mixed(answering: Answering, question: Question) -> Part[Any]:
    start = after(question)
    walks: dict[str, Callable[[], Iterator[FoundHit | Moment | Passed]]] = {
        "search": lambda: Searching(answering).found(question, start),
        "timeline": lambda: timeline(answering, question, start),
        "disputes": lambda: disputed(answering, question, start),
    }
    items: list[Any] = []
    last: Place | None = None
    more = False
    for looked, one in enumerate(walks[question.asked]()):
        more = len(items) == question.limit or looked == LOOKED + question.limit
        if more:
            break
        last = one.place
        if not isinstance(one, Passed):
            items.append(one.hit if isinstance(one, FoundHit) else one)
    notes = () if question.asked == "search" else answering.means(question, "statement").notes
    return Part(tuple(items), cursor(last, question) if more and last else None, notes)


def _one(answering: Answering, id: str) -> tuple[Any, Any, Thing]:
    who = answering.naming.of_key(id)
    cluster = min(answering.standing.of(who.nodes).values(), key=lambda one: one.name)
    ((heard, folded),) = answering.folding.of([cluster])
    if folded is None:
        raise NotInRecord.named(id)
    return cluster, heard, folded


def _named(answering: Answering, name: str) -> list[AgreementThing | CaseThing]:
    """The agreements of a name, else the cases of whoever has it; NotInRecord for none."""
    who = answering.naming.things(name, ("agreement", "case"))
    nodes = set(who.nodes)
    if not nodes:
        person = answering.naming.things(name, ("actor",))
        nodes = answering.streams.persons(person.numbers)
    clusters = sorted(set(answering.standing.of(nodes).values()), key=lambda one: one.name)
    folded = [one for _, one in answering.folding.of(clusters)]
    found = [one for one in folded if isinstance(one, AgreementThing | CaseThing)]
    if not found:
        raise NotInRecord.named(name, answering.naming.near(name))
    return sorted(found, key=lambda one: (-one.reports, one.id))


def _agreements(answering: Answering) -> list[AgreementThing | CaseThing]:
    question = Question.of("agreements", {})
    found = (one.thing for one in answering.found(answering.means(question)))
    return [one for one in found if isinstance(one, AgreementThing)]
