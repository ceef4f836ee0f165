"""What more report than a list reads: it says so, and asks all where their number counts."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.facts import Reading
from onrecord.record.things import EncounterThing
from onrecord.store.asking import answering
from onrecord.store.asking.gathering import LISTED
from onrecord.store.asking.opened import Record
from onrecord.store.record import open_record
from onrecord.views.things import phrases
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, reading

REPORTS = LISTED + 12


def _told(number: int) -> Reading:
    """A report of one meeting, by an outlet of its own; every sixth a copy of another."""
    one = reading(Tale(number, 0, 6, met=((0, 1, 5, 1),)))
    copied = f"https://paper.example/{number - 1}" if number % 6 == 0 else None
    return replace(one, report=replace(one.report, outlet=f"Paper {number}", copy_of=copied))


@pytest.fixture
def record(places: Places) -> Iterator[Record]:
    with open_record(places(), create=True) as store:
        store.add([_told(number) for number in range(1, REPORTS + 1)])
        yield Record(store)


def _listed(record: Record, **filters: str) -> list[EncounterThing]:
    return [one for one in record.encounters(**filters) if isinstance(one, EncounterThing)]


def test_a_list_says_that_there_may_be_more_and_counts_where_it_is_asked(record: Record) -> None:
    (one,) = _listed(record)
    assert (len(one.tellings), one.reports) == (LISTED, REPORTS)
    assert phrases.weight(one).endswith(f" sources or more, {REPORTS} reports")
    whole = record.show(one.id)
    assert whole.outlets > LISTED
    assert phrases.weight(whole) == f"{whole.outlets} sources, {REPORTS} reports"
    # How many carry it is asked of all.
    assert len(_listed(record, min_sources=str(whole.outlets))) == 1
    assert _listed(record, min_sources=str(whole.outlets + 1)) == []


def test_to_ask_some_of_them_is_seen(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = record.show(_listed(record)[0].id)
    monkeypatch.setattr(answering, "outlets", lambda asked, standing, cluster: 0)
    assert _listed(record, min_sources=str(whole.outlets)) == []
