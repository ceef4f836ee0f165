"""The best spans beside a cue, against trying every span."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.reading.links import SIDES, choose

SCORES = arrays(
    np.float32,
    st.tuples(st.integers(3, 9), st.just(6)),
    elements=st.floats(-8, 8, width=16),
)


def best_by_trying(member: np.ndarray, start: np.ndarray, end: np.ndarray) -> float:
    sums = [
        start[i] + member[i : j + 1].sum() + end[j]
        for i, j in itertools.combinations_with_replacement(range(len(member)), 2)
    ]
    return max(sums, default=-np.inf)


@given(SCORES, st.data())
def test_running_maxima_find_the_best_span(scores: np.ndarray, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(scores) - 1))
    last = data.draw(st.integers(first + 1, len(scores)))
    found = choose(scores, np.zeros(SIDES, dtype=np.float32), (first, last))
    for span, columns, sides in (
        (found.source, scores[:, :3], (slice(0, first), slice(last, None))),
        (found.left, scores[:, 3:], (slice(0, first),)),
        (found.right, scores[:, 3:], (slice(last, None),)),
    ):
        if span is None:
            continue
        a, b = span
        assert b <= first or a >= last, "a span never crosses its cue"
        got = columns[a, 1] + columns[a:b, 0].sum() + columns[b - 1, 2]
        wanted = max(best_by_trying(*columns[side].T) for side in sides)
        assert got >= wanted - 0.05


@given(SCORES)
def test_a_span_that_costs_more_than_none_is_not_chosen(scores: np.ndarray) -> None:
    found = choose(scores, np.full(SIDES, 1e4, dtype=np.float32), (1, 2))
    assert found.source is None
    assert found.left is None or found.right is None
