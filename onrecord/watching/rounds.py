"""The watch itself: what is due is asked for, what comes is added, and all of it is remembered."""

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from onrecord import sources
from onrecord.adding import add
from onrecord.errors import OnrecordError
from onrecord.pipeline import Failure
from onrecord.report import Given, Published, Report
from onrecord.settings import Settings
from onrecord.sources import Found as Source
from onrecord.sources.feeds import Entry, Listing
from onrecord.store import watched as memory
from onrecord.store.record import Record
from onrecord.store.watched import Place, Sighting
from onrecord.watching.alerting import Alerting
from onrecord.watching.looking import Answer, Failed, Got, Seen, asked, host_of
from onrecord.watching.robots import Robots
from onrecord.watching.rules import Rules
from onrecord.watching.waits import Hosts, Pace, after_failure, before_retry, later
from onrecord.watching.words import Looked, Problem, Took, Word

HANDS = 8  # hosts that are asked at once
_EACH = 2  # entries of a place that are looked over: no place keeps others waiting
_NAP = 0.5  # seconds at most before the record is looked into again


@dataclass(slots=True)
class Watch:
    """A watch over the places of one record. ``clock`` gives seconds since 1970."""

    record: Record
    settings: Settings
    pace: Pace = field(default_factory=Pace)
    clock: Callable[[], float] = time.time
    rules: Rules = field(default_factory=Rules)
    _hosts: Hosts = field(init=False)
    _robots: Robots = field(init=False)
    _tasks: "queue.SimpleQueue[Place | Sighting]" = field(init=False)
    _answers: "queue.SimpleQueue[Answer]" = field(init=False)
    _out: set[tuple[int, int | None]] = field(default_factory=set)
    _alerting: Alerting = field(init=False)

    def __post_init__(self) -> None:
        self._hosts, self._robots = Hosts(self.pace.between), Robots(self.settings)
        self._tasks, self._answers = queue.SimpleQueue(), queue.SimpleQueue()
        self._alerting = Alerting(self.record, self.settings, self.rules, self.clock)
        for _ in range(HANDS):
            threading.Thread(target=self._hand, daemon=True).start()

    def _hand(self) -> None:
        while True:
            self._answers.put(asked(self._tasks.get(), self.settings, self._robots))

    def run(self, *, once: bool = False) -> Iterator[Word]:
        """What happens, as it happens; every word of it is on disk when it is told.

        ``once``: each place is looked at one time and what is due is fetched, then it ends; else
        it never does. RecordError where the record cannot be written.
        """
        looked: set[int] = set()
        while True:
            due = self._due(looked, once=once)
            for one in due:
                if self._begin(one) and once and isinstance(one, Place):
                    looked.add(one.place)
            yield from self._alerting.turn()
            if once and not due and not self._out and not self._alerting.busy:
                return
            for answer in self._heard():
                yield from self._followed(answer)

    def _due(self, looked: set[int], *, once: bool) -> list[Place | Sighting]:
        """What is to be asked for now and not being asked for, places before entries."""
        now = int(self.clock())
        with self.record.reading() as connection:
            places = [
                one
                for one in memory.places(connection)
                if one.due is not None
                and one.place not in looked
                and (one.due <= now or (once and not one.failures))
            ]
            entries = memory.waiting(connection, now, _EACH)
        due: list[Place | Sighting] = [*places, *entries]
        return [one for one in due if _name(one) not in self._out]

    def _begin(self, one: Place | Sighting) -> bool:
        """Asks, where the host may be asked now; else it stays due."""
        host = host_of(one.address)
        if len(self._out) == HANDS or not self._hosts.may(host, time.monotonic()):
            return False
        self._hosts.begin(host)
        self._out.add(_name(one))
        self._tasks.put(one)
        return True

    def _heard(self) -> list[Answer]:
        """The answers that have come; waits for one, but not long."""
        pause = _NAP
        if not self._out:
            pause = min(_NAP, self._hosts.next_free(time.monotonic()) or _NAP)
            time.sleep(pause)
            return []
        try:
            found = [self._answers.get(timeout=pause)]
            while not self._answers.empty():
                found.append(self._answers.get_nowait())
        except queue.Empty:
            return []
        return found

    def _followed(self, answer: Answer) -> Iterator[Word]:
        one = answer.place if isinstance(answer, Seen) else _of(answer)
        self._hosts.end(host_of(one.address), time.monotonic(), answer.delay)
        try:
            match answer:
                case Seen(listing=None, reports=()):
                    self._keep(answer)
                    yield Looked(one.address, one.title, 0)
                case Seen(listing=None):
                    yield from self._posts(answer)
                case Seen():
                    yield from self._named(answer)
                case Got():
                    yield from self._taken(answer)
                case Failed():
                    yield self._failed(answer)
        finally:
            self._out.discard(_name(one))

    def _named(self, seen: Seen) -> Iterator[Word]:
        """What a list names is noted together with the mark of the list: none of it is lost."""
        assert seen.listing is not None
        now = int(self.clock())
        named = [self._sighting(seen.place, one, seen.listing, now) for one in seen.listing.entries]
        lists = [(one.address, one.title or None) for one in seen.listing.lists]
        with self.record.bookkeeping() as connection:
            new = memory.sight(connection, [one for one in named if one], now)
            memory.watch(connection, lists, now, seen.place.place)
            place = self._after(seen, now)
            memory.looked_at(connection, place)
        yield Looked(place.address, place.title, sum(one.due is not None for one in new))

    def _sighting(self, place: Place, one: Entry, listing: Listing, now: int) -> Sighting | None:
        oldest = datetime.fromtimestamp(now, UTC) - timedelta(days=self.pace.days)
        old = one.published is not None and one.published < f"{oldest:%Y-%m-%d}"
        if listing.form == "sitemap" and (old or not one.published):
            return None  # the rest of the site, not its news
        problem = f"older than {self.pace.days:g} days when it was first seen" if old else None
        return Sighting(
            place.place, memory.entry_of(one.id), one.address, one.title or None, one.published,
            one.mark, None if old else now, 0, problem,
        )  # fmt: skip

    def _posts(self, seen: Seen) -> Iterator[Word]:
        """The posts of a page of live coverage: those that are new or have changed are added."""
        now = int(self.clock())
        named = {memory.entry_of(one.id): one for one in seen.reports}
        with self.record.reading() as connection:
            marks = memory.marks(connection, list(named))
        new = [
            (entry, one)
            for entry, one in named.items()
            if marks.get((seen.place.place, entry)) != one.text_sha256
        ]
        told = yield from self._added(seen.place.address, [one for _, one in new])
        with self.record.bookkeeping() as connection:
            memory.sight(
                connection,
                [
                    Sighting(
                        seen.place.place, entry, one.url or seen.place.address, one.title,
                        one.published.value, one.text_sha256, None, 1, told.get(one.id),
                    )
                    for entry, one in new
                ],
                now,
            )  # fmt: skip
        self._keep(seen)
        yield Looked(seen.place.address, seen.place.title, len(new))

    def _taken(self, got: Got) -> Iterator[Word]:
        """The reports at an entry's address; done when they are on disk."""
        one = got.sighting
        try:
            reports = [_dated(report, one) for report in sources.reports(got.capture)]
        except OnrecordError as error:
            yield self._failed(Failed(one, error, got.delay))
            return
        told = yield from self._added(one.address, reports)
        problem = next(iter(told.values()), None)
        with self.record.bookkeeping() as connection:
            done = replace(one, due=None, tries=one.tries + 1, problem=problem)
            memory.settled(connection, done)

    def _added(self, address: str, reports: list[Report]) -> Generator[Word, None, dict[str, str]]:
        """Adds reports; of those that could not be, why, by their ids."""
        failed: dict[str, str] = {}
        for report in reports:  # one by one: each is on disk before it is told of
            found = [Source(sources.name_of(report), report)]
            for one in add(self.record, found, Given(), self.settings):
                if isinstance(one, Failure):
                    failed[report.id] = str(one.error)
                    yield Problem(report.url or address, one.error, None)
                else:
                    yield Took(report.url or address, report.title, one)
        return failed

    def _failed(self, failed: Failed) -> Problem:
        now = int(self.clock())
        one = failed.asked
        with self.record.bookkeeping() as connection:
            if isinstance(one, Place):
                again = after_failure(failed.error, one.failures + 1, self.pace)
                kept = replace(
                    one, looked=now, due=later(now, again), failures=one.failures + 1,
                    problem=str(failed.error),
                )  # fmt: skip
                memory.looked_at(connection, kept)
            else:
                again = before_retry(failed.error, one.tries + 1)
                tried = replace(
                    one, due=later(now, again), tries=one.tries + 1, problem=str(failed.error)
                )
                memory.settled(connection, tried)
        return Problem(one.address, failed.error, again)

    def _keep(self, seen: Seen) -> None:
        with self.record.bookkeeping() as connection:
            memory.looked_at(connection, self._after(seen, int(self.clock())))

    def _after(self, seen: Seen, now: int) -> Place:
        """A place after a good look at it."""
        title, form = seen.place.title, seen.place.form
        if seen.listing:
            title, form = seen.listing.title or title, seen.listing.form
        elif seen.reports:
            form = "page"
        return replace(
            seen.place, title=title, form=form, etag=seen.etag, modified=seen.modified, looked=now,
            due=later(now, self.pace.every), failures=0, problem=None,
        )  # fmt: skip


def _of(answer: Got | Failed) -> Place | Sighting:
    return answer.sighting if isinstance(answer, Got) else answer.asked


def _name(one: Place | Sighting) -> tuple[int, int | None]:
    return one.place, None if isinstance(one, Place) else one.entry


def _dated(report: Report, one: Sighting) -> Report:
    """The report, with the date that its list gives where it has none of its own."""
    if report.published.value or not one.published:
        return report
    return replace(report, published=Published(one.published, "metadata"))
