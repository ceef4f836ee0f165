"""Readings in every format: one, several, none; to a file, into a folder."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import CannotOpen, SettingError
from onrecord.facts import Reading, decode_reading, encode
from onrecord.views.cli.writing import FORMATS, writer

EXAMPLE = Path(__file__).parent / "data" / "vela.reading.json"


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Three readings of different reports."""
    first = decode_reading(EXAMPLE.read_bytes())
    return [replace(first, report=replace(first.report, id=f"{n:016x}")) for n in range(3)]


def written(place: Path | str, form: str, readings: list[Reading], *, several: bool) -> str:
    with writer(form, str(place), several=several) as to:
        for reading in readings:
            to.write(reading)
        to.end()
    return Path(place).read_text(encoding="utf-8") if Path(place).is_file() else ""


@pytest.mark.parametrize("form", FORMATS)
def test_one_reading_in_every_format(form: str, readings: list[Reading], tmp_path: Path) -> None:
    said = written(tmp_path / "out", form, readings[:1], several=False)
    assert said.endswith("\n")
    assert "Corvo" in said


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "html"])
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_several_are_the_same_whether_that_was_known_or_not(
    form: str, count: int, readings: list[Reading], tmp_path: Path
) -> None:
    if count > 1:
        known = written(tmp_path / "known", form, readings[:count], several=True)
        assert written(tmp_path / "found", form, readings[:count], several=False) == known
    elif count == 0:
        written(tmp_path / "none", form, [], several=True)
        assert not (tmp_path / "none").exists()


def test_json_is_one_reading_or_a_list(readings: list[Reading], tmp_path: Path) -> None:
    alone = json.loads(written(tmp_path / "a", "json", readings[:1], several=False))
    assert alone["report"]["id"] == readings[0].report.id
    for many in (readings, readings[:1]):
        listed = json.loads(written(tmp_path / "b", "json", many, several=True))
        assert [one["report"]["id"] for one in listed] == [one.report.id for one in many]


def test_jsonl_is_the_encoding_itself(readings: list[Reading], tmp_path: Path) -> None:
    lines = written(tmp_path / "a", "jsonl", readings, several=True).splitlines()
    assert lines == [encode(reading).decode() for reading in readings]


@pytest.mark.parametrize("several", [True, False])
def test_csv_has_one_header(several: bool, readings: list[Reading], tmp_path: Path) -> None:
    text = written(tmp_path / "a", "csv", readings, several=several)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert text.count("published_basis") == 1
    assert {row["report"] for row in rows} == {reading.report.id for reading in readings}


def test_pages_go_into_a_folder_with_a_list(readings: list[Reading], tmp_path: Path) -> None:
    written(f"{tmp_path}/pages/", "html", readings, several=True)
    (tmp_path / "made").mkdir()
    written(tmp_path / "made", "html", readings, several=False)
    names = sorted(f"{reading.report.id}.html" for reading in readings)
    assert sorted(f.name for f in (tmp_path / "made").iterdir()) == [*names, "index.html"]
    index = (tmp_path / "made" / "index.html").read_text()
    assert all(f'href="./{name}"' in index for name in names)


@pytest.mark.parametrize("several", [True, False])
def test_several_pages_in_one_file_are_refused(
    several: bool, readings: list[Reading], tmp_path: Path
) -> None:
    with pytest.raises(SettingError, match="--output pages/"):
        written(tmp_path / "a.html", "html", readings, several=several)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(readings: list[Reading], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotOpen, match="could not be made"):
        written(f"{tmp_path}/file/in/", "html", readings, several=True)
