"""The archives that are made for measuring: always the same, and as broken as they say."""

from pathlib import Path

from benchmarks.archive.making import make
from tests.harvesting.harvests import harvested, left


def test_archives_are_the_same_for_a_seed_and_harvested_whole(tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("same", 7), ("other", 8)):
        make(tmp_path / name, pages=160, files=2, words=60, seed=seed)
    assert left(tmp_path / "one") == left(tmp_path / "same") != left(tmp_path / "other")
    came = harvested(tmp_path / "one", tmp_path / "to")
    counts = [done.counts for done in came.done]
    assert sum(one["read"] for one in counts) > 110
    assert sum(one["aside"] for one in counts) > 8
    assert all(one["read"] + one["aside"] == one["documents"] for one in counts)
