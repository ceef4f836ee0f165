"""Checking a record: is it what its readings and verdicts make, word for word and row for row?

First every reading is put together again and held against the hash of what was added: so every span
is the text's. Then all that is made of them (accounts, nodes, components, things, indexes) is made
once more in an empty record beside it, and the two are compared. It takes as long as adding did.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Table, Text, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from onrecord.errors import RecordError
from onrecord.facts import encode, validate
from onrecord.record.review import parted
from onrecord.report import text_sha256
from onrecord.store.asking.words import plain
from onrecord.store.judging import judgements
from onrecord.store.noting import amiss, beside
from onrecord.store.numbers import key
from onrecord.store.opening import reason
from onrecord.store.preparing import Ready, ready
from onrecord.store.record import Record, open_record
from onrecord.store.renewing import is_settled
from onrecord.store.rows import BATCH
from onrecord.store.saying import unlike
from onrecord.store.schema import METADATA, body, entry, forgotten, role, verdict, version
from onrecord.store.stored import stored
from onrecord.store.versions import Held
from onrecord.store.writing import follow, replace

_SHOWN = 3  # rows of a table that are told of
_MADE = ("account", "node", "block", "apart", "role", "called", "thing", "near", "band")


def faults(record: Record) -> Iterator[str]:
    """What is wrong with a record, in words; nothing where all is well."""
    try:
        broken = False
        with record.reading() as connection:
            for fault in _sound(connection):
                broken = True
                yield fault
            settled = is_settled(connection)
        if not broken:
            yield from _words(record)
        if not settled:
            yield (
                "another Onrecord decided which accounts are of one thing, by other rules than "
                "this one: onrecord settle decides it anew"
            )
        elif not broken:
            yield from _compared(record)
    except DBAPIError as error:
        yield f"the database cannot be read: {reason(error)}"


def sound(record: Record) -> Iterator[str]:
    """The quick part of ``faults``: the database, versions with their readings, the words."""
    broken = False
    with record.reading() as connection:
        for fault in _sound(connection):
            broken = True
            yield fault
    if not broken:
        yield from _words(record)


def _sound(connection: Connection) -> Iterator[str]:
    """The database itself, versions, readings."""
    if connection.dialect.name == "sqlite":
        told = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
        if told != ["ok"]:
            yield from (f"the database is damaged: {line}" for line in told)
            return
    c = version.c
    rows = connection.execute(
        select(c.id, c.report, c.text_sha256, c.digest, c.counted, c.until)
        .where(c.noted.is_(None))
        .order_by(c.report, c.counted, c.text_sha256)
    ).all()
    for report, group in groupby(rows, key=lambda row: row.report):
        line = list(group)
        for row, following in zip(line, [*line[1:], None], strict=True):
            named = f"report {key(report)}"
            if row.until != (following.counted if following else None):
                yield f"{named}: a version speaks until another time than the next one's"
            yield from (f"{named}: {fault}" for fault in _reading(connection, row))
    stones = select(forgotten.c.report).where(forgotten.c.report == c.report).exists()
    for report in connection.scalars(select(c.report).where(stones).distinct()):
        yield f"report {key(report)}: was forgotten and is there"
    yield from amiss(connection)


def _reading(connection: Connection, row: Any) -> list[str]:
    try:
        reading = stored(connection, row.id)
    except Exception as error:  # whatever stands there, it is no reading
        return [f"its reading cannot be put together: {type(error).__name__}: {error}"]
    if text_sha256(reading.report.text) != row.text_sha256.hex():
        return ["its text is not the one that was added"]
    if hashlib.sha256(encode(reading)).digest() == row.digest:
        return []
    return validate(reading)[:_SHOWN] or ["its reading is not the one that was added"]


def _words(record: Record) -> Iterator[str]:
    """The index of words against the texts."""
    fault = "the index of words does not fit the texts"
    if record.dialect == "sqlite":
        try:
            with record.writing() as connection:
                line = "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)"
                connection.execute(text(line))
        except RecordError:
            yield fault
        return
    asked = text("SELECT words = to_tsvector('simple', :text) FROM words WHERE version = :id")
    with record.reading() as connection:
        for number in connection.scalars(select(version.c.id)).all():
            told = connection.scalar(select(body.c.text).where(body.c.version == number))
            if not connection.scalar(asked, {"id": number, "text": plain(told or "")}):
                yield f"{fault} (version {number})"


def _compared(record: Record) -> Iterator[str]:
    """Everything that is made of readings and verdicts, against the same made anew."""
    with TemporaryDirectory(prefix="onrecord-check-") as folder:
        anew = open_record(
            Path(folder) / "anew.db", create=True, identities=record.points.identities
        )
        with record.reading() as there, anew, anew.writing() as here:
            _make(record, there, here)
            for name in _MADE:
                yield from _table(METADATA.tables[name], there, here)
            if unlike(there, here):
                yield "the index of what is said does not fit the readings"


def _make(record: Record, there: Connection, here: Connection) -> None:
    """Makes the same record in an empty one, versions by the same numbers."""
    verdicts = [dict(row._mapping) for row in there.execute(select(verdict))]
    if verdicts:
        here.execute(insert(verdict), verdicts)
    given = judgements(here)
    alone = parted(given)
    c = version.c
    rows = iter(
        there.execute(
            select(
                c.id, c.report, c.text_sha256, c.counted, c.until, c.noted, c.note, c.noted_from
            ).order_by(c.id)
        ).all()
    )
    while some := list(islice(rows, BATCH)):
        held = [
            Held(
                row.id, row.report, row.text_sha256, row.counted,
                _ready(there, record, row, alone), None, row.until,
            )
            for row in some
        ]  # fmt: skip
        changes = replace(here, held, now=0)
        follow(here, record.points, changes, given)


def _ready(there: Connection, record: Record, row: Any, alone: Collection[str]) -> Ready:
    made = ready(stored(there, row.id), record.points, alone)
    return made if row.noted is None else beside(made, row.noted, row.note, row.noted_from)


def _table(table: Table, there: Connection, here: Connection) -> Iterator[str]:
    """Rows that only one of two has, counted and the first of them shown."""
    missing, strange = 0, 0
    shown: list[str] = []
    for what, row in _differing(table, there, here):
        missing += what == "missing"
        strange += what == "strange"
        if len(shown) < _SHOWN:
            shown.append(f"{what} {_told(table, row)}")
    if shown:
        yield (
            f"the table {table.name} is not what the readings make: {missing} row(s) missing, "
            f"{strange} strange: {'; '.join(shown)}"
        )


def _differing(
    table: Table, there: Connection, here: Connection
) -> Iterator[tuple[str, Sequence[Any]]]:
    at = [list(table.columns).index(column) for column in table.primary_key.columns]
    left, right = iter(_ordered(table, there)), iter(_ordered(table, here))
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if one is not None and other is not None and tuple(one) == tuple(other):
            one, other = next(left, None), next(right, None)
            continue
        first = [one[i] for i in at] if one is not None else None
        second = [other[i] for i in at] if other is not None else None
        if second is None or (first is not None and first <= second):
            assert one is not None
            yield "strange", one
            one = next(left, None)
        if first is None or (second is not None and second <= first):
            assert other is not None
            yield "missing", other
            other = next(right, None)


def _ordered(table: Table, connection: Connection) -> Iterable[Sequence[Any]]:
    """All rows by their key, words by their code points."""
    words = "C" if connection.dialect.name == "postgresql" else "BINARY"
    order = [
        column.collate(words) if isinstance(column.type, Text) else column
        for column in table.primary_key.columns
    ]
    options = {"stream_results": True, "yield_per": 1000}
    asked = select(table).order_by(*order)
    if table is role:  # whose numbers are made in the order of adding
        name = func.coalesce(entry.c.name, -1)
        joined = role.outerjoin(entry, entry.c.number == role.c.who)
        columns = [name if one is role.c.who else one for one in role.columns]
        asked = select(*columns).select_from(joined).order_by(name, *order[1:])
    return connection.execute(asked, execution_options=options)


def _told(table: Table, row: Sequence[Any]) -> str:
    values = zip(table.columns, row, strict=True)
    return ", ".join(
        f"{column.name} {value}"
        for column, value in values
        if not isinstance(value, (bytes, memoryview)) and value is not None
    )
