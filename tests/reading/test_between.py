"""What stands between a word and its predicate, against counting it one by one."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.reading.between import BETWEENS, COUNTS, KINDS, MARKS, STOPS, between, counted

WORD = 2000
IDS = st.lists(st.sampled_from([WORD, *STOPS, *MARKS]), min_size=1, max_size=12)


def scores(begins: list[bool]) -> np.ndarray:
    return np.array([[0, 1, 0] if yes else [1, 0, 0] for yes in begins], dtype=np.float32)


def one_by_one(ids: list[int], begins: list[bool], at: int, first: int, last: int) -> int:
    """The number of one piece, by walking from it to the predicate."""
    beside = range(at + 1, first) if at < first else range(last, at)
    seen = [
        sum(begins[i] for i in beside),
        sum(ids[i] in STOPS for i in beside),
        sum(ids[i] in MARKS for i in beside),
    ]
    number = 0
    for count in seen:
        number = number * COUNTS + min(count, COUNTS - 1)
    return number + (at >= last) * COUNTS**KINDS


@st.composite
def windows(draw: st.DrawFn) -> tuple[list[int], list[bool], int, int]:
    ids = draw(IDS)
    begins = draw(st.lists(st.booleans(), min_size=len(ids), max_size=len(ids)))
    first = draw(st.integers(0, len(ids) - 1))
    return ids, begins, first, draw(st.integers(first + 1, len(ids)))


Count = Callable[[np.ndarray, np.ndarray], np.ndarray]


def agrees(window: tuple[list[int], list[bool], int, int], count: Count = counted) -> None:
    ids, begins, first, last = window
    found = between(count(np.array(ids), scores(begins)), range(len(ids)), first, last)
    beside = [at for at in range(len(ids)) if not first <= at < last]
    assert all(found[at] == one_by_one(ids, begins, at, first, last) for at in beside)
    assert found.min() >= 0
    assert found.max() < BETWEENS


# A busy machine draws slowly, which is no fault of the law.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(windows())
def test_is_what_one_counts_on_the_way(window: tuple[list[int], list[bool], int, int]) -> None:
    agrees(window)


def test_the_law_sees_what_is_not_counted() -> None:
    def deaf(ids: np.ndarray, predicate: np.ndarray) -> np.ndarray:
        return counted(np.full_like(ids, WORD), predicate)

    with pytest.raises(AssertionError):
        agrees(([WORD, STOPS[0], WORD], [False, False, True], 2, 3), deaf)


def test_pieces_of_a_part_of_the_window_have_the_numbers_of_the_whole() -> None:
    ids, begins = [WORD, MARKS[0], WORD, WORD, STOPS[0], WORD], [True, *[False] * 5]
    counts = counted(np.array(ids), scores(begins))
    whole = between(counts, range(len(ids)), 2, 3)
    assert (between(counts, range(1, 5), 2, 3) == whole[1:5]).all()
