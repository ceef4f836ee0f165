"""What of an archive is read: each filter, and near-duplicates."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.facts import decode_reading
from onrecord.harvesting import Options
from onrecord.harvesting.filters import sites_of
from onrecord.shards import Folder, readings
from onrecord.sources import Columns
from tests.archives.crawls import Crawl, page
from tests.harvesting.harvests import FOREIGN, harvested

COPIED = (
    "The ministers of Arven and Tarsk met in Kolm on Tuesday and agreed to open the harbour "
    "again before winter, the ministry said. Lena Orm had asked for it in March, when fishermen "
    "blocked the mole and the customs house was closed for a week after a storm. Officials of "
    "both sides will count the boats and publish a list of captains by the end of the month."
)


def _harvest(tmp_path: Path, options: Options) -> tuple[list[str | None], dict[str, Any]]:
    """The addresses that are read of four pages, and the counts."""
    made = Crawl()
    for url, raw in (
        (A, page("Ministers meet in Kolm", "2026-03-03")),
        (B, page("Ministers part in Tarsk", "2026-03-09")),
        (C, page("Ministers write letters", "2026-04-01")),
        ("https://zeitung.example/d", FOREIGN),
    ):
        made.add(url, raw, at="2026-04-05T06:07:08Z")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(made.raw)
    (done,) = harvested(path, tmp_path / "to", options=options).done
    folder = Folder(str(tmp_path / "to"))
    found = [decode_reading(one) for one in readings(folder.shard(done.readings.file))]
    return [one.report.url for one in found], {**done.counts, **done.passed}


A, B, C = "https://www.news.example/a", "https://world.news.example/b", "https://other.example/c"


@pytest.mark.parametrize(
    ("options", "read", "passed"),
    [
        (Options(), [A, B, C], {"passed": 0, "aside": 1}),
        (Options(language=("en",)), [A, B, C], {"language": 1, "aside": 0}),
        (Options(sites=("news.example",)), [A, B], {"site": 2}),
        (Options(sites=("world.news.example", "other.example")), [B, C], {"site": 2}),
        (Options(since="2026-03-09"), [B, C], {"since": 1, "undated": 1}),
        (Options(until="2026-03-09"), [A, B], {"until": 1, "undated": 1}),
        (Options(until="2026-03"), [A, B], {"until": 1}),
        (Options(since="2026-03-04", until="2026-03-31"), [B], {"since": 1, "until": 1}),
        (Options(matching=r"\bLETTERS\b"), [C], {"matching": 3}),
    ],
)
def test_each_filter(
    tmp_path: Path, options: Options, read: Sequence[str], passed: dict[str, int]
) -> None:
    found, counts = _harvest(tmp_path, options)
    assert found == read
    assert {name: counts.get(name, 0) for name in passed} == passed


def test_a_list_of_sites() -> None:
    lines = ["# ours", "https://www.News.example/world", "", "other.example  # a", "[bad"]
    assert sites_of(lines) == ("news.example", "other.example")


def _table(tmp_path: Path, rows: Sequence[tuple[str, str]], options: dict[str, Any]) -> Any:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"t": text, "u": url}) + "\n" for url, text in rows))
    columns = Columns(text="t", url="u")
    asked = Options(columns=columns, **options)
    (done,) = harvested(path, tmp_path / "to", options=asked).done
    folder = Folder(str(tmp_path / "to"))
    found = [decode_reading(one) for one in readings(folder.shard(done.readings.file))]
    copies = []
    if done.copies:
        lines = Path(folder.shard(done.copies.file)).read_text().splitlines()
        copies = [json.loads(line) for line in lines]
    return [one.report.url for one in found], copies


def test_of_near_duplicates_the_first_is_read_and_each_other_named(tmp_path: Path) -> None:
    rows = [
        ("https://a.example/1", COPIED),
        ("https://b.example/1", COPIED.replace("fishermen", "fishers")),
        ("https://c.example/1", "The court in Tarsk ruled on Monday. " * 3),
        ("https://d.example/1", COPIED),
        ("https://e.example/1", COPIED + " " + COPIED.replace("a", "o").replace("t", "d")),
        ("https://a.example/1", COPIED.replace("before winter", "in spring")),
    ]
    read, copies = _table(tmp_path, rows, {"once": True})
    assert read == [rows[at][0] for at in (0, 2, 4, 5)]  # a longer one, and another version
    assert [one["url"] for one in copies] == ["https://b.example/1", "https://d.example/1"]
    assert len({one["copy_of"] for one in copies}) == 1
    assert all(one["alike"] >= 0.9 for one in copies)


def test_without_it_all_are_read(tmp_path: Path) -> None:
    rows = [("https://a.example/1", COPIED), ("https://d.example/1", COPIED)]
    read, copies = _table(tmp_path, rows, {})
    assert (len(read), copies) == (2, [])
