"""The versions of reports: which are there, which speak, from when until when."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, func, select, update

from onrecord.store.among import among
from onrecord.store.preparing import Ready, rank
from onrecord.store.schema import PLACES, forgotten, version


@dataclass(slots=True)
class Held:
    """A version as it is to stand: ``stood`` is its row where it was there before.

    ``ready`` is its reading where that is new or another than before.
    """

    id: int
    report: int
    sha: bytes
    counted: int
    ready: Ready | None = None
    stood: Any = None
    until: int | None = None

    @property
    def spoke(self) -> bool:
        """Whether it spoke before."""
        return self.stood is not None and self.stood.until is None

    @property
    def speaks(self) -> bool:
        """Whether it speaks now."""
        return self.until is None


class Shelf:
    """The versions of the reports of one write, as they were and as they will be."""

    def __init__(self, connection: Connection, reports: Collection[int], now: int) -> None:
        dialect = connection.dialect.name
        c = version.c
        columns = (
            c.id, c.report, c.text_sha256, c.digest, c.counted, c.until, c.reread, c.made, c.seen,
            c.published, c.added,
        )  # fmt: skip
        rows = connection.execute(select(*columns).where(among(dialect, c.report, reports)))
        self._held = {
            (row.report, row.text_sha256): Held(
                row.id, row.report, row.text_sha256, row.counted, None, row, row.until
            )
            for row in rows
        }
        self._reports = {held.report for held in self._held.values()}
        self._next = (connection.scalar(select(func.max(c.id))) or 0) + 1
        self._now = now
        self.forgotten = set(
            connection.scalars(
                select(forgotten.c.report).where(among(dialect, forgotten.c.report, reports))
            )
        )

    def beside(self, held: Collection[Held]) -> list[int]:
        """The versions of the reports of some that were there before, be they as they were."""
        reports = {one.report for one in held}
        every = self._held.values()
        return [one.id for one in every if one.stood is not None and one.report in reports]

    def put(self, one: Ready) -> Literal["added", "version", "renewed", "there"]:
        """Takes a reading in; what it was: ``added``, ``version``, ``renewed`` or ``there``."""
        held = self._held.get((one.report, one.sha))
        counted = self._now if one.counted is None else one.counted
        if held is None:
            again = one.report in self._reports
            self._reports.add(one.report)
            self._held[one.report, one.sha] = Held(self._next, one.report, one.sha, counted, one)
            self._next += 1
            return "version" if again else "added"
        held.counted = min(held.counted, counted)
        if held.stood is not None and held.stood.reread:
            return "there"
        there = held.ready.version if held.ready else held.stood._mapping
        if rank(one.version) >= rank(there):
            return "there"
        held.ready = one
        return "renewed" if held.stood is not None else "there"

    def follow(self) -> list[Held]:
        """Lets each version speak until the next of its report; those that are not as they were."""
        reports: dict[int, list[Held]] = defaultdict(list)
        for held in self._held.values():
            reports[held.report].append(held)
        for line in reports.values():
            line.sort(key=lambda held: (held.counted, held.sha))
            for held, following in zip(line, [*line[1:], None], strict=True):
                held.until = following.counted if following else None
        return [held for held in self._held.values() if _changed(held)]


def _changed(held: Held) -> bool:
    stood = held.stood
    return held.ready is not None or (stood.counted, stood.until) != (held.counted, held.until)


def numbers(versions: Iterable[int]) -> list[tuple[int, int]]:
    """From and to (exclusive) which number the accounts of each version stand."""
    return [(one << PLACES, (one + 1) << PLACES) for one in versions]


_TIMES = (
    update(version)
    .where(version.c.id == bindparam("b_id"))
    .values(counted=bindparam("b_counted"), until=bindparam("b_until"))
)


def write_times(connection: Connection, versions: Iterable[Held]) -> None:
    """Writes from when until when versions that are there already speak."""
    changed = list(versions)
    if changed:
        rows = [{"b_id": o.id, "b_counted": o.counted, "b_until": o.until} for o in changed]
        connection.execute(_TIMES, rows)


def addresses(connection: Connection) -> set[str | None]:
    """The addresses of all reports; None is among them where one has none."""
    return set(connection.scalars(select(version.c.url).distinct()))


def remember(connection: Connection, reports: Collection[int]) -> bool:
    """Takes the stones of some reports away, so that they can be added again; whether any lay."""
    here = among(connection.dialect.name, forgotten.c.report, reports)
    return connection.execute(delete(forgotten).where(here)).rowcount > 0
