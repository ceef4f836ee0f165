"""What more report than a list reads: it says so, and asks all where their number counts."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.facts import Reading
from onrecord.record.things import EncounterThing
from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.asking import answering, by_report, reasons
from onrecord.store.asking.gathering import LISTED
from onrecord.store.asking.opened import Record
from onrecord.store.asking.standing import Standing
from onrecord.store.record import Record as Store
from onrecord.store.record import open_record
from onrecord.views.cli import main
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


def test_why_counts_all_accounts_and_reads_few(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = _listed(record)
    told = record.why(one.id)
    assert sum(group.accounts for group in told.groups) == REPORTS
    monkeypatch.setattr(reasons, "TOLD", 5)
    few = record.why(one.id)
    assert [group.accounts for group in few.groups] == [group.accounts for group in told.groups]
    assert sum(len(group.keys) for group in few.groups) == max(5, len(few.groups))
    assert {word for group in few.groups for word in group.words}
    # So it is where the sums of an earlier moment are not known.
    monkeypatch.setattr(Standing, "sums", lambda *given: None)
    assert record.why(one.id, as_of="2031-04-30") == few


def test_what_is_shown_of_very_many_says_how_many_there_are(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_record(place, create=True) as store:
        store.add([_told(number) for number in range(1, REPORTS + 1)])
        (one,) = _listed(Record(store))
    assert main(["show", one.id, "--record", place, "--tellings", "4"]) == 0
    out = capsys.readouterr().out
    assert f"{REPORTS} reports tell of it: the first and the last 4" in out
    assert out.count("│ https://") == 4
    assert main(["show", one.id, "--record", place]) == 0
    out = capsys.readouterr().out
    assert out.count("│ https://") == REPORTS
    assert "--tellings" not in out
    assert main(["show", one.id, "--record", place, "--tellings", "1"]) == 2


def test_what_is_judged_is_read_of_very_many_too(record: Record) -> None:
    (one,) = _listed(record)
    middle = record.show(one.id).tellings[REPORTS // 2].key
    verdict = Verdict.given("accept", [middle], at="2031-04-01T12:00:00Z", by="Osei")
    store = record._store
    assert isinstance(store, Store)
    reviewing.give(store, verdict)
    assert verdict in record.show(one.id, most=4).verdicts
    assert verdict in record.why(one.id).verdicts


def test_whoever_acts_for_a_state_of_which_nothing_is_told_is_not_looked_for(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To go through all actors for nobody takes the longest."""

    def listed(*given: object, **named: object) -> Iterator[object]:
        raise AssertionError("all actors were gone through")

    assert [one.name for one in record.actors(by="AT")]  # type: ignore[attr-defined]
    monkeypatch.setattr(by_report.ByReport, "_listed", listed)
    assert list(record.actors(by="Norway")) == []
