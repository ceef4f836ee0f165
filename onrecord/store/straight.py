"""Plain SQL, put straight to the driver: what questions ask is always the same but for its values.

A page of an answer asks the database some twenty things. To build each of them anew from Python's
expressions takes longer than to answer them; so they are written once, as text, for both databases:

    :name          a value
    IN :name       is one of several numbers
    EACH :name     several numbers as rows: ``given.value``
"""

import re
from collections.abc import Collection, Generator
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

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

    ``memory``: what was made before of the record as this transaction sees it, where that is known.
    """

    memory: "Memory | None" = None

    def __init__(self, driver: Any, dialect: str) -> None:
        self._driver = driver
        self.dialect = dialect
        self._words = _postgresql if dialect == "postgresql" else _sqlite
        self._told = list if dialect == "postgresql" else _json

    @classmethod
    def of(cls, connection: "Connection") -> "Straight":
        """The transaction that a connection is in."""
        return cls(connection.connection.driver_connection, connection.dialect.name)

    def rows(self, asked: str, **values: Value) -> list[Row]:
        """All rows of an answer."""
        found: list[Row] = self._asked(self._driver, asked, values).fetchall()
        return found

    def first(self, asked: str, **values: Value) -> Row | None:
        """The first row; None where there is none."""
        found: Row | None = self._asked(self._driver, asked, values).fetchone()
        return found

    def column(self, asked: str, **values: Value) -> list[Any]:
        """The first value of every row."""
        return [row[0] for row in self._asked(self._driver, asked, values)]

    def walk(self, asked: str, **values: Value) -> Generator[Row, None, None]:
        """The rows one after the other: what is not asked for is not looked for."""
        if self.dialect != "postgresql":
            cursor = self._asked(self._driver, asked, values)
        else:  # a cursor on the server, which does not send everything at once
            cursor = self._driver.cursor(name=f"walk_{next(_WALKS)}")
            cursor.itersize = _AT_ONCE
            self._asked(cursor, asked, values)
        try:
            yield from cursor
        finally:
            cursor.close()

    def _asked(self, by: Any, asked: str, values: dict[str, Value]) -> Any:
        told = {
            name: value if isinstance(value, int | str) else self._told(value)
            for name, value in values.items()
        }
        return by.execute(self._words(asked), told)


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
