"""An audit counts what the question that each of its numbers asks gives: no more, no less."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import QuestionError
from onrecord.record import auditing
from onrecord.record.auditing import PER, Audit, Per
from onrecord.store.asking import fitting
from onrecord.store.asking.opened import Record
from onrecord.store.record import open_record
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings, worlds

ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"by": "Austria"},
    {"about": "Dovale"},
    {"terms": ["anonymous"]},
    {"source": ["unnamed", "named"]},
    {"outlet": "Meridian Wire"},
    {"since": "2031-03-03", "until": "2031-03-07"},
    {"text": "orchards"},
    {"as_of": "2031-03-12"},
    {"sample": 2},
)
_few = settings(
    max_examples=int(os.environ.get("ONRECORD_EXAMPLES", "24")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def numbers(told: Audit) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Every number of an audit that asks something, with what it asks."""
    for group in (told.whole, *told.groups):
        yield group.count, group.asks
        for share in (*group.terms, *group.sources, group.single):
            yield share.count, share.asks
    for one in told.quoted:
        yield one.count, one.asks


def untrue(record: Record, kind: Any, told: Audit) -> list[tuple[int, int, dict[str, Any]]]:
    """The numbers that are not the length of the list that they ask for."""
    found = []
    for count, asks in numbers(told):
        if asks is not None:
            there = len(list(getattr(record, kind)(**asks)))
            if there != count:
                found.append((count, there, asks))
    return found


@_few
@given(worlds(), st.sampled_from((None, 1, 3)), st.sampled_from(ASKED), st.data())
def test_each_number_is_that_of_its_list(
    places: Places,
    tales: list[Tale],
    most: int | None,
    filters: dict[str, Any],
    data: st.DataObject,
) -> None:
    per = data.draw(st.sampled_from((None, *PER)))
    kind = data.draw(st.sampled_from(("encounters", "agreements", "cases", "events")))
    with open_record(places(), create=True) as store:
        store.add(readings(tales))
        record = Record(store)
        told = record.audit(per=per, most=most, **filters)
        assert untrue(record, "statements", told) == []
        if "outlet" not in filters:
            listed = record.statements(**told.asks)
            assert told.whole.independent == sum(one.outlets for one in listed)
        told = record.audit(kind, per="outlet", most=most)  # type: ignore[arg-type]
        assert untrue(record, kind, told) == []


def test_an_audit_that_counts_something_else_is_seen(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a list goes by the terms of all outlets, the audit by those of one."""
    tales = [
        Tale(report=1, version=1, day=3, said=((0, 0, 0, None, 2, True),)),
        Tale(report=2, version=2, day=4, said=((0, 0, 0, None, 2, False),)),
    ]
    with open_record(places(), create=True) as store:
        store.add(readings(tales))
        record = Record(store)
        assert untrue(record, "statements", record.audit(per="outlet")) == []
        with monkeypatch.context() as patched:
            patched.setattr(fitting, "tellings_of", lambda thing, outlet: thing.tellings)
            assert untrue(record, "statements", record.audit(per="outlet"))


def test_one_in_four_is_among_one_in_two_and_drawn_again(places: Places) -> None:
    tales = [
        Tale(report=n, version=n, day=n, said=((n % 4, n % 3, n % 3, None, n, False),))
        for n in range(1, 28)
    ]
    with open_record(places(), create=True) as store:
        store.add(readings(tales))
        record = Record(store)
        every = [{one.id for one in record.statements(sample=n)} for n in (1, 2, 4)]
        assert every[2] <= every[1] <= every[0]
        assert every[1] == {one.id for one in record.statements(sample=2)}
        assert every[0] == {one.id for one in record.statements()}
        assert record.audit(most=5).sample > 1
        assert record.audit(most=5).whole.count <= 5
        then = datetime(2031, 3, 28, 12, tzinfo=UTC)
        assert {one.id for one in record.statements(sample=2, as_of=then)} == every[1]


def test_copies_are_one_independent_telling(places: Places) -> None:
    """A text that another outlet runs too: two tellings, of which one is independent."""
    said = ((0, 0, 0, None, 2, False),)
    first, other = readings([Tale(report=n, version=n, day=3, said=said) for n in (1, 2)])
    copy = replace(other, report=replace(other.report, copy_of=first.report.url))
    with open_record(places(), create=True) as store:
        store.add([first, copy])
        whole = Record(store).audit().whole
        assert (whole.count, whole.tellings, whole.independent) == (1, 2, 1)
        assert whole.single.count == 1


@pytest.mark.parametrize(
    ("kind", "per", "told"),
    [("actors", None, "kind"), ("statements", "weather", "per"), ("cases", "subject", "subject")],
)
def test_what_cannot_be_audited_is_said(places: Places, kind: Any, per: Per, told: str) -> None:
    with open_record(places(), create=True) as store, pytest.raises(QuestionError, match=told):
        Record(store).audit(kind, per=per)


def test_groups_beyond_the_most_are_counted(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "GROUPS", 1)
    tales = [
        Tale(report=n, version=n, day=n, said=((n, 0, n - 1, None, n, False),)) for n in (1, 2, 3)
    ]
    with open_record(places(), create=True) as store:
        store.add(readings(tales))
        told = Record(store).audit(per="speaker")
        assert len(told.groups) == 1
        assert told.others == 2
