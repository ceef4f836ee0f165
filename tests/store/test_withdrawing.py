"""Kill notices: what its agency takes back, the record forgets, in whatever order they come."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import adding
from onrecord.adding import Added, Finished, Item, Tally, add
from onrecord.errors import NotUsable
from onrecord.facts import Reading, encode
from onrecord.pipeline import Failure
from onrecord.report import Capture, Given, report_id
from onrecord.settings import Settings
from onrecord.sources import Found
from onrecord.store.checking import faults
from onrecord.store.record import open_record
from onrecord.views.cli import main
from tests.store.record_worlds import Edition, dump, reading
from tests.wires.test_wires import newsml

URN = "urn:newsml:wire.example:1"
NOTE = "<edNote>KILL: the figure is wrong</edNote>"


def _taken_back() -> Reading:
    """A reading of the report that the notice is of."""
    made = reading(Edition(0, (1, 2), 1))
    return replace(made, report=replace(made.report, id=report_id("", url=URN), url=URN))


def _finished(one: Reading) -> Finished:
    return Finished("a reading", (("a reading", encode(one)),))


def _notice(raw: bytes | None = None) -> Found:
    raw = newsml("canceled", note=NOTE) if raw is None else raw
    return Found("kill.xml", Capture(raw=raw, source="kill.xml"))


def _filled(place: Path, items: Sequence[Item], *, again: bool = False) -> Mapping[str, object]:
    with open_record(place, create=True) as record:
        done = list(add(record, items, Given(), Settings(), again=again))
        assert not [one for one in done if isinstance(one, Failure)]
        assert list(faults(record)) == []
        return dump(record)


def test_a_report_that_was_kept_is_withdrawn_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("was.jsonl").write_bytes(encode(_taken_back()) + b"\n")
    Path("kill.xml").write_bytes(newsml("canceled", note=NOTE))
    assert main(["add", "was.jsonl"]) == 0
    assert main(["add", "kill.xml"]) == 0
    told = capsys.readouterr()
    assert "kill.xml: its agency withdraws the report" in told.err
    assert "1 withdrawn by its agency" in told.out
    assert main(["add", "was.jsonl"]) == 0
    assert "forgotten before" in capsys.readouterr().out


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.sampled_from(list(permutations(range(4)))))
def test_in_any_order_the_record_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, order: tuple[int, ...]
) -> None:
    other = reading(Edition(1, (2,), 2))
    items: list[Item] = [_finished(_taken_back()), _notice(), _finished(other), _notice()]
    there = tmp_path_factory.mktemp("records")
    straight = _filled(there / "straight.db", items)
    mixed = _filled(there / "mixed.db", [items[at] for at in order])
    bare = _filled(there / "bare.db", [_finished(other)])
    assert straight == mixed
    assert {**straight, "forgotten": []} == bare


def test_a_notice_that_is_dropped_where_the_report_comes_later_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: only what is there is withdrawn."""
    items: list[Item] = [_finished(_taken_back()), _notice()]
    monkeypatch.setattr(adding, "withdraw", lambda record, report, reason: 0)
    lenient = [_filled(tmp_path / f"{at}.db", items[::way]) for at, way in enumerate((1, -1))]
    assert {**lenient[1], "forgotten": []} != {**_filled(tmp_path / "b.db", []), "forgotten": []}


@pytest.mark.parametrize(
    "notice",
    [
        Found("w.xml", Capture(raw=newsml("withheld"), source="w.xml")),
        Found("c.xml", Capture(raw=newsml("canceled"), source="c", url="https://other.example/")),
    ],
)
def test_what_is_withheld_and_what_the_web_says_takes_nothing_back(
    tmp_path: Path, notice: Found
) -> None:
    tally = Tally()
    with open_record(tmp_path / "a.db", create=True) as record:
        items: list[Item] = [_finished(_taken_back()), notice]
        done = list(add(record, items, Given(), Settings(), tally=tally))
        kept = dump(record)
    (failed,) = [one for one in done if isinstance(one, Failure)]
    assert isinstance(failed.error, NotUsable)
    assert tally.what == {"added": 1}
    assert kept == _filled(tmp_path / "b.db", items[:1])


def test_a_notice_among_others_is_not_lost(tmp_path: Path) -> None:
    killed = newsml("canceled").decode().partition("?>")[2]
    message = (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
        f"{killed}</itemSet></newsMessage>"
    )
    with open_record(tmp_path / "a.db", create=True) as record:
        done = list(add(record, [_notice(message.encode())], Given(), Settings()))
    assert done == [Added("kill.xml", report_id("", url=URN), "withdrawn")]
