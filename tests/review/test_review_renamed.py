"""A name that a reviewer gives: whoever has it is found by it, and shown under it everywhere."""

from collections.abc import Iterator

import pytest

from onrecord.errors import NotInRecord
from onrecord.record.things import ActorThing, AgreementThing
from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.asking import renamed
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.record import Record
from tests.review.review_worlds import made


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with made(place) as one:
        yield one


def _rename(record: Record, id: str, name: str, at: str = "2031-04-01T12:00:00Z") -> Verdict:
    one = Verdict.given("correct", [id], at=at, by="Osei", correction={"name": name})
    reviewing.give(record, one)
    return one


def _actor(record: Record, name: str = "Ilse Varga") -> ActorThing:
    (one,) = Asking(record).actors(by=name)
    assert isinstance(one, ActorThing)
    return one


def _treaty(record: Record) -> AgreementThing:
    (one,) = (a for a in Asking(record).agreements() if getattr(a, "name", "") == "Lantern Pact")
    assert isinstance(one, AgreementThing)
    return one


def test_an_actor(record: Record) -> None:
    said = [one.id for one in Asking(record).statements(by="Ilse Varga")]
    _rename(record, _actor(record).id, "Else Vargas")
    assert said
    for name in ("Else Vargas", "Vargas", "Ilse Varga"):
        assert [one.id for one in Asking(record).statements(by=name)] == said, name
    assert [one.name for one in Asking(record).actors(text="Vargas")] == ["Else Vargas"]  # type: ignore[union-attr]
    shown = Asking(record).show(said[0])
    assert "Else Vargas" in shown.names.values()


def test_an_agreement(record: Record) -> None:
    one = _treaty(record)
    _rename(record, one.id, "Candle Compact")
    (found,) = Asking(record).agreements(about="Candle Compact")
    assert (found.id, getattr(found, "name", "")) == (one.id, "Candle Compact")
    (stood,) = Asking(record).status("Candle Compact")
    assert stood.thing.id == one.id
    assert [o.thing.id for o in Asking(record).status("the Lantern Pact")] == [one.id]


def test_undone_or_not_yet_given_it_is_no_name(record: Record) -> None:
    one = _rename(record, _treaty(record).id, "Candle Compact")
    with pytest.raises(NotInRecord):
        Asking(record).status("Candle Compact", as_of="2031-03-31")
    undo = Verdict.given("undo", [one.id], at="2031-04-02T12:00:00Z", by="Osei")
    reviewing.give(record, undo)
    with pytest.raises(NotInRecord):
        Asking(record).status("Candle Compact")


def test_of_two_names_the_last_is_shown(record: Record) -> None:
    _rename(record, _actor(record).id, "Else Vargas")
    _rename(record, _actor(record).id, "Elsa Varga", at="2031-04-03T12:00:00Z")
    (said, *_) = Asking(record).statements(by="Else Vargas")
    assert "Elsa Varga" in said.names.values()


def test_names_of_profiles_alone_are_seen(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    _rename(record, _treaty(record).id, "Candle Compact")
    monkeypatch.setattr(renamed.Renamed, "every", ())
    with pytest.raises(NotInRecord):
        Asking(record).status("Candle Compact")
