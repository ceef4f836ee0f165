"""Tables of articles: columns of any name, packed or not, and rows that will not do."""

import gzip
import json
import resource
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from onrecord import sources
from onrecord.errors import OnrecordError
from onrecord.report import Capture, Report
from onrecord.sources import Columns, Table
from onrecord.views.cli import main

TEXT = "The ministers of Arven and Tarsk met in Kolm on Tuesday, the ministry said."
LIMIT = 100_000
COLUMNS = Columns(text="body", title="head", url="link", date="when", outlet="paper", author="by")
ROW: dict[str, Any] = {
    "body": TEXT,
    "head": "Ministers meet",
    "link": "https://news.example/1",
    "when": "2026-03-03 10:00:00",
    "paper": "The Example",
    "by": ["Ivo Menn"],
    "other": 7,
}


def _written(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(rows)), path)
        return path
    raw = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    if path.suffix == ".gz":
        raw = gzip.compress(raw)
    if path.suffix == ".zst":
        raw = zstandard.compress(raw)
    path.write_bytes(raw)
    return path


def _reports(path: Path, columns: Columns = COLUMNS) -> Iterator[Report | OnrecordError]:
    for one in sources.found(Table(str(path), columns), LIMIT):
        if isinstance(one.at, Capture):
            yield from sources.reports(one.at)
        else:
            assert isinstance(one.at, OnrecordError)
            yield one.at


@pytest.mark.parametrize("ending", ["jsonl", "ndjson.gz", "jsonl.zst", "parquet"])
def test_every_form_says_the_same(tmp_path: Path, ending: str) -> None:
    path = _written(tmp_path / f"a.{ending}", [ROW, {**ROW, "link": "https://news.example/2"}])
    one, other = _reports(path)
    assert isinstance(one, Report)
    assert isinstance(other, Report)
    assert (one.text, one.title, one.url) == (TEXT, "Ministers meet", "https://news.example/1")
    assert (one.outlet, one.authors) == ("The Example", ("Ivo Menn",))
    assert one.published.value == "2026-03-03T10:00:00"
    assert other.url == "https://news.example/2"
    assert one.source == f"{path}, row 1: https://news.example/1"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (datetime(2026, 3, 3, 10, tzinfo=UTC), "2026-03-03T10:00:00+00:00"),
        (datetime(2026, 3, 3, 10), "2026-03-03T10:00:00"),
        (date(2026, 3, 3), "2026-03-03"),
        ("3 March 2026", "2026-03-03"),
        (1772532000, "2026-03-03T10:00:00+00:00"),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_whatever_kind(tmp_path: Path, value: object, told: str | None) -> None:
    (report,) = _reports(_written(tmp_path / "a.parquet", [{**ROW, "when": value}]))
    assert isinstance(report, Report)
    assert report.published.value == told


def test_a_row_at_fault_costs_that_row(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    faults = [
        json.dumps({**ROW, "when": "some day"}),
        json.dumps({**ROW, "body": 3}),
        json.dumps({**ROW, "body": " "}),
        json.dumps({"head": "no text"}),
        '{"body": ',
        "[1]",
        json.dumps({**ROW, "body": "x" * 2 * LIMIT}),
    ]
    path.write_text("\n".join([*faults, "", json.dumps(ROW)]))
    *bad, good = _reports(path)
    assert isinstance(good, Report)
    assert len(bad) == len(faults)
    for number, error in enumerate(bad, 1):
        assert isinstance(error, OnrecordError)
        assert f"row {number}" in error.what
    assert good.source.startswith(f"{path}, row 9")


def test_what_breaks_off_says_so_after_what_is_whole(tmp_path: Path) -> None:
    for ending in ("jsonl.gz", "jsonl.zst"):
        rows = [{**ROW, "link": f"https://news.example/{n}", "x": f"{n * n:x}"} for n in range(400)]
        path = _written(tmp_path / f"a.{ending}", rows)
        path.write_bytes(path.read_bytes()[:-40])
        *_, last = _reports(path)
        assert isinstance(last, OnrecordError), ending
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 no table")
    (error,) = _reports(path)
    assert "no Parquet" in str(error)


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = _written(tmp_path / "a.parquet", [ROW])
    (error,) = _reports(path, Columns(text="bdy"))
    assert "'bdy'" in str(error)
    assert "'body' is meant?" in str(error)


@given(st.dictionaries(st.sampled_from(sorted(ROW)), st.none() | st.integers() | st.text()))
def test_any_row_gives_a_report_or_its_error(
    tmp_path_factory: pytest.TempPathFactory, more: dict[str, Any]
) -> None:
    path = _written(tmp_path_factory.mktemp("t") / "a.jsonl", [{**ROW, **more}, ROW])
    found = [f.at for f in sources.found(Table(str(path), COLUMNS), LIMIT)]
    assert len(found) == 2
    assert isinstance(found[1], Capture)


def test_a_million_rows_need_no_more_memory_than_a_few(tmp_path: Path) -> None:
    rows = [{**ROW, "other": n} for n in range(30_000)]
    for name in ("a.jsonl", "a.parquet"):
        path = _written(tmp_path / name, rows)
        found = sources.found(Table(str(path), COLUMNS), LIMIT)
        next(found)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert sum(1 for _ in found) == len(rows) - 1
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000, name


def test_the_commands_say_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _written(tmp_path / "a.parquet", [ROW])
    assert main(["read", str(path)]) == 2
    assert "--text-column" in capsys.readouterr().err
    assert main(["read", str(path), "--url-column", "link"]) == 2
    assert "text-column" in capsys.readouterr().err
    record = str(tmp_path / "r.db")
    flags = ["--text-column", "body", "--url-column", "link", "--date-column", "when"]
    assert main(["add", str(path), *flags, "--record", record]) == 0
    assert "1 report added" in capsys.readouterr().out
