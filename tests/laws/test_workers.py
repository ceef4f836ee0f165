"""Law 6: the same input gives the same reading, byte for byte, in any company, on any number of
workers and in any order."""

import random
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.batch import Reader, ordered, read_many
from onrecord.errors import EmptySource
from onrecord.facts import Reading, encode
from onrecord.pipeline import Failure, read
from onrecord.report import Capture
from onrecord.sources import Found, reports

GOLD = Path(__file__).parents[1] / "gold" / "reports"


@cache
def captures() -> tuple[Capture, ...]:
    """Our gold reports, and one that cannot be read."""
    paths = sorted(GOLD.glob("*.txt"))[:6]
    texts = [Capture(raw=path.read_bytes(), source=path.name) for path in paths]
    return (*texts, Capture(raw=b"", source="empty"))


def as_bytes(result: Reading | Failure) -> bytes:
    return encode(result) if isinstance(result, Reading) else str(result).encode()


@cache
def one_by_one() -> dict[str, bytes]:
    return {
        capture.source: as_bytes(result)
        for capture, result in zip(captures(), read_many(captures()), strict=True)
    }


def same_as_one_by_one(order: list[Capture], workers: int) -> None:
    results = [as_bytes(result) for result in read_many(order, workers=workers)]
    assert results == [one_by_one()[capture.source] for capture in order]


def test_one_alone_is_read_as_among_others() -> None:
    for capture in captures()[:3]:
        assert encode(read(capture)) == one_by_one()[capture.source]


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 4])
def test_any_number_of_workers_and_any_order(workers: int) -> None:
    order = [*captures(), *captures()]
    random.Random(workers).shuffle(order)
    same_as_one_by_one(order, workers)


_COUNT = 0


def forgetful(found: Found) -> tuple[Reading | Failure, ...]:
    """The planted defect: a reading that depends on what was read before."""
    global _COUNT
    _COUNT += 1
    assert isinstance(found.at, Capture)
    if _COUNT % 2:
        return faithful(found)
    return (Failure(found.name, EmptySource.of(found.name)),)


def faithful(found: Found) -> tuple[Reading | Failure, ...]:
    """A reading that depends on its report alone."""
    assert isinstance(found.at, Capture)
    return tuple(Reading(report=report) for report in reports(found.at))


def results(reader: Reader, order: list[int], workers: int) -> dict[int, bytes]:
    items = (Found(str(n), Capture(raw=f"Report {n}.".encode(), source=str(n))) for n in order)
    one_by_one = chain.from_iterable(map(reader, items))
    stream = ordered(reader, items, workers) if workers > 1 else one_by_one
    return {n: as_bytes(result) for n, result in zip(order, stream, strict=True)}


@settings(max_examples=5, deadline=None)
@given(order=st.permutations(range(12)), workers=st.integers(1, 3))
def test_the_pool_gives_each_report_its_own_result(order: list[int], workers: int) -> None:
    assert results(faithful, order, workers) == results(faithful, sorted(order), 1)


def test_a_planted_defect_is_found() -> None:
    order = list(range(12))
    shuffled = [5, 0, 3, 1, 2, 4, 11, 7, 6, 10, 8, 9]
    assert results(forgetful, order, 1) != results(forgetful, shuffled, 1)
