"""``onrecord export`` and ``onrecord import`` as they are called."""

import json
import os
from pathlib import Path

import pytest
from tales import Tale, told

from onrecord.store.record import open_record
from onrecord.views.cli import main
from onrecord.views.exports import FORMATS


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    place = str(tmp_path / "there.db")
    with open_record(place, create=True) as made:
        made.add([told(Tale(n, who=n % 3, version=n % 2, dated=9)) for n in range(4)])
    monkeypatch.setenv("ONRECORD_RECORD", place)
    return place


def test_a_copy_is_the_same(
    record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again, copy = (str(tmp_path / name) for name in ("a.jsonl", "b.jsonl", "copy.db"))
    assert main(["export", "--format", "jsonl", "--output", first]) == 0
    assert main(["import", first, "--record", copy]) == 0
    assert "4 versions of reports added, 0 were there" in capsys.readouterr().out
    assert main(["export", "--format", "jsonl", "-o", again, "--record", copy]) == 0
    assert Path(first).read_bytes() == Path(again).read_bytes()


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_format_is_written(record: str, tmp_path: Path, form: str) -> None:
    place = tmp_path / "out"
    assert main(["export", "--format", form, "--output", str(place)]) == 0
    assert os.path.isdir(place) == FORMATS[form].several
    assert {one.name for one in tmp_path.iterdir()} >= {"out", "there.db"}
    assert not [one for one in tmp_path.iterdir() if "part" in one.name]


def test_a_question_narrows(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "jsonl", "--by", "Ada Kern", "--act", "promise"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {
        "schema": "onrecord/answers/1", "asked": {"by": "Ada Kern", "act": ["promise"]},
    }  # fmt: skip
    assert {one["thing"]["thing"] for one in lines[1:-1]} == {"statement"}


def test_kinds_narrow(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "geojson", "--kinds", "encounters"]) == 0
    told_of = json.loads(capsys.readouterr().out)["features"]
    assert {one["properties"]["kind"] for one in told_of} == {"encounter"}


def test_what_is_left_out_is_counted(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "icalendar"]) == 0
    assert "left out without a date" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--format", "csv"], "Give a folder or a zip"),
        (["--format", "polecat", "--act", "deny"], "asked for by act"),
        (["--format", "geojson", "--kinds", "actors"], "no kind of thing that the format geojson"),
        (["--format", "jsonl", "--since", "soon"], "since"),
        (["--format", "jsonl", "--record", "nowhere.db"], "nowhere.db"),
    ],
)
def test_what_cannot_be_says_so(
    record: str, given: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *given]) == 2
    assert says in capsys.readouterr().err


def test_a_file_with_a_fault_changes_nothing(
    record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, copy = tmp_path / "a.jsonl", tmp_path / "copy.db"
    main(["export", "--format", "jsonl", "--output", str(file)])
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
    assert main(["import", str(file), "--record", str(copy)]) == 2
    assert "is not whole" in capsys.readouterr().err
    assert not copy.exists()
