"""What was corrected is found by what it is now, once, and no more by what it was."""

from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.record.things import EncounterThing, StatementThing
from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.asking import answering
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.record import Record
from tests.review.review_worlds import made


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with made(place) as one:
        yield one


def _correct(record: Record, id: str, **correction: Any) -> None:
    one = Verdict.given(
        "correct", [id], at="2031-04-01T12:00:00Z", by="Osei", correction=correction
    )
    reviewing.give(record, one)


def _ids(record: Record, asked: str, **given: Any) -> list[str]:
    """The ids of an answer, gone through one at a time."""
    whole = [one.id for one in getattr(Asking(record), asked)(**given)]
    parts, cursor = [], None
    from onrecord.question import Question

    while True:
        question = Question.of(asked, {**given, "limit": "1", "cursor": cursor})  # type: ignore[arg-type]
        part = Asking(record).part(question)
        parts += [one.id for one in part.items]
        cursor = part.cursor
        if not cursor:
            break
    assert parts == whole
    assert len(set(whole)) == len(whole)
    return whole


def _said(record: Record) -> StatementThing:
    (one,) = [
        one for one in Asking(record).statements(by="Ilse Varga")
        if isinstance(one, StatementThing)
    ]  # fmt: skip
    return one


def test_a_speaker(record: Record) -> None:
    one = _said(record)
    (who,) = [a.id for a in Asking(record).actors() if getattr(a, "name", "") == "Anselm Krug"]
    _correct(record, one.id, speaker=[who])
    assert one.id in _ids(record, "statements", by="Anselm Krug")
    assert one.id not in _ids(record, "statements", by="Ilse Varga")
    assert one.id in _ids(record, "statements")
    shown = Asking(record).show(one.id)
    assert shown.names[who] == "Anselm Krug"


def test_a_date(record: Record) -> None:
    met = [e for e in Asking(record).encounters(by="Anselm Krug") if isinstance(e, EncounterThing)]
    (one,) = met
    _correct(record, one.id, date="2031-06-20")
    assert one.id in _ids(record, "encounters", since="2031-06-01")
    assert one.id not in _ids(record, "encounters", until="2031-03-31")


def test_as_of_before_it_was_corrected(record: Record) -> None:
    one = _said(record)
    (who,) = [a.id for a in Asking(record).actors() if getattr(a, "name", "") == "Anselm Krug"]
    _correct(record, one.id, speaker=[who])
    assert one.id in _ids(record, "statements", by="Ilse Varga", as_of="2031-03-31")
    assert one.id not in _ids(record, "statements", by="Anselm Krug", as_of="2031-03-31")


def test_planted_ways_alone(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    one = _said(record)
    (who,) = [a.id for a in Asking(record).actors() if getattr(a, "name", "") == "Anselm Krug"]
    _correct(record, one.id, speaker=[who])
    monkeypatch.setattr(answering, "corrected", lambda *given: [])
    assert one.id not in _ids(record, "statements", by="Anselm Krug")
