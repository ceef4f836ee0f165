"""The readings that a record is measured with: seeded, true to the contract, like news."""

import hashlib
from itertools import islice

import pytest

from benchmarks.record import hot
from benchmarks.record.plot import plotted
from benchmarks.record.world import World
from onrecord.facts import Reading, encode, validate


def _digest(readings: list[Reading]) -> str:
    return hashlib.sha256(b"".join(map(encode, readings))).hexdigest()


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others() -> None:
    made = [_digest(list(World(seed).readings(60))) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]


def test_a_run_that_goes_on_gets_what_the_first_would_have_got() -> None:
    whole = list(World(1).readings(60))
    assert _digest(list(islice(World(1).readings(60), 40, None))) == _digest(whole[40:])


def test_readings_keep_the_contract() -> None:
    for reading in World(3).readings(60):
        assert validate(reading) == []


def test_they_are_like_news() -> None:
    readings = list(World(1).readings(300))
    count = len(readings)
    assert sum(len(one.statements) for one in readings) == 10 * count
    assert 10 <= sum(len(one.actors) for one in readings) / count <= 13
    assert 330 <= sum(len(one.report.text.split()) for one in readings) / count <= 430
    assert sum(bool(one.agreements) for one in readings) > count / 3
    assert sum(bool(one.cases) for one in readings) > count / 5
    texts = [one.report.text for one in readings]
    assert 0.05 < 1 - len(set(texts)) / count < 0.2  # wire copies
    reports = [one.report.id for one in readings]
    assert 0.03 < 1 - len(set(reports)) / count < 0.15  # versions


@pytest.mark.parametrize("of", list(hot.HOT))
def test_reports_of_one_thing_keep_the_contract_and_differ(of: str) -> None:
    readings = list(hot.readings(of, 12))
    assert [fault for one in readings for fault in validate(one)] == []
    assert len({one.report.id for one in readings}) == 12
    assert _digest(readings) == _digest(list(hot.readings(of, 12)))


def test_the_plot_holds_its_points_and_their_numbers() -> None:
    drawn = plotted("Adding <a reading>", [(1000, 2.0), (100_000, 2.5)], "ms")
    assert drawn.count("<circle") == 2
    assert "100,000" in drawn
    assert "&lt;a reading&gt;" in drawn
