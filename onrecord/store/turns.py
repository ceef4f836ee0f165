"""How far a record has come: the number of the last write that may have changed an answer.

Each such write stands in the journal (``touching.py``). SQLite counts for each connection the
commits of all others (``PRAGMA data_version``), so that the journal is looked at only where there
was one; a server is asked for it. Neither misses a write, of whatever process.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock

from sqlalchemy import Connection, Engine, PoolProxiedConnection

_NUMBER = "SELECT COALESCE(max(number), 0) FROM journal"


class Turns:
    """The turns of one database: a number that grows with every write that is told."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._counting: PoolProxiedConnection | None = None
        self._commits, self._number = -1, 0

    def now(self) -> int:
        """The number now."""
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect() as connection:
                return number_in(connection)
        with self._lock:
            if self._counting is None:
                self._counting = self._engine.raw_connection()
                self._counting.detach()  # it is nobody's turn to have this one
            commits = self._asked("PRAGMA data_version")
            if commits != self._commits:
                self._commits, self._number = commits, self._asked(_NUMBER)
            return self._number

    def _asked(self, line: str) -> int:
        assert self._counting is not None
        cursor = self._counting.cursor()
        cursor.execute(line)
        ((found,),) = cursor.fetchall()
        cursor.close()
        return int(found)

    @contextmanager
    def seen(
        self, reading: Callable[[], AbstractContextManager[Connection]]
    ) -> Iterator[tuple[Connection, int]]:
        """A transaction of ``reading``, and the number of the record as it sees it."""
        with reading() as connection:
            yield connection, number_in(connection)

    def close(self) -> None:
        """Lets go of the database."""
        with self._lock:
            counting, self._counting = self._counting, None
            self._commits = -1
        if counting is not None:
            counting.close()


def number_in(connection: Connection) -> int:
    """The number of the record as a transaction sees it."""
    return int(connection.exec_driver_sql(_NUMBER).scalar_one())
