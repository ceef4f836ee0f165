"""What a reviewer rejected is no thing any more, and is not counted as one."""

from collections.abc import Iterator

import pytest

from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.asking import counting
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.record import Record
from tests.review.review_worlds import made

KINDS = ("statements", "encounters", "events", "agreements", "cases", "actors")


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with made(place) as one:
        yield one


def _given(record: Record, verdict: str, of: str, at: int) -> Verdict:
    one = Verdict.given(verdict, [of], at=f"2031-04-01T12:00:{at:02}Z", by="Osei")  # type: ignore[arg-type]
    reviewing.give(record, one)
    return one


def _counts_are_right(record: Record) -> bool:
    asked = Asking(record)
    return all(asked.count(kind) == len(list(getattr(asked, kind)())) for kind in KINDS)


def test_a_rejected_thing_is_not_counted(record: Record) -> None:
    for at, kind in enumerate(KINDS):
        before = Asking(record).count(kind)
        first = next(iter(getattr(Asking(record), kind)()))
        _given(record, "reject", first.id, at)
        assert Asking(record).count(kind) == before - 1, kind
    assert _counts_are_right(record)
    assert Asking(record).count("search") == 3


def test_nor_one_whose_only_account_was_rejected(record: Record) -> None:
    (one,) = Asking(record).encounters(by="Anselm Krug")
    _given(record, "reject", one.tellings[0].key, 1)
    assert _counts_are_right(record)


def test_what_was_rejected_in_part_or_taken_back_is(record: Record) -> None:
    told = next(e for e in Asking(record).encounters() if len(e.tellings) > 1)
    before = Asking(record).count("encounters")
    _given(record, "reject", told.tellings[0].key, 1)
    assert Asking(record).count("encounters") == before
    whole = _given(record, "reject", told.id, 2)
    assert Asking(record).count("encounters") == before - 1
    _given(record, "undo", whole.id, 3)
    assert Asking(record).count("encounters") == before
    assert _counts_are_right(record)


def test_counting_rows_alone_is_seen(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    _given(record, "reject", next(iter(Asking(record).statements())).id, 1)
    monkeypatch.setattr(counting, "_rejected", lambda answering: [])
    assert not _counts_are_right(record)
