"""Lives by the days of their turns: no more is looked at than is asked for, and nothing is lost."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.question import Question
from onrecord.record.things import AgreementThing, Source
from onrecord.record.verdicts import Verdict
from onrecord.store.asking import by_report
from onrecord.store.asking.copying import among
from onrecord.store.asking.folded import Folding
from onrecord.store.asking.opened import Record
from onrecord.store.asking.timeline import Moment
from onrecord.store.asking.walking import accounts_of
from onrecord.store.numbers import STRETCH
from onrecord.store.record import open_record
from onrecord.store.reviewing import give
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings, worlds

DAYS = 24
TALES = [
    Tale(report=day, version=day, day=28, turned=((day % 2, "signed", day),))
    for day in range(1, DAYS + 1)
]
_few = settings(
    max_examples=8, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def _day(number: int) -> date:
    return date(2031, 3, number)


def _turns(moments: Iterable[Moment]) -> list[tuple[str, str, str | None]]:
    return [(one.thing.id, one.turn.key, one.date) for one in moments if one.turn is not None]


def _within(turns: Sequence[tuple[str, str, str | None]], first: int, last: int) -> list[Any]:
    days = f"2031-03-{first:02}", f"2031-03-{last:02}"
    return [one for one in turns if one[2] is not None and days[0] <= one[2] <= days[1]]


def _law(record: Record, first: int, last: int) -> None:
    """What is asked of some days is what of everything falls on them, in its order."""
    between = {"since": _day(first), "until": _day(last)}
    every = _turns(record.timeline())
    assert _turns(record.timeline(**between)) == _within(every, first, last)
    for kind in ("agreements", "cases"):
        whole = list(getattr(record, kind)())
        turned = {one for one, _, _ in _within(every, first, last)}
        found = [one.id for one in getattr(record, kind)(**between)]
        assert found == [one.id for one in whole if one.id in turned]


@_few
@given(worlds(), st.integers(1, 9), st.integers(0, 4), st.booleans())
def test_what_is_asked_of_some_days(
    places: Places, tales: list[Tale], first: int, more: int, wide: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if wide:
            patch.setattr(by_report, "ENOUGH", 0)
        with open_record(places(), create=True) as store:
            store.add(readings(tales))
            _law(Record(store), first, first + more)


def test_a_planted_fault_turns_that_stand_nowhere(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.store.preparing.turn_days", lambda told: iter((1,)))
    with open_record(places(), create=True) as store:
        store.add(readings(TALES))
        with pytest.raises(AssertionError):
            _law(Record(store), 3, 5)


@pytest.mark.parametrize("wide", [False, True])
def test_a_turn_that_a_reviewer_put_on_another_day(
    places: Places, monkeypatch: pytest.MonkeyPatch, wide: bool
) -> None:
    if wide:
        monkeypatch.setattr(by_report, "ENOUGH", 0)
    with open_record(places(), create=True) as store:
        store.add(readings([Tale(report=1, version=1, day=28, turned=((0, "signed", 20),))]))
        record = Record(store)
        (pact,) = (one for one in record.agreements() if isinstance(one, AgreementThing))
        key = pact.id.removeprefix("agreement-")
        verdict = Verdict.given(
            "correct", [pact.changes[0].id], at="2031-04-01T00:00:00Z", by="Osei", within=[key],
            correction={"date": "2031-03-04"},
        )  # fmt: skip
        give(store, verdict)
        (turn,) = _turns(record.timeline(until=_day(5)))
        assert turn[2] == "2031-03-04"
        assert [one.id for one in record.agreements(since=_day(4), until=_day(4))] == [pact.id]


def test_what_is_later_is_not_folded(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[int] = []
    real = Folding.of

    def count(self: Folding, clusters: Sequence[Any]) -> Any:
        folded.extend(one.name for one in clusters)
        return real(self, clusters)

    tales = [
        Tale(report=one, version=one, day=28, held=(one % 4,), turned=((0, "signed", one),))
        for one in (1, 28)
    ]
    with open_record(places(), create=True) as store:
        store.add(readings(tales))
        record = Record(store)
        monkeypatch.setattr(Folding, "of", count)
        question = Question.of("timeline", {"until": "2030-01-01"})
        assert record.part(question).items == ()
        assert folded == []


def test_an_account_of_several_days_is_met_on_the_first_of_them_that_is_walked() -> None:
    first = 1 << STRETCH
    assert accounts_of([(30, 1, 0b1), (10, 1, 0b11)]) == {first: 30, first + 1: 10}


def test_a_pair_of_texts_counts_where_both_tell_of_the_thing() -> None:
    def told(report: str, version: str) -> Source:
        return Source(report=report, version=version, source="-", counted="2031-03-01T12:00:00Z")

    pairs = frozenset({(("a", "1"), ("b", "1"))})
    assert among(pairs, [told("a", "1"), told("b", "1")]) == {("a", "b")}
    assert not among(pairs, [told("a", "1"), told("b", "2")])
