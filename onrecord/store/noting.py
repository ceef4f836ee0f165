"""Facts by hand on disk: what standing notes tell of the versions of reports, beside what was read.

    notes × versions ─▶ a small reading for each that fits ─▶ rows of its own ─▶ things

Each such reading speaks in a row of ``version`` that is marked (``noted``), from when the note was
given, or its report counted, until it was taken back, or another version took the report's place.
These rows are made of verdicts and readings alone, whichever of the two came first.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.errors import InvalidVerdict, NotInRecord
from onrecord.facts import Reading, encode
from onrecord.record.notes import Note, note, periods, supplement
from onrecord.record.review import parted
from onrecord.record.verdicts import Verdict
from onrecord.report import Report
from onrecord.store import writing
from onrecord.store.among import among
from onrecord.store.asking.standing import speaking
from onrecord.store.bundling import opened
from onrecord.store.judging import judged_in, judgements
from onrecord.store.nodes import Changes
from onrecord.store.numbers import key, number
from onrecord.store.packing import unpack_rest
from onrecord.store.points import Points
from onrecord.store.preparing import Ready, ready
from onrecord.store.rows import apart_in, remove_versions, spoken
from onrecord.store.schema import body, verdict, version
from onrecord.store.stored import stored
from onrecord.store.straight import Straight
from onrecord.store.verdicts import about
from onrecord.store.versions import Held


@dataclass(frozen=True, slots=True)
class Noted:
    """One note as it stands beside one version: ``name`` is drawn from both and from when."""

    name: int
    report: int
    note: str
    since: int
    counted: int
    until: int | None
    reading: Reading

    @property
    def digest(self) -> bytes:
        """SHA-256 of its reading."""
        return hashlib.sha256(encode(self.reading)).digest()


def renote(connection: Connection, points: Points, reports: Collection[int], now: int) -> bool:
    """Brings the facts by hand of some reports up to date with the verdicts and versions there.

    Whether there was anything to do.
    """
    if not reports or not _any(connection):
        return False
    wanted = {one.name: one for one in noted(connection, reports)}
    c = version.c
    here = among(connection.dialect.name, c.noted, reports)
    rows = connection.execute(select(c.id, c.report, c.counted, c.until, c.digest).where(here))
    gone: list[tuple[int, bool]] = []
    for row in rows.all():
        one = wanted.get(row.report)
        if one and (one.counted, one.until, one.digest) == (row.counted, row.until, row.digest):
            del wanted[row.report]
        else:
            gone.append((row.id, row.until is None))
    _take_out(connection, points, gone)
    _put_in(connection, points, [wanted[name] for name in sorted(wanted)], now)
    return bool(gone or wanted)


def noted(connection: Connection, reports: Collection[int]) -> Iterator[Noted]:
    """All that standing notes tell of the versions of some reports that are there."""
    asked = Straight.of(connection)
    verdicts = about(asked, {key(one) for one in reports})
    notes = [one for one in verdicts if one.verdict == "note"]
    if not notes:
        return
    versions = _versions(connection, reports)
    for one in notes:
        with suppress(InvalidVerdict):  # of elsewhere, and of a shape that is not ours
            told = note(one)
            yield from _told(told, list(periods(one.id, verdicts)), versions[told.report])


def _told(
    told: Note, stands: Sequence[tuple[int, int | None]], versions: Sequence[tuple[Any, Report]]
) -> Iterator[Noted]:
    base = next((of.text for _, of in versions if of.text_sha256 == told.version), None)
    for row, report in versions:
        made = supplement(told, report, base)
        if made is None:
            continue
        for since, end in stands:
            until = min((one for one in (row.until, end) if one is not None), default=None)
            if until is not None and until <= max(row.counted, since):
                continue  # it was never heard
            drawn = f"{told.verdict} {report.text_sha256} {since}".encode()
            name = number(hashlib.sha256(drawn).hexdigest()[:16])
            yield Noted(name, row.report, told.verdict, since, row.counted, until, made)


def _versions(
    connection: Connection, reports: Collection[int]
) -> dict[str, list[tuple[Any, Report]]]:
    """The versions of some reports as their rows have them, with their texts, by report."""
    c = version.c
    rows = connection.execute(
        select(c.id, c.report, c.counted, c.until, c.text_sha256, body.c.reading, body.c.text)
        .join(body, body.c.version == c.id)
        .where(among(connection.dialect.name, c.report, reports), c.noted.is_(None))
        .order_by(c.report, c.counted, c.text_sha256)
    )
    found: dict[str, list[tuple[Any, Report]]] = defaultdict(list)
    for row in rows.all():
        rest = unpack_rest(opened(row.reading).rest, row.text, row.text_sha256.hex())
        found[rest.report.id].append((row, rest.report))
    return found


def _take_out(connection: Connection, points: Points, gone: Sequence[tuple[int, bool]]) -> None:
    if not gone:
        return
    numbers, spoke = [one for one, _ in gone], [one for one, speaks in gone if speaks]
    verdicts = judgements(connection)
    touched = judged_in(connection, verdicts, numbers)
    changes = Changes(apart=apart_in(connection, spoke))
    for name, _ in spoken(connection, spoke):
        changes.lost[name] += 1
    changes.bare = remove_versions(connection, numbers)
    writing.follow(connection, points, changes, verdicts, touched)


def _put_in(connection: Connection, points: Points, new: Sequence[Noted], now: int) -> None:
    if not new:
        return
    verdicts = judgements(connection)
    first = (connection.scalar(select(func.max(version.c.id))) or 0) + 1
    held = [
        Held(
            at, one.name, bytes.fromhex(one.reading.report.text_sha256), one.counted,
            beside(ready(one.reading, points, parted(verdicts)), one.report, one.note, one.since),
            None, one.until,
        )
        for at, one in enumerate(new, first)
    ]  # fmt: skip
    changes = writing.replace(connection, held, now)
    touched = judged_in(connection, verdicts, [one.id for one in held])
    writing.follow(connection, points, changes, verdicts, touched)


def beside(one: Ready, report: int, of: str, since: int) -> Ready:
    """A reading made ready as that of a note."""
    marked = {**one.version, "noted": report, "note": of, "noted_from": since}
    return replace(one, version=marked)


def reports_of(verdicts: Iterable[Verdict]) -> set[int]:
    """The reports that the notes among some verdicts are of."""
    found = set()
    for one in verdicts:
        if one.verdict == "note":
            with suppress(InvalidVerdict):
                found.add(number(note(one).report))
    return found


def spoken_of(connection: Connection, report: str, sha: str | None = None) -> Reading:
    """The reading of a report by its id, address or source, with what stands by hand beside it.

    Of the version with this SHA-256 of its text, else of the one that speaks; NotInRecord for none.
    """
    if "\x00" in report:  # no database takes it
        raise NotInRecord.named(report)
    c = version.c
    where = (c.url == report) | (c.source == report)
    with suppress(ValueError):
        where |= c.report == number(report)
    asked = select(c.id, c.report).where(where, c.noted.is_(None))
    asked = (
        asked.where(c.until.is_(None))
        if sha is None
        else asked.where(c.text_sha256 == _bytes(sha, report))
    )
    rows = connection.execute(asked.order_by(c.report)).all()
    if not rows:
        raise NotInRecord.named(report)
    return stored(connection, rows[0].id)


def by_hand(
    connection: Connection, report: int, sha: bytes, moment: int | None
) -> list[tuple[int, str, Reading]]:
    """What stood by hand beside a version: the number of its row, the verdict, its reading."""
    line = (
        "SELECT id, note, text_sha256 FROM version WHERE noted = :report AND "
        f"{speaking('version', moment)} ORDER BY noted_from, report"
    )
    at = {} if moment is None else {"moment": moment}
    rows = Straight.of(connection).rows(line, report=report, **at)
    return [(id, of, stored(connection, id)) for id, of, text in rows if bytes(text) == sha]


def amiss(connection: Connection) -> Iterator[str]:
    """What of the facts by hand is not what notes and readings make, in words."""
    if not _any(connection):
        return
    c = version.c
    reports = set(connection.scalars(select(c.noted).where(c.noted.is_not(None)).distinct()))
    bodies = connection.execute(select(verdict.c.body).where(verdict.c.verdict == "note"))
    from onrecord.store.packing import unpack_plain

    reports |= reports_of([unpack_plain(Verdict, row.body) for row in bodies])
    wanted = {(o.name, o.counted, o.until, o.digest) for o in noted(connection, reports)}
    rows = connection.execute(
        select(c.report, c.counted, c.until, c.digest).where(c.noted.is_not(None))
    )
    there = {(row.report, row.counted, row.until, bytes(row.digest)) for row in rows}
    if lacking := len(wanted - there):
        yield f"{lacking} fact(s) by hand are not where their notes say"
    if strange := len(there - wanted):
        yield f"{strange} fact(s) by hand are of no note"


def _any(connection: Connection) -> bool:
    given = select(verdict.c.id).where(verdict.c.verdict == "note").limit(1)
    return connection.scalar(given) is not None


def _bytes(sha: str, report: str) -> bytes:
    try:
        return bytes.fromhex(sha)
    except ValueError as error:
        raise NotInRecord.named(f"{report} in version {sha[:16]}") from error
