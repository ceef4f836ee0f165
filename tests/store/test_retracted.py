"""The page changes: what a retracted report alone supports is marked, and counts for nothing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.store.asking.opened import Record as Asked
from onrecord.store.record import open_record
from onrecord.views.cli import main
from tests.store.changing_worlds import told

NOTICE = "This story has been retracted."
TWO = "https://two.example/a"


def test_what_it_alone_tells_is_marked_and_counts_for_no_source(place: str) -> None:
    with open_record(place, create=True) as record:
        record.add([told([(0, 0), (1, 3)], 1)])
        record.add([told([(0, 0), (1, 3)], 3, notice=NOTICE)])
        for thing in Asked(record).statements():
            assert thing.retracted
            assert (thing.outlets, thing.vouchers, thing.reports) == (0, 0, 1)
            assert all(one.retracted for one in thing.tellings)
        assert list(Asked(record).statements(min_sources=1)) == []


def test_what_others_tell_too_stands_on_them(place: str) -> None:
    with open_record(place, create=True) as record:
        record.add([told([(0, 0)], 1, notice=NOTICE), told([(0, 0)], 2, url=TWO, outlet="Two")])
        (thing,) = Asked(record).statements()
        assert not thing.retracted
        assert thing.outlets == 1
        assert sorted(one.retracted for one in thing.tellings) == [False, True]


def test_as_of_then_it_was_believed(place: str) -> None:
    with open_record(place, create=True) as record:
        record.add([told([(0, 0)], 1), told([(0, 0)], 3, notice=NOTICE)])
        (then,) = Asked(record).statements(as_of="2031-05-02")
        (now,) = Asked(record).statements()
        assert (then.retracted, then.outlets) == (False, 1)
        assert (now.retracted, now.outlets) == (True, 0)


def test_a_correction_takes_nothing_back(place: str) -> None:
    with open_record(place, create=True) as record:
        one = told([(0, 0)], 1, notice="Correction: x misstated y.")
        mild = replace(one, notices=tuple(replace(n, kind="correction") for n in one.notices))
        record.add([mild])
        (thing,) = Asked(record).statements()
        assert not thing.retracted


@pytest.fixture
def kept(tmp_path: Path) -> str:
    where = str(tmp_path / "a.db")
    with open_record(where, create=True) as record:
        record.add([told([(0, 0)], 1), told([(0, 0)], 3, notice=NOTICE)])
    return where


def test_it_is_marked_in_every_form(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", "--record", kept]) == 0
    assert "retracted, 1 report" in capsys.readouterr().out
    assert main(["statements", "--record", kept, "--format", "csv"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert dict(zip(head.split(","), row.split(","), strict=True))["retracted"] == "true"
    assert main(["statements", "--record", kept, "--format", "jsonl"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["retracted"] is found["tellings"][0]["retracted"] is True
    assert main(["show", found["id"], "--record", kept]) == 0
    assert "The Halyard, retracted" in capsys.readouterr().out


def test_diff_tells_what_changed(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--record", kept]
    assert main(["diff", "https://halyard.example/envoys", *where]) == 1
    said = capsys.readouterr().out
    assert "! Retraction: «This story has been retracted.»" in said
    assert "1 fact kept" in said
    assert main(["diff", "https://halyard.example/envoys", "--json", *where]) == 1
    told_ = json.loads(capsys.readouterr().out)
    assert (told_["retracted"], told_["altered"], told_["old"], told_["new"]) == (True, True, 1, 2)
    assert told_["facts"][0]["carried"] is True
    assert main(["diff", "https://halyard.example/envoys", "--from", "2", "--to", "2", *where]) == 0
    assert main(["diff", "https://halyard.example/envoys", "--to", "9", *where]) == 2
    assert main(["diff", "https://nowhere.example/", *where]) == 2


def test_a_report_with_one_version_has_not_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = str(tmp_path / "b.db")
    with open_record(where, create=True) as record:
        record.add([told([(0, 0)], 1)])
    assert main(["diff", "https://halyard.example/envoys", "--record", where]) == 0
    assert "one version" in capsys.readouterr().out
