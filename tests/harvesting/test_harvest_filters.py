"""What of an archive is read: each filter."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.facts import decode_reading
from onrecord.harvesting import Options
from onrecord.harvesting.filters import sites_of
from onrecord.shards import Folder, readings
from tests.archives.crawls import Crawl, page
from tests.harvesting.harvests import FOREIGN, harvested


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
