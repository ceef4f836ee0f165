"""A copy of a record as it stands at one moment, made while others read and write.

SQLite copies its own file. Between the two databases, rows are copied table by table: the tables
are the same, so that what comes out is a record like any other.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, delete, func, select, text

from onrecord.errors import RecordError
from onrecord.store.among import put
from onrecord.store.asking.words import plain
from onrecord.store.opening import SERVERS, shown
from onrecord.store.record import Record, open_record
from onrecord.store.saying import insert_said, said_in
from onrecord.store.schema import METADATA, body, decided, version

_ROWS = 2_000


def back_up(record: Record, to: str) -> int:
    """Copies a record to a file, or to an empty database of PostgreSQL; how many versions it has.

    RecordError where something is there already, or the copy turns out not to be sound: then
    nothing is left there.
    """
    if to.startswith(SERVERS):
        return _copied(record, to)
    path = Path(to)
    if path.exists():
        raise RecordError(f"There is something at {to}.", "Give a name that is not taken.")
    if not path.parent.is_dir():
        raise RecordError.closed(to, f"there is no folder {path.parent}")
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        count = _file(record, part) if record.dialect == "sqlite" else _copied(record, str(part))
        _sync(part)
        os.replace(part, path)
        _sync(path.parent)
    except OSError as error:
        raise RecordError.unwritten((error.strerror or str(error)).lower()) from error
    finally:
        for left in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                part.with_name(part.name + left).unlink(missing_ok=True)
    return count


def _file(record: Record, part: Path) -> int:
    """SQLite's own way: pages are copied, and copied again where they have changed meanwhile."""
    try:
        copy = sqlite3.connect(part)
        try:
            with record.reading() as connection:
                source = connection.connection.driver_connection
                assert isinstance(source, sqlite3.Connection)
                source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            told = [line for (line,) in copy.execute("PRAGMA integrity_check(1)")]
            if told != ["ok"]:
                raise RecordError.unwritten(f"the copy is damaged: {told[0]}")
            ((count,),) = copy.execute("SELECT count(*) FROM version WHERE noted IS NULL")
        finally:
            copy.close()
    except sqlite3.Error as error:
        raise RecordError.unwritten(str(error)) from error
    return int(count)


def _copied(record: Record, to: str) -> int:
    made = open_record(to, create=True, identities=record.points.identities)
    with made as copy, record.reading() as source, copy.writing() as target:
        if target.scalar(select(func.count()).select_from(version)):
            raise RecordError(f"There is a record at {shown(to)}.", "Give an empty database.")
        target.execute(delete(decided))  # the copy was decided by whatever decided the record
        options = {"yield_per": _ROWS, "stream_results": True}
        for table in METADATA.sorted_tables:
            if table.name != "migration":
                given = [column for column in table.columns if column.computed is None]
                rows = source.execute(select(*given), execution_options=options)
                for some in rows.mappings().partitions():
                    put(target, table, [dict(row) for row in some])
        _index(target)
        count = target.scalar(select(func.count()).where(version.c.noted.is_(None)))
    return int(count or 0)


def _index(connection: Connection) -> None:
    """The indexes of words, made of the texts and the readings."""
    insert_said(
        connection,
        (
            (number, said_in(connection, number))
            for number in connection.scalars(select(version.c.id)).all()
        ),
    )
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO words (words) VALUES ('rebuild')"))
        return
    c = version.c
    for number in connection.scalars(select(c.id)).all():
        told = connection.scalar(select(body.c.text).where(body.c.version == number))
        connection.execute(
            text("INSERT INTO words VALUES (:id, to_tsvector('simple', :text))"),
            {"id": number, "text": plain(told or "")},
        )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
