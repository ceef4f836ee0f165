"""The reports of a record: how many there are, the newest of them, their texts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from onrecord.errors import QuestionError
from onrecord.question import moment
from onrecord.store import tracing
from onrecord.store.asking.gathering import instant
from onrecord.store.asking.standing import speaking
from onrecord.store.numbers import key, number
from onrecord.store.record import Record

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
        at = _seconds(as_of)
        given = {} if at is None else {"moment": at}
        with self._store.asked() as asked:
            (counts,) = asked.rows(_EXTENT_NOW if at is None else _EXTENT_THEN, **given)
        every, gone, noted, first, last = counts
        ends = (instant(one) if one is not None else None for one in (first, last))
        return Extent(every - gone - noted, *ends)

    def later(self, as_of: str) -> int:
        """How many reports speak now that did not then; it leaves no trace."""
        with tracing.tracing(None):
            return self.extent().reports - self.extent(as_of).reports

    def newest(self, as_of: str | None = None, behind: str | None = None, limit: int = 20) -> Page:
        """Reports by when they count, the newest first, behind a place."""
        at = _seconds(as_of)
        given: dict[str, int] = {"most": limit + 1} | ({} if at is None else {"moment": at})
        told = f"{speaking('version', at)} AND noted IS NULL"
        if behind is not None:
            given["counted"], given["report"] = _behind(behind)
            told += " AND (counted < :counted OR (counted = :counted AND report > :report))"
        with self._store.asked() as asked:
            rows = asked.rows(_NEWEST.format(told=told), **given)
        found = [_listed(*row) for row in rows]
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


# Each count goes by an index alone: by the way of the rows they would take as long as a page.
_EXTENT_NOW = """
    SELECT (SELECT count(*) FROM version), (SELECT count(*) FROM version WHERE until IS NOT NULL),
        (SELECT count(*) FROM version WHERE noted IS NOT NULL AND until IS NULL),
        (SELECT counted FROM version WHERE noted IS NULL ORDER BY counted LIMIT 1),
        (SELECT counted FROM version WHERE noted IS NULL ORDER BY counted DESC LIMIT 1)
"""
_EXTENT_THEN = """
    SELECT (SELECT count(*) FROM version WHERE counted <= :moment),
        (SELECT count(*) FROM version
            WHERE until IS NOT NULL AND until <= :moment),
        (SELECT count(*) FROM version
            WHERE noted IS NOT NULL AND +counted <= :moment
            AND (until IS NULL OR until > :moment)),
        (SELECT counted FROM version WHERE counted <= :moment AND noted IS NULL
            ORDER BY counted LIMIT 1),
        (SELECT counted FROM version WHERE counted <= :moment AND noted IS NULL
            ORDER BY counted DESC LIMIT 1)
"""
_NEWEST = """
    SELECT report, title, outlet, url, source, published, counted FROM version
    WHERE {told} ORDER BY counted DESC, report LIMIT :most
"""


def _listed(
    report: int, title: str | None, outlet: str | None, url: str | None, source: str,
    published: str | None, counted: int,
) -> Listed:  # fmt: skip
    return Listed(key(report), title, outlet, url, source, published, instant(counted))


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
