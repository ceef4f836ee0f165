"""The reports of a record: how many there are, the newest of them, their texts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from onrecord.errors import QuestionError
from onrecord.question import moment
from onrecord.store.asking.gathering import instant
from onrecord.store.numbers import key, number
from onrecord.store.record import Record
from onrecord.store.schema import version

_BEHIND = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\.([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class Extent:
    """How many reports a record has, and when the first and the last of them count as of."""

    reports: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One report in a list of them, in the version that speaks."""

    report: str
    title: str | None
    outlet: str | None
    url: str | None
    source: str
    published: str | None
    counted: str


@dataclass(frozen=True, slots=True)
class Page:
    """Reports, the newest first; ``behind`` leads to those that follow, None at the end."""

    reports: tuple[Listed, ...]
    behind: str | None


class Reports:
    """The reports of one record; ``as_of`` as a ``Question`` takes it, None for now."""

    def __init__(self, store: Record) -> None:
        self._store = store

    def extent(self, as_of: str | None = None) -> Extent:
        """How much there is."""
        c, at = version.c, _seconds(as_of)
        counted = c.counted <= at if at is not None else c.counted.is_not(None)
        replaced = c.until.is_not(None) if at is None else c.until <= at
        with self._store.reading() as connection:
            counted = and_(counted, c.noted.is_(None))
            asked = select(func.count(), func.min(c.counted), func.max(c.counted)).where(counted)
            every, first, last = connection.execute(asked).one()
            gone = connection.scalar(select(func.count()).where(replaced, counted))
        ends = (instant(one) if one is not None else None for one in (first, last))
        return Extent(every - (gone or 0), *ends)

    def newest(self, as_of: str | None = None, behind: str | None = None, limit: int = 20) -> Page:
        """Reports by when they count, the newest first, behind a place."""
        c = version.c
        columns = (c.report, c.title, c.outlet, c.url, c.source, c.published, c.counted)
        asked = select(*columns).where(_speaking(_seconds(as_of)))
        if behind is not None:
            counted, report = _behind(behind)
            same = and_(c.counted == counted, c.report > report)
            asked = asked.where(or_(c.counted < counted, same))
        asked = asked.order_by(c.counted.desc(), c.report).limit(limit + 1)
        with self._store.reading() as connection:
            found = [_listed(row) for row in connection.execute(asked)]
        last = found[limit - 1] if len(found) > limit else None
        return Page(tuple(found[:limit]), f"{last.counted}.{last.report}" if last else None)

    def texts(self, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """The texts of versions, each named by its report and the time that it counts as of."""
        names = {one: (number(one[0]), _counted(one[1])) for one in wanted}
        if not names:
            return {}
        reports, meant = {report for report, _ in names.values()}, set(names.values())
        with self._store.asked() as asked:
            rows = asked.rows(_VERSIONS, reports=reports)
            versions = {id: (report, counted) for id, report, counted in rows}
            wanted_ids = [id for id, name in versions.items() if name in meant]
            texts = asked.rows(_TEXTS, versions=wanted_ids)
        found = {versions[id]: text for id, text in texts}
        return {one: found[name] for one, name in names.items() if name in found}


# By the report and then by its number: a pair of both would have all versions gone through.
_VERSIONS = "SELECT id, report, counted FROM version WHERE report IN :reports"
_TEXTS = "SELECT version, text FROM body WHERE version IN :versions"


def _speaking(at: int | None) -> ColumnElement[bool]:
    """That a version speaks at a moment, None for now."""
    c = version.c
    if at is None:
        return and_(c.until.is_(None), c.noted.is_(None))
    return and_(c.counted <= at, or_(c.until.is_(None), c.until > at), c.noted.is_(None))


def _listed(row: Any) -> Listed:
    return Listed(
        key(row.report), row.title, row.outlet, row.url, row.source, row.published,
        instant(row.counted),
    )  # fmt: skip


def _behind(given: str) -> tuple[int, int]:
    found = _BEHIND.fullmatch(given)
    try:
        if found:
            return _counted(found[1]), number(found[2])
    except ValueError:
        pass
    raise QuestionError.of("behind", given, "the place that an earlier page gave")


def _counted(told: str) -> int:
    return int(datetime.fromisoformat(told).timestamp())


def _seconds(as_of: str | None) -> int | None:
    read = moment(as_of) if as_of else None
    return int(read.timestamp() // 1) if read else None
