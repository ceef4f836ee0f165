"""CSV and Parquet: the same tables, read back with the csv module, pandas and pyarrow."""

import csv
import io
import os
import signal
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from exported import HOSTILE, VOSS, Made

from onrecord.errors import CannotOpen, MissingLibrary, SettingError
from onrecord.views.exports import parquet, sheets
from onrecord.views.exports.chunks import LeftOut
from onrecord.views.exports.columns import TABLES, rows
from onrecord.views.exports.folders import folder


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    place = tmp_path / "csv"
    place.mkdir()
    sheets.write(Made(), sheets.KINDS, str(place), LeftOut())
    return {
        path.stem: list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
        for path in place.iterdir()
    }


@pytest.fixture
def typed(tmp_path: Path) -> dict[str, Any]:
    place = tmp_path / "parquet"
    place.mkdir()
    parquet.write(Made(), parquet.KINDS, str(place), LeftOut())
    return {path.stem: pyarrow.parquet.read_table(path) for path in place.iterdir()}


def test_every_row_has_columns_of_its_table_alone() -> None:
    for thing in Made().them:
        for name, row in rows(thing):
            assert set(row) <= {column.name for column in TABLES[name]}


def test_a_row_a_thing_and_a_row_a_telling(tables: dict[str, list[dict[str, str]]]) -> None:
    assert set(tables) == set(TABLES)
    assert {name: len(them) for name, them in tables.items()} == {
        "statements": 3, "encounters": 6, "agreements": 1, "changes": 3, "cases": 1, "steps": 2,
        "events": 3, "actors": 3, "tellings": 23,
    }  # fmt: skip
    parts = {row["part"] for row in tables["tellings"] if row["part"]}
    assert parts == {row["id"] for row in (*tables["changes"], *tables["steps"])}


def test_no_cell_is_a_formula_or_breaks_its_line(tables: dict[str, list[dict[str, str]]]) -> None:
    cells = [cell for them in tables.values() for row in them for cell in row.values()]
    assert any(cell.startswith("'=2+5|cmd") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert not any(char in cell for cell in cells for char in "\n\r\t\x1b\u2028\u202e")


def test_what_did_not_happen_says_so_in_every_table(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    for them in tables.values():
        for row in them:
            if row.get("modality", "actual") != "actual":
                assert row["modality"] in row["title"]


def test_types(typed: dict[str, Any]) -> None:
    meetings = typed["encounters"].to_pylist()
    month = next(row for row in meetings if row["id"].endswith("2"))
    assert (month["date"], month["date_start"], month["date_end"]) == (
        "2024-05", date(2024, 5, 1), date(2024, 5, 31),
    )  # fmt: skip
    assert meetings[0]["participants"][1] == VOSS
    assert meetings[0]["participant_names"] == ["Ada Kern", HOSTILE]  # letter for letter
    assert str(typed["encounters"].schema.field("terms").type) == "list<element: string>"
    assert typed["tellings"].schema.field("start").type == pyarrow.int64()
    assert typed["actors"].to_pylist()[1]["unnamed"] is True


def test_the_two_agree(tables: dict[str, list[dict[str, str]]], typed: dict[str, Any]) -> None:
    for name, them in tables.items():
        there = typed[name].to_pylist()
        assert len(there) == len(them)
        assert [row.get("id") for row in there] == [row.get("id") for row in them]


def test_more_rows_than_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 2)
    parquet.write(Made(), ("encounter",), str(tmp_path), LeftOut())
    read = pyarrow.parquet.ParquetFile(tmp_path / "encounters.parquet")
    assert (read.metadata.num_rows, read.metadata.num_row_groups) == (6, 3)


def test_an_empty_record_has_empty_tables(tmp_path: Path) -> None:
    parquet.write(Made(them=[]), parquet.KINDS, str(tmp_path), LeftOut())
    assert pyarrow.parquet.read_table(tmp_path / "steps.parquet").num_rows == 0


def test_without_pyarrow_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibrary, match=r"pip install 'onrecord\[arrow\]'"):
        parquet.write(Made(), parquet.KINDS, str(tmp_path), LeftOut())


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "tables"
    with pytest.raises(FileNotFoundError, match="no"), folder(f"{place}/", "csv") as part:
        (Path(part) / "events.csv").write_text(Path("no").read_text())
    assert os.listdir(tmp_path) == []
    with folder(f"{place}/", "csv") as part:
        (Path(part) / "events.csv").write_text("whole")
    assert os.listdir(tmp_path) == ["tables"]
    (place / "mine.txt").write_text("stays")
    with folder(str(place), "csv") as part:
        (Path(part) / "events.csv").write_text("new")
    assert {one.name: one.read_text() for one in place.iterdir()} == {
        "events.csv": "new", "mine.txt": "stays",
    }  # fmt: skip


def test_a_zip_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    raw = []
    for number in range(2):
        path = tmp_path / f"{number}.zip"
        with folder(str(path), "csv") as part:
            sheets.write(Made(), sheets.KINDS, part, LeftOut())
        raw.append(path.read_bytes())
        assert sorted(zipfile.ZipFile(path).namelist()) == sorted(f"{n}.csv" for n in TABLES)
    assert raw[0] == raw[1]
    assert len(os.listdir(tmp_path)) == 2


def test_standard_output_has_no_place_for_tables(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="--output csv/"), folder(None, "csv"):
        pass
    with pytest.raises(CannotOpen), folder(str(tmp_path / "no" / "such"), "csv"):
        pass


@pytest.mark.parametrize("name", ["tables", "tables.zip"])
def test_whoever_is_told_to_end_leaves_nothing(tmp_path: Path, name: str) -> None:
    program = (
        "import os, signal, sys\n"
        "from onrecord.views.exports.folders import folder\n"
        "with folder(sys.argv[1], 'csv') as part:\n"
        "    open(os.path.join(part, 'events.csv'), 'w').write('half')\n"
        "    signal.raise_signal(signal.SIGTERM)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path / name)], check=False)
    assert ended.returncode == -signal.SIGTERM
    assert os.listdir(tmp_path) == []
