"""Plain SQL, put straight to the driver: what questions ask is always the same but for its values.

A page of an answer asks the database some twenty things. To build each of them anew from Python's
expressions takes longer than to answer them; so they are written once, as text, for both databases:

    :name          a value
    IN :name       is one of several numbers
    EACH :name     several numbers as rows: ``given.value``
"""

import re
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

from onrecord.store import tracing
from onrecord.store.tracing import Put, Way

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.remembering import Memory

Row = tuple[Any, ...]
Value = int | str | Collection[int]

_LISTED = re.compile(r"\b(IN|EACH) :(\w+)")
_NAMED = re.compile(r"(?<!:):(\w+)")
_AT_ONCE = 64  # rows that a server sends at a time to whoever walks through many
_WALKS = count()


class Straight:
    """One transaction of a record, and what is asked in it.

    ``memory``: what was made before of the record as this transaction sees it, where that is known;
    ``number``: how far its journal goes, where that was asked.
    """

    memory: "Memory | None" = None
    number = 0

    def __init__(self, driver: Any, dialect: str) -> None:
        self._driver = driver
        self.dialect = dialect
        self._words = _postgresql if dialect == "postgresql" else _sqlite
        self._listed = list if dialect == "postgresql" else _json
        self._trace = tracing.now()
        self._noted = self._trace is not None

    @classmethod
    def of(cls, connection: "Connection") -> "Straight":
        """The transaction that a connection is in."""
        return cls(connection.connection.driver_connection, connection.dialect.name)

    def rows(self, asked: str, **values: Value) -> list[Row]:
        """All rows of an answer."""
        told = self._told(values)
        found: list[Row] = self._asked(self._driver, self._words(asked), told).fetchall()
        self._note("rows", asked, told, found)
        return found

    def first(self, asked: str, **values: Value) -> Row | None:
        """The first row; None where there is none."""
        told = self._told(values)
        found: Row | None = self._asked(self._driver, self._words(asked), told).fetchone()
        self._note("first", asked, told, found)
        return found

    def column(self, asked: str, **values: Value) -> list[Any]:
        """The first value of every row."""
        told = self._told(values)
        found = [row[0] for row in self._asked(self._driver, self._words(asked), told)]
        self._note("column", asked, told, found)
        return found

    def walk(self, asked: str, **values: Value) -> Generator[Row, None, None]:
        """The rows one after the other: what is not asked for is not looked for."""
        told = self._told(values)
        put = self._noting("walk", asked, told)
        if self.dialect != "postgresql":
            cursor = self._asked(self._driver, self._words(asked), told)
        else:  # a cursor on the server, which does not send everything at once
            cursor = self._driver.cursor(name=f"walk_{next(_WALKS)}")
            cursor.itersize = _AT_ONCE
            self._asked(cursor, self._words(asked), told)
        try:
            if put is None:
                yield from cursor
                return
            for row in cursor:
                put.came(row)
                yield row
            put.ended = True
        finally:
            cursor.close()

    @contextmanager
    def aside(self, aside: bool = True) -> Iterator[None]:
        """What is asked meanwhile leaves no trace: who asks says himself what he rests on.

        That is ``rests``, and holds of the record as it is now alone. False: it leaves one again.
        """
        before, self._noted = self._noted, not aside
        try:
            yield
        finally:
            self._noted = before

    def rests(self, nodes: Iterable[int] = (), things: Iterable[int] = ()) -> None:
        """The answer tells of these nodes' accounts, and names these things (``tracing.Trace``)."""
        if self._trace is not None:
            self._trace.nodes.update(nodes)
            self._trace.things.update(things)

    def _asked(self, by: Any, statement: str, told: Mapping[str, Any]) -> Any:
        """The one place where a question is put; ``by`` is the connection or a cursor of it."""
        return by.execute(statement, told)

    def _told(self, values: dict[str, Value]) -> dict[str, Any]:
        return {
            name: value if isinstance(value, int | str) else self._listed(value)
            for name, value in values.items()
        }

    def _noting(self, way: Way, asked: str, told: Mapping[str, Any]) -> Put | None:
        """The note of a question; None where none is wanted."""
        if self._trace is None or not self._noted:
            return None
        put = Put(way, asked, told)
        self._trace.put.append(put)
        return put

    def _note(self, way: Way, asked: str, told: Mapping[str, Any], found: Any) -> None:
        if (put := self._noting(way, asked, told)) is not None:
            put.came(found)


@lru_cache(512)
def _sqlite(asked: str) -> str:
    return _LISTED.sub(
        lambda met: (
            f"IN (SELECT value FROM json_each(:{met[2]}))"
            if met[1] == "IN"
            else f"json_each(:{met[2]}) AS given"
        ),
        asked,
    )


@lru_cache(512)
def _postgresql(asked: str) -> str:
    listed = _LISTED.sub(
        lambda met: (
            f"= ANY (CAST(:{met[2]} AS BIGINT[]))"
            if met[1] == "IN"
            else f"unnest(CAST(:{met[2]} AS BIGINT[])) AS given (value)"
        ),
        asked,
    )
    return _NAMED.sub(r"%(\1)s", listed)


def _json(numbers: Collection[int]) -> str:
    return f"[{','.join(map(str, numbers))}]"
