"""What users ask who audit a newsroom's sources or wait for news, a test a wish."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.question import Question
from onrecord.store import alerts, saved
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.record import Record, open_record
from tests.store.asked_worlds import Tale, readings

NOW = 1_772_500_000
TALES = [
    Tale(report=1, version=1, day=3, said=((0, 0, 0, None, 2, True), (1, 1, 1, None, 2, False))),
    Tale(report=2, version=2, day=5, said=((2, 0, 2, None, 4, False),)),
    Tale(report=3, version=3, day=7, turned=((0, "signed", 6),), held=(0,)),
]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db", create=True) as made:
        yield made


def test_a_newsroom_sees_the_shares_of_its_sources(record: Record) -> None:
    """stanfordnlp/CoreNLP#1251"""
    record.add(readings(TALES))
    told = Asking(record).audit(per="outlet")
    shares = {one.value: one for one in told.whole.sources}
    assert (shares["named"].count, shares["unnamed"].count) == (2, 1)
    assert shares["unnamed"].low < 1 / 3 < shares["unnamed"].high
    for group in told.groups:
        for one in (*group.terms, *group.sources):
            assert one.asks is not None
            assert len(list(Asking(record).statements(**one.asks))) == one.count


def following(record: Record, name: str, *questions: Question) -> None:
    with record.bookkeeping() as connection:
        for one in questions:
            saved.save(connection, record.points, "", name, [one], NOW, add=True)


def unread(record: Record, name: str) -> int:
    with record.bookkeeping() as connection:
        alerts.follow_saved(connection, record.points, NOW)
        return saved.saved_as(connection, "", name).unread


@pytest.mark.parametrize("asked", ["statements", "agreements", "cases", "actors"])
def test_every_question_can_be_an_alert(record: Record, asked: str) -> None:
    """alephdata/aleph#2, #287"""
    following(record, "wait", Question.of(asked, {}))  # type: ignore[arg-type]
    record.add(readings(TALES))
    assert unread(record, "wait") > 0


def test_what_is_unread_is_told_apart_until_it_is_read(record: Record) -> None:
    """alephdata/aleph#329"""
    following(record, "said", Question.of("statements", {}))
    record.add(readings(TALES[:1]))
    assert unread(record, "said") == 2
    with record.bookkeeping() as connection:
        saved.mark(connection, "", "said")
    record.add(readings(TALES[1:]))
    assert unread(record, "said") == 1


def test_a_set_is_followed_as_one(record: Record) -> None:
    """alephdata/aleph#2835"""
    who = ("Varga", "Orlik", "Dovale")
    following(record, "ministers", *(Question.of("statements", {"by": one}) for one in who))
    record.add(readings(TALES))
    assert unread(record, "ministers") == 3
