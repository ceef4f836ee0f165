"""``onrecord harvest`` as it is called, and its folder added to a record."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from onrecord.harvesting import State
from onrecord.shards import Folder
from onrecord.store.record import open_record
from onrecord.views.cli import main
from onrecord.views.progress import duration, harvest_line
from tests.archives.crawls import crawl
from tests.store.record_worlds import dump
from tests.wires.test_wires import newsml


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    archives = tmp_path / "archives"
    (archives / "wire").mkdir(parents=True)
    (archives / "day.warc.gz").write_bytes(crawl(2).raw)
    (archives / "wire" / "1.xml").write_bytes(newsml())
    (archives / "wire" / "2.xml").write_bytes(newsml("canceled"))
    return tmp_path


def _record(name: str) -> Mapping[str, list[tuple[Any, ...]]]:
    with open_record(name) as record:
        found = dict(dump(record))
    found["forgotten"] = [row[0] for row in found["forgotten"]]  # the reason names its source
    return {table: rows for table, rows in found.items() if table not in ("version", "body")}


def test_from_archives_to_a_record(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["harvest", "archives", "--to", "to", "--workers", "2"]) == 0
    told = capsys.readouterr().out
    assert told == "to: 2 archives done, 3 reports read, 1 set aside.\n"
    assert main(["add", "to", "--record", "shards.db"]) == 0
    assert "3 reports added, 1 withdrawn" in capsys.readouterr().out
    assert main(["add", "archives", "--record", "single.db"]) == 0
    assert _record("shards.db") == _record("single.db")
    capsys.readouterr()
    assert main(["add", "to", "--record", "shards.db"]) == 0
    assert "already there" in capsys.readouterr().out
    assert main(["harvest", "archives", "--to", "to"]) == 2
    assert "--resume" in capsys.readouterr().err
    assert main(["harvest", "archives", "--to", "to", "--resume"]) == 0
    assert "2 archives done (2 before)" in capsys.readouterr().out

    (shard,) = Path("to/shards").glob("day*.zst")
    shard.write_bytes(b"x" + shard.read_bytes()[1:])
    assert main(["add", "to", "--record", "other.db"]) == 2
    assert "SHA-256" in capsys.readouterr().err
    Path("to/manifest.json").unlink()
    assert main(["add", "to", "--record", "other.db"]) == 2
    assert "not done" in capsys.readouterr().err


def test_exit_status(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["nothing.warc.gz"], ["archives", "--workers", "0"], ["archives", "--since", "x"],
                  ["archives", "--site", "archives/wire/1.txt"]):  # fmt: skip
        assert main(["harvest", *wrong, "--to", "b"]) == 2
        assert capsys.readouterr().err.startswith("onrecord: ")
    assert not Path("b").exists()


def test_the_manifest_names_what_it_was_made_of(here: Path) -> None:
    assert main(["harvest", "archives/day.warc.gz", "--to", "to", "--language", "en"]) == 0
    manifest = Folder("to").manifest()
    assert manifest.plan["options"]["language"] == ["en"]
    assert set(manifest.plan["reader"]) == {"name", "version", "model", "tables"}
    assert str(here) not in json.dumps(json.loads(Path("to/manifest.json").read_bytes()))


def test_how_far_it_has_come() -> None:
    state = State(archives=8, bytes=8_000, done=2, done_bytes=2_000, here=1_000, read=600)
    assert harvest_line(state, 60) == "2 of 8 · 600 reports · 10.0 a second · 6 min left"
    assert harvest_line(State(archives=8, bytes=1), 0) == "0 of 8 · 0 reports"
    assert [duration(s) for s in (5, 65, 7_500, 200_000)] == [
        "5 s",
        "1 min",
        "2 h 5 min",
        "2 d 7 h",
    ]
