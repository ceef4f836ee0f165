"""An index of the words in which it is told what is said and done.

Words that are common in texts may be rare in what is told of in them, so a search for statements by
way of the texts would look at very many in vain. Of each version the words of its statements,
encounters and events stand here, without their order; which of the accounts has them all is looked
up (``asking.worded``).
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from sqlalchemy import Connection, select, text

from onrecord.record.accounts import accounts
from onrecord.store.asking.words import plain
from onrecord.store.schema import version
from onrecord.store.stored import stored
from onrecord.store.telling import said


def insert_said(connection: Connection, given: Iterable[tuple[int, str]]) -> None:
    """Enters the words of what some versions, by their numbers, tell."""
    if connection.dialect.name == "sqlite":
        rows = [{"id": number, "told": told} for number, told in given]
        line = "INSERT INTO said (rowid, told) VALUES (:id, :told)"
    else:
        rows = [{"id": number, "told": plain(told)} for number, told in given]
        line = "INSERT INTO said VALUES (:id, strip(to_tsvector('simple', :told)))"
    if rows:
        connection.execute(text(line), rows)


def remove_said(connection: Connection, number: int, told: str) -> None:
    """Takes out the words of what a version tells."""
    if connection.dialect.name == "sqlite":
        line = "INSERT INTO said (said, rowid, told) VALUES ('delete', :id, :told)"
        connection.execute(text(line), {"id": number, "told": told})
    else:
        connection.execute(text("DELETE FROM said WHERE version = :id"), {"id": number})


def said_in(connection: Connection, number: int) -> str:
    """The same of the reading of a version that is kept."""
    reading = stored(connection, number)
    return said(((one.kind, one.told) for one in accounts(reading)), reading.report.text)


def unlike(there: Connection, here: Connection) -> bool:
    """Whether the words are not those of the readings, which another record (a file) has too."""
    if there.dialect.name == "sqlite":
        there.execute(text("INSERT INTO said (said) VALUES ('integrity-check')"))
        return any(one != other for one, other in zip_longest(_entered(there), _entered(here)))
    asked = text("SELECT words = strip(to_tsvector('simple', :told)) FROM said WHERE version = :id")
    return not all(
        there.scalar(asked, {"id": number, "told": plain(said_in(there, number))})
        for number in there.scalars(select(version.c.id)).all()
    )


def _entered(connection: Connection) -> Iterator[tuple[str, int]]:
    """Every word with each version that it is entered for, in the order of the index."""
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.said_where "
            "USING fts5vocab('main', 'said', 'instance')"
        )
    )
    rows = connection.execute(text("SELECT term, doc FROM temp.said_where"))
    return ((row.term, row.doc) for row in rows)
