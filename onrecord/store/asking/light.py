"""A record in a file, opened to be asked and no more: at once, without what writing it needs.

SQLAlchemy, and all that adding is made of, takes several times as long to import as a question
takes to answer. A file that is a record of today's is read without them; whatever else there is at
a place (nothing, an older record, another kind of file, a server) is for ``open_record`` to tell.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.record.accounts import Kind
from onrecord.record.identity.protocol import Identity
from onrecord.store.migrated import MIGRATED
from onrecord.store.points import Points
from onrecord.store.straight import Straight

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.record import Record

WAIT = 60.0  # seconds to wait for whoever has the file for himself
_PRAGMAS = (
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 2147418112",  # as much as SQLite maps: else each page is copied
    "PRAGMA query_only = ON",
)


class Rooms(Mapping[Kind, Identity[Any]]):
    """The rooms of identity, imported when one is first asked for."""

    def __getitem__(self, kind: Kind) -> Identity[Any]:
        from onrecord.record.identity import IDENTITIES

        return IDENTITIES[kind]

    def __iter__(self) -> Iterator[Kind]:
        from onrecord.record.identity import IDENTITIES

        return iter(IDENTITIES)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Light:
    """A record in a file, to be asked; many at once may ask it."""

    def __init__(self, path: Path, where: str, connection: sqlite3.Connection) -> None:
        self._path = path
        self._idle = [connection]
        self.where = where

    @cached_property
    def points(self) -> Points:
        """What is remembered of evidence."""
        return Points(Rooms())

    @cached_property
    def _whole(self) -> "Record":
        from onrecord.store.record import open_record

        return open_record(self.where)

    @contextmanager
    def asked(self) -> Iterator[Straight]:
        """A transaction that sees the record at one moment, whoever writes meanwhile."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = _connected(self._path)
        try:
            connection.execute("BEGIN")
            yield Straight(connection, "sqlite")
        finally:
            connection.rollback()
            self._idle.append(connection)

    @contextmanager
    def reading(self, *, rests: bool = False) -> Iterator["Connection"]:
        """The same by way of SQLAlchemy."""
        with self._whole.reading(rests=rests) as connection:
            yield connection

    def close(self) -> None:
        """Lets go of the file."""
        while self._idle:
            self._idle.pop().close()
        if "_whole" in vars(self):
            self._whole.close()


def lightly(where: str | PathLike[str]) -> Light | None:
    """The record in a file, where it is one of today's; else None."""
    place = fspath(where)
    path = Path(place)
    if "://" in place or not path.is_file():
        return None
    with suppress(sqlite3.Error):
        connection = _connected(path)
        if _is_todays(connection):
            return Light(path, place, connection)
        connection.close()
    return None


def _is_todays(connection: sqlite3.Connection) -> bool:
    try:
        with closing(connection.execute("SELECT name FROM migration")) as rows:
            return {name for (name,) in rows} == set(MIGRATED)
    except sqlite3.Error:
        connection.close()
        raise


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT, check_same_thread=False, isolation_level=None)
    for line in _PRAGMAS:
        connection.execute(line).close()
    return connection
