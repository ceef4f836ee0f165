"""``onrecord add``, ``forget``, ``check`` and ``backup`` as they are called."""

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.facts import Reading, encode
from onrecord.store.record import open_record
from onrecord.views.cli import main
from tests.store.record_worlds import Edition, dump, reading

WORLD = [Edition(0, (1, 2), 1), Edition(1, (2,), 2), Edition(0, (5,), 3, words="corrected")]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    return tmp_path


def _lines(path: Path, *readings: Reading) -> str:
    path.write_bytes(b"".join(encode(one) + b"\n" for one in readings))
    return str(path)


def _world(here: Path) -> str:
    return _lines(here / "world.jsonl", *map(reading, WORLD))


def test_finished_readings(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = _world(here)
    assert main(["add", world]) == 0
    assert capsys.readouterr().out.startswith("onrecord.db: 2 reports added, 1 new version.")
    assert main(["add", world]) == 0
    assert capsys.readouterr().out == "onrecord.db: 3 already there.\n"
    assert main(["check"]) == 0
    assert capsys.readouterr().out == ""


def test_any_form_and_any_number_of_processes(here: Path) -> None:
    world = list(map(reading, WORLD))
    (here / "list.json").write_text(
        json.dumps([json.loads(encode(one)) for one in world], indent=1)
    )
    for number, one in enumerate(world):
        (here / f"{number}.json").write_bytes(encode(one))
    alone = [str(here / f"{number}.json") for number in (2, 0, 1)]
    ways = [[_world(here)], ["list.json"], alone, ["world.jsonl", "--workers", "2"]]
    found = []
    for number, way in enumerate(ways):
        assert main(["add", *way, "--record", f"{number}.db"]) == 0
        with open_record(f"{number}.db") as record:
            found.append(dump(record))
    assert all(one == found[0] for one in found)


def test_standard_input(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = io.BufferedReader(io.BytesIO(encode(reading(WORLD[0])) + b"\n"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))
    assert main(["add", "-", "--format", "jsonl"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"report": reading(WORLD[0]).report.id, "source": "0.txt", "what": "added"}


def test_what_is_at_fault_is_set_aside(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = reading(WORLD[0])
    other = reading(WORLD[1])
    raw = json.loads(encode(other))
    raw["encounters"][0]["tellings"][0]["span"]["end"] += 1
    titled = replace(other, report=replace(other.report, title="a\x00b"))
    lines = [encode(good), b'{"schema": "onrecord/reading/1", "report": ', json.dumps(raw).encode()]
    (here / "some.jsonl").write_bytes(b"\n".join([*lines, encode(titled), b""]))
    assert main(["add", "some.jsonl"]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("onrecord.db: 1 report added, 3 set aside.")
    assert "some.jsonl, line 2: " in told.err
    assert "some.jsonl, line 3: " in told.err
    assert "says" in told.err
    assert "report.title holds U+0000" in told.err
    assert main(["check"]) == 0


def test_nothing_that_can_be_added(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "nowhere.txt"]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
    (here / "wine.db").write_text("wine" * 500)
    assert main(["add", _world(here), "--record", "wine.db"]) == 2
    assert "could not be opened" in capsys.readouterr().err
    assert main(["add", "a.txt", "b.txt", "--title", "One"]) == 2
    assert main(["statements", "--record", "none.db"]) == 2
    assert "There is no record at none.db" in capsys.readouterr().err


def test_reports_and_a_list_of_them(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", "other.db")
    words = "Foreign Minister Ana Reyes met Omar Said in Oslo on Monday, her ministry said."
    lines = [
        {"schema": "onrecord/reports/1"},
        {"text": words, "url": "https://news.example/1", "seen": "2026-03-02T10:00:00Z"},
        {"text": f"{words} She left.", "url": "https://news.example/1", "seen": "2026-03-03"},
        {"text": words, "wine": "red"},
    ]
    (here / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert main(["add", "reports.jsonl"]) == 1
    assert capsys.readouterr().out.startswith(
        "other.db: 1 report added, 1 new version, 1 set aside"
    )
    assert not (here / "onrecord.db").exists()


def test_forgotten_and_added_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = _world(here)
    main(["add", world])
    address = "https://news.example/0"
    assert main(["forget", address, "--reason", "withdrawn"]) == 0
    assert f"Forgotten: 2 versions of {address}." in capsys.readouterr().out
    assert main(["forget", address, "--reason", "withdrawn"]) == 2
    assert main(["check"]) == 0
    main(["add", world])
    told = capsys.readouterr().out
    assert told == "onrecord.db: 1 already there, 2 forgotten before (--again adds them).\n"
    main(["add", world, "--again"])
    assert "1 report added, 1 new version, 1 already there" in capsys.readouterr().out
    assert main(["check"]) == 0


def test_backed_up(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", _world(here)])
    assert main(["backup", "copy.db"]) == 0
    assert "copy.db: 3 versions of reports." in capsys.readouterr().out
    assert main(["check", "--record", "copy.db"]) == 0
    assert main(["backup", "copy.db"]) == 2


def test_a_fault_of_the_record_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", _world(here)])
    with open_record("onrecord.db") as record, record.writing() as connection:
        connection.exec_driver_sql("UPDATE thing SET accounts = 9 WHERE kind = 2")
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "onrecord.db: the table thing is not what the readings make" in capsys.readouterr().out
