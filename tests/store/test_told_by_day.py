"""What is entered by day and by words beside the rows of roles: kept, checked, filled in later."""

import pytest
from sqlalchemy import Connection, delete, func, select, text

from onrecord.store.checking import faults
from onrecord.store.forgetting import forget
from onrecord.store.marking import LONGEST, TURNED, ahead
from onrecord.store.record import Record, open_record
from onrecord.store.schema import entry, migration, role
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings
from tests.store.record_worlds import dump

TALES = [
    Tale(
        report=number, version=number, day=number, turned=((0, "signed", number + 3),), held=(0,),
        said=((0, 1, 0, 1, number, False), (2, 2, 1, 9, None, True)), met=((0, 1, number + 1, 1),),
    )
    for number in range(1, 5)
]  # fmt: skip
_MARKS = {TURNED, *(ahead(1 << bits) for bits in range(LONGEST))}


def _entered(connection: Connection) -> int:
    numbers = select(entry.c.number).where(entry.c.name.in_(_MARKS))
    return connection.scalar(select(func.count()).where(role.c.who.in_(numbers))) or 0


def _said(connection: Connection) -> int:
    if connection.dialect.name == "sqlite":
        line = "SELECT count(*) FROM said WHERE said MATCH 'orchards'"
    else:
        line = "SELECT count(*) FROM said WHERE words @@ CAST('orchards' AS tsquery)"
    return connection.scalar(text(line)) or 0


def _emptied(connection: Connection) -> None:
    """The record as it was before any of it was entered."""
    numbers = select(entry.c.number).where(entry.c.name.in_(_MARKS))
    connection.execute(delete(role).where(role.c.who.in_(numbers)))
    connection.execute(delete(entry).where(entry.c.name.in_(_MARKS)))
    connection.execute(text("DROP TABLE said"))
    connection.execute(delete(migration).where(migration.c.name == "2026-11 told by day"))


def test_a_record_of_before_is_filled(places: Places) -> None:
    place = places()
    with open_record(place, create=True) as record:
        record.add(readings(TALES))
        before = dump(record)
        with record.writing() as connection:
            assert _entered(connection) >= 2 * len(TALES)
            assert _said(connection) == len(TALES)
            _emptied(connection)
        assert dump(record) != before
    with open_record(place) as record:
        assert dump(record) == before
        assert list(faults(record)) == []


def test_what_is_forgotten_is_taken_out(places: Places) -> None:
    with open_record(places(), create=True) as record:
        record.add(readings(TALES))
        for address in _addresses(record):
            forget(record, address, "an example")
        with record.reading() as connection:
            assert _entered(connection) == _said(connection) == 0
        assert list(faults(record)) == []


def _addresses(record: Record) -> list[str]:
    with record.reading() as connection:
        return [f"{name}" for name in connection.scalars(text("SELECT url FROM version"))]


@pytest.mark.parametrize("planted", ["a word more", "a version less", "a day"])
def test_a_planted_fault_is_found(places: Places, planted: str) -> None:
    with open_record(places(), create=True) as record:
        record.add(readings(TALES))
        with record.writing() as connection:
            sqlite = connection.dialect.name == "sqlite"
            if planted == "a day":
                turned = select(entry.c.number).where(entry.c.name == TURNED).scalar_subquery()
                connection.execute(delete(role).where(role.c.who == turned, role.c.day % 2 == 0))
            elif planted == "a word more" and sqlite:
                connection.execute(text("INSERT INTO said (rowid, told) VALUES (1, 'heron')"))
            elif planted == "a word more":
                more = "words || CAST('heron' AS tsvector)"
                connection.execute(text(f"UPDATE said SET words = {more} WHERE version = 1"))
            elif sqlite:
                connection.execute(text("INSERT INTO said (said) VALUES ('delete-all')"))
            else:
                connection.execute(text("DELETE FROM said WHERE version = 1"))
        assert list(faults(record))
