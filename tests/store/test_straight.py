"""Plain SQL put straight to the driver means the same on both databases."""

from itertools import islice

from onrecord.store.record import open_record
from onrecord.store.straight import Straight
from tests.store.asked_worlds import Tale, readings

TALES = [
    Tale(report=number, version=number, day=number, said=((0, 0, 0, 1, number, False),))
    for number in range(1, 8)
]
_BIG = (1 << 63) - 1


def test_what_questions_are_made_of(place: str) -> None:
    with open_record(place, create=True) as record:
        record.add(readings(TALES))
        with record.asked() as asked:
            some = asked.column("SELECT id FROM version WHERE id IN :ids ORDER BY id", ids={1, 3})
            assert some == [1, 3]
            assert asked.column("SELECT id FROM version WHERE id IN :ids", ids=[]) == []
            each = "SELECT given.value FROM EACH :numbers ORDER BY given.value"
            assert asked.column(each, numbers=[_BIG, -_BIG, 5]) == [-_BIG, 5, _BIG]
            title = "SELECT id FROM version WHERE title = :title"
            assert asked.first(title, title="Report 2") is not None
            assert asked.first(title, title="Report 99") is None
            assert asked.rows("SELECT id, id FROM version WHERE id = :id", id=2) == [(2, 2)]


def test_a_walk_looks_no_further_than_it_is_asked_to(place: str) -> None:
    with open_record(place, create=True) as record:
        record.add(readings(TALES))
        with record.asked() as asked:
            one, other = (asked.walk("SELECT id FROM version ORDER BY id") for _ in range(2))
            assert list(islice(one, 2)) == [(1,), (2,)]  # two walks at a time
            assert list(islice(other, 1)) == [(1,)]
            assert asked.column("SELECT count(*) FROM version") == [7]  # and a question between
            assert list(one) == [(3,), (4,), (5,), (6,), (7,)]
            other.close()


def test_who_asks_sees_what_the_connection_has_written(place: str) -> None:
    with open_record(place, create=True) as record:
        record.add(readings(TALES))
        with record.writing() as connection:
            connection.exec_driver_sql("UPDATE version SET outlet = 'The Owl' WHERE id = 1")
            outlet = "SELECT outlet FROM version WHERE id = 1"
            assert Straight.of(connection).column(outlet) == ["The Owl"]
