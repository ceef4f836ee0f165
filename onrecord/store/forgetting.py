"""Taking reports out of a record, with all that only they supported; a stone with the reason stays.

What is left is what the record would be had the report never been added.
"""

import time
from collections.abc import Collection, Sequence
from contextlib import suppress

from sqlalchemy import Connection, delete, insert, or_, select

from onrecord.errors import NotInRecord
from onrecord.store.judging import judged_in, judgements
from onrecord.store.nodes import Changes
from onrecord.store.noting import renote
from onrecord.store.numbers import number
from onrecord.store.record import Record
from onrecord.store.rows import apart_in, remove_versions, spoken
from onrecord.store.schema import forgotten, version
from onrecord.store.writing import follow


def forget(record: Record, report: str, reason: str) -> int:
    """Forgets a report, by its id or its address; how many versions of it were taken out.

    NotInRecord where there is none, whether or not it was forgotten before.
    """
    with record.writing() as connection:
        found = _versions(connection, report)
        if not found:
            raise NotInRecord.named(report)
        _take_out(connection, record, found)
        _set_stones(connection, {of for _, of, _ in found}, reason)
    return len(found)


def withdraw(record: Record, report: str, reason: str) -> int:
    """Forgets a report that its agency takes back, by its id; how many versions were taken out.

    One that is not there gets its stone too, so that the notice and the report may come in any
    order. A stone that is there stays as it is.
    """
    of = number(report)
    with record.writing() as connection:
        found = _versions(connection, report)
        if found:
            _take_out(connection, record, found)
        if found or not _has_stone(connection, of):
            _set_stones(connection, {of}, reason)
    return len(found)


def _take_out(
    connection: Connection, record: Record, found: Sequence[tuple[int, int, int | None]]
) -> None:
    spoke = [number for number, _, until in found if until is None]
    verdicts = judgements(connection)
    gone = [number for number, _, _ in found]
    touched = judged_in(connection, verdicts, gone)
    changes = Changes(apart=apart_in(connection, spoke))
    for name, _ in spoken(connection, spoke):
        changes.lost[name] += 1
    changes.bare = remove_versions(connection, gone)
    follow(connection, record.points, changes, verdicts, touched)
    renote(connection, record.points, {of for _, of, _ in found}, int(time.time()))


def _set_stones(connection: Connection, reports: Collection[int], reason: str) -> None:
    now = int(time.time())
    for of in reports:
        connection.execute(delete(forgotten).where(forgotten.c.report == of))
        connection.execute(insert(forgotten).values(report=of, at=now, reason=reason))


def _has_stone(connection: Connection, report: int) -> bool:
    return (
        connection.scalar(select(forgotten.c.report).where(forgotten.c.report == report))
        is not None
    )


def _versions(connection: Connection, report: str) -> list[tuple[int, int, int | None]]:
    c = version.c
    asked = c.url == report
    with suppress(ValueError):  # where it is an address
        asked = or_(asked, c.report == number(report))
    rows = connection.execute(select(c.id, c.report, c.until).where(asked, c.noted.is_(None)))
    return [(row.id, row.report, row.until) for row in rows]
