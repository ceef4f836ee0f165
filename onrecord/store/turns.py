"""Whether anything was written to a database since: what answers are kept by.

SQLite counts for each connection the commits of all others (``PRAGMA data_version``); PostgreSQL
says which transactions are over (``pg_current_snapshot``). Both are asked in microseconds, and
neither misses a commit, of whatever process.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock

from sqlalchemy import Connection, Engine, PoolProxiedConnection, text


class Turns:
    """The turns of one database: a word that is another after every commit.

    A word never comes again in one process; of two processes the words mean nothing together.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._counting: PoolProxiedConnection | None = None

    def now(self) -> str:
        """The word now."""
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect() as connection:
                return str(connection.scalar(_OVER))
        with self._lock:
            if self._counting is None:
                self._counting = self._engine.raw_connection()
                self._counting.detach()  # it is nobody's turn to have this one
            cursor = self._counting.cursor()
            cursor.execute("PRAGMA data_version")
            commits = cursor.fetchall()
            cursor.close()
        return str(commits[0][0])

    @contextmanager
    def seen(
        self, reading: Callable[[], AbstractContextManager[Connection]]
    ) -> Iterator[tuple[Connection, str]]:
        """A transaction of ``reading``, and the word of the record as it sees it.

        The word is empty where somebody wrote at the very moment at which it began.
        """
        if self._engine.dialect.name == "postgresql":
            with reading() as connection:
                yield connection, str(connection.scalar(_OVER))
            return
        before = self.now()
        with reading() as connection:
            connection.exec_driver_sql("SELECT 1 FROM migration LIMIT 1")  # from here on it sees
            yield connection, before if self.now() == before else ""

    def close(self) -> None:
        """Lets go of the database."""
        with self._lock:
            counting, self._counting = self._counting, None
        if counting is not None:
            counting.close()


_OVER = text("SELECT CAST(pg_current_snapshot() AS TEXT)")
