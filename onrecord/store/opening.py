"""Opening a record: a file of SQLite's, or a database of PostgreSQL.

SQLite keeps a write-ahead log, so that whoever reads is not held up by whoever writes, and
syncs it at every commit: what a commit acknowledged survives a power cut. One writer at a time, on
either: the others wait their turn.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from onrecord.errors import MissingLibrary, RecordError
from onrecord.store import migrations
from onrecord.store.migrations import MIGRATIONS
from onrecord.store.touching import EVERYTHING, enter, is_bookkeeping

WAIT = 60.0  # seconds that a writer waits for its turn

_WRITERS = 0x4F6E5263  # the advisory lock of PostgreSQL that writers take turns by
SERVERS = ("postgresql://", "postgres://", "postgresql+psycopg://")
_PRAGMAS = (
    "PRAGMA page_size = 8192",  # of a new file: rows with a text in them waste less
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    # As much as SQLite allows: what is read is read in place, and no connection keeps pages of its
    # own. With less, each came to hold 64 MB of a large record.
    "PRAGMA mmap_size = 2147418112",
)
_PREPARED, _PREPARE = 1_000, 1  # questions that a server keeps ready, from the second time on
# All that is asked goes by indexes, and lists of numbers are short. The planner, which does not
# know how long they are, nor how large a row of words is, would now and then go through a table.
_ATTUNED = """
    SELECT set_config('jit', 'off', false), set_config('random_page_cost', '1.1', false),
        set_config('max_parallel_workers_per_gather', '0', false),
        set_config('plan_cache_mode', 'force_generic_plan', false),
        set_config('enable_seqscan', 'off', false)
"""
# Who writes asks with lists as long as a batch, and takes turns with others.
_WRITES = f"""
    SELECT pg_advisory_xact_lock({_WRITERS}), set_config('plan_cache_mode', 'auto', true),
        set_config('enable_seqscan', 'on', true)
"""


def engine(where: str | PathLike[str], *, create: bool) -> Engine:
    """The engine of a record that is there, or that is made where ``create`` is.

    ``where`` is a path or ``postgresql://USER@HOST/DATABASE``. Raises RecordError where there is
    none, or one that cannot be opened, MissingLibrary where PostgreSQL's is not installed.
    """
    place = fspath(where)
    opened = connected(place, create=create)
    try:
        _migrate(opened, place, create=create)
    except DBAPIError as error:
        opened.dispose()
        raise RecordError.closed(shown(place), reason(error)) from error
    except BaseException:
        opened.dispose()
        raise
    return opened


def connected(place: str, *, create: bool = False) -> Engine:
    """The engine of a database at a place, whatever is in it; else as ``engine``."""
    return _server(place) if place.startswith(SERVERS) else _file(place, create=create)


def shown(place: str) -> str:
    """The place without a password."""
    if not place.startswith(SERVERS):
        return place
    try:
        return make_url(place).render_as_string(hide_password=True)
    except ArgumentError:
        return "postgresql://…"


@contextmanager
def writing(opened: Engine, *, books: bool = False) -> Iterator[Connection]:
    """One transaction in which nobody else writes; RecordError where it comes to nothing.

    ``books``: only what the record keeps of its own work may be written (``touching.BOOKS``).
    """
    try:
        with opened.connect() as connection:
            connection.info["writes"] = True
            connection.info["books"] = books
            try:
                with connection.begin():
                    if connection.dialect.name == "postgresql":
                        connection.execute(text(_WRITES))
                    yield connection
            finally:
                connection.info.pop("writes", None)
                connection.info.pop("books", None)
    except DBAPIError as error:
        raise RecordError.unwritten(reason(error)) from error


@contextmanager
def reading(opened: Engine) -> Iterator[Connection]:
    """One transaction that sees the record as it is at its first question, whoever writes."""
    options = {}
    if opened.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with opened.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def reason(error: DBAPIError) -> str:
    """What the database says, in a line."""
    told = " ".join(str(error.orig).split()) or type(error.orig).__name__
    if "locked" in told:
        return f"another process has been writing for {WAIT:.0f} seconds"
    return told.rstrip(".")


def _server(place: str) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        wanted = "A record on PostgreSQL"
        raise MissingLibrary.of("psycopg", wanted, "onrecord[postgres]") from error
    try:
        url = make_url(place).set(drivername="postgresql+psycopg")
    except ArgumentError as error:
        raise RecordError.closed(shown(place), "the address is not one") from error
    opened = create_engine(url, pool_pre_ping=True)
    event.listen(opened, "connect", _attuned)
    event.listen(opened, "before_cursor_execute", _books_alone)
    return opened


def _attuned(connection: Any, _: Any) -> None:
    """What is asked is many small questions: to plan each anew takes longer than to answer it."""
    connection.prepared_max = _PREPARED
    connection.prepare_threshold = _PREPARE
    with connection.cursor() as cursor:
        cursor.execute(_ATTUNED)
    connection.commit()


def _file(place: str, *, create: bool) -> Engine:
    path = Path(place)
    if path.is_dir():
        raise RecordError.closed(place, "it is a folder")
    if not path.exists():
        if not create:
            raise RecordError.missing(place)
        if not path.parent.is_dir():
            raise RecordError.closed(place, f"there is no folder {path.parent}")
    url = URL.create("sqlite", database=str(path))
    opened = create_engine(url, connect_args={"timeout": WAIT})
    event.listen(opened, "connect", _prepare)
    event.listen(opened, "begin", _begin)
    event.listen(opened, "before_cursor_execute", _books_alone)
    return opened


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    """Transactions are begun by us, not where the driver thinks fit."""
    connection.isolation_level = None
    for line in _PRAGMAS:
        connection.execute(line).close()


def _begin(connection: Connection) -> None:
    kind = "BEGIN IMMEDIATE" if connection.info.get("writes") else "BEGIN"
    connection.exec_driver_sql(kind)


def _books_alone(connection: Connection, _: Any, statement: str, *__: Any) -> None:
    """What an answer is made of is not written in passing: nobody would hear of it."""
    if connection.info.get("books") and not is_bookkeeping(statement):
        raise AssertionError(f"This is no bookkeeping: {' '.join(statement.split())[:80]}")


def _migrate(opened: Engine, place: str, *, create: bool) -> None:
    with opened.connect() as connection:
        new = migrations.is_new(connection)
        waiting = [] if new else migrations.pending(connection, MIGRATIONS)
    if new and not create:
        raise RecordError.missing(shown(place))
    if new:
        with writing(opened) as connection:
            if migrations.is_new(connection):  # nobody else was faster
                migrations.create(connection, MIGRATIONS)
    for one in waiting:
        with writing(opened) as connection:
            if one in migrations.pending(connection, MIGRATIONS):
                migrations.run(connection, one)
    if waiting:
        with writing(opened) as connection:  # whoever has it open is told
            enter(connection, EVERYTHING)
