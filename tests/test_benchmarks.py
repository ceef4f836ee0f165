"""The benchmarks run and say what they promise; how fast it is, is no test's business."""

import json
import subprocess
import sys
import time
from itertools import pairwise

import pytest

from benchmarks.rooms import Watch
from benchmarks.texts import of_length, ours, pages, paragraphs, recombined, spliced
from benchmarks.watch import ROOT


@pytest.mark.slow
def test_the_whole_benchmark_on_tiny_input() -> None:
    tiny = ["--count", "2", "--pages", "1", "--times", "1", "--lengths", "60,120"]
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", *tiny],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(made.stdout.splitlines()[-1])
    assert [run["processes"] for run in found["runs"]] == [1, 2]
    assert [run["processes"] for run in found["read"]] == [1, 2]
    assert all(run["words_a_second"] > 0 < run["cpu_seconds"] for run in found["runs"])
    assert {"model: arithmetic", "statements", "JSON"} < found["rooms"].keys()
    assert all(took >= 0 for took in found["rooms"].values())
    assert found["growth"].keys() == {"60", "120"}
    assert found["start"]["onrecord, first reading"] > found["start"]["python"]


def test_texts_differ() -> None:
    texts = recombined(30)
    assert len(set(texts)) == 30
    assert all(400 <= len(text.split()) < 600 for text in texts)


def test_the_longest_text_is_made_of_different_paragraphs() -> None:
    drawn = spliced(paragraphs(ours()))
    made = of_length(drawn, 20_000, 1)
    assert len(made.split()) >= 20_000
    said = paragraphs([made])
    assert len(set(said)) >= 0.99 * len(said)


def test_pages_come_in_turn() -> None:
    read = pages(30)
    assert len(read) == 30
    assert all(one != other for one, other in pairwise(read))


def test_a_room_counts_without_the_rooms_that_it_asks() -> None:
    watch = Watch()
    inner = watch.timed("inner", lambda: _work(0.03))

    def ask() -> None:
        _work(0.01)
        inner()

    watch.timed("outer", ask)()
    assert watch.spent["inner"] >= 0.03
    assert 0.01 <= watch.spent["outer"] < watch.spent["inner"]


def _work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
