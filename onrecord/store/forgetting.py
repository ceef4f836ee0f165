"""Taking reports out of a record, with all that only they supported; a stone with the reason stays.

What is left is what the record would be had the report never been added.
"""

import time
from contextlib import suppress

from sqlalchemy import Connection, delete, insert, or_, select

from onrecord.errors import NotInRecord
from onrecord.store.judging import judged_in, judgements
from onrecord.store.nodes import Changes
from onrecord.store.numbers import number
from onrecord.store.record import Record
from onrecord.store.rows import apart_in, remove_versions, spoken
from onrecord.store.schema import forgotten, version
from onrecord.store.writing import follow


def forget(record: Record, report: str, reason: str) -> int:
    """Forgets a report, by its id or its address; how many versions of it were taken out.

    NotInRecord where there is none, whether or not it was forgotten before.
    """
    now = int(time.time())
    with record.writing() as connection:
        found = _versions(connection, report)
        if not found:
            raise NotInRecord.named(report)
        spoke = [number for number, _, until in found if until is None]
        verdicts = judgements(connection)
        gone = [number for number, _, _ in found]
        touched = judged_in(connection, verdicts, gone)
        changes = Changes(apart=apart_in(connection, spoke))
        for name, _ in spoken(connection, spoke):
            changes.lost[name] += 1
        changes.bare = remove_versions(connection, gone)
        for of in {of for _, of, _ in found}:
            connection.execute(delete(forgotten).where(forgotten.c.report == of))
            connection.execute(insert(forgotten).values(report=of, at=now, reason=reason))
        follow(connection, record.points, changes, verdicts, touched)
    return len(found)


def _versions(connection: Connection, report: str) -> list[tuple[int, int, int | None]]:
    c = version.c
    asked = c.url == report
    with suppress(ValueError):  # where it is an address
        asked = or_(asked, c.report == number(report))
    rows = connection.execute(select(c.id, c.report, c.until).where(asked))
    return [(row.id, row.report, row.until) for row in rows]
