"""The likeliest spans of a tagging head: a row of labels in which nothing goes on unbegun.

Label 0 is nothing, 2k+1 begins a span of kind k and 2k+2 goes on with it (BIO). The head scores
each row by itself; where its likeliest labels make no sense together, the likeliest that do are
found by dynamic programming (Viterbi, 1967).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.reading.links import FloatArray
from onrecord.reading.windows import IntArray

_NEVER = -1e9
# How much likelier (natural logarithm of the odds) nothing must be, for a row to be in no span.
_NOTHING = 4.0


@dataclass(frozen=True, slots=True)
class Run:
    """Rows `[first, last)` that are a span of the kind with this number."""

    first: int
    last: int
    kind: int

    def __len__(self) -> int:
        return self.last - self.first


def decoded(scores: FloatArray) -> list[Run]:
    """The likeliest runs of rows, from the scores (rows, labels) of a head.

    Labels that go on with nothing are put right within their stretch of rows; elsewhere the
    likeliest labels are those of the rows one by one.
    """
    labels = scores.argmax(-1)
    before = np.append(0, labels[:-1])
    loose = (labels > 0) & (labels % 2 == 0) & (before != labels) & (before != labels - 1)
    if loose.any():
        named = scores[:, 0] < scores[:, 1:].max(-1) + _NOTHING
        edges = np.flatnonzero(np.diff(np.concatenate([[False], named, [False]])))
        for start, end in edges.reshape(-1, 2).tolist():
            if loose[start:end].any():
                labels[start:end] = _likeliest(scores[start:end])
    return _runs(labels)


def _runs(labels: IntArray) -> list[Run]:
    inside = labels.nonzero()[0]
    begun = np.flatnonzero(labels[inside] % 2)
    first = inside[begun]
    last = inside[np.append(begun[1:], len(inside)) - 1] + 1 if len(begun) else first
    kinds = (labels[first] - 1) // 2
    return list(map(Run, first.tolist(), last.tolist(), kinds.tolist()))


def _likeliest(scores: FloatArray) -> IntArray:
    """The likeliest labels of neighbouring rows, in which nothing goes on that did not begin.

    States are nothing, then a beginning of each kind, then its continuation.
    """
    order = np.array([0, *range(1, scores.shape[1], 2), *range(2, scores.shape[1], 2)])
    kinds = len(order) // 2
    begun, within = slice(1, 1 + kinds), slice(1 + kinds, None)
    ranked = scores[:, order]
    best = ranked[0].copy()
    best[within] = _NEVER
    came = np.zeros(ranked.shape, dtype=np.int64)
    numbers = np.arange(1, 1 + kinds)
    for at in range(1, len(ranked)):
        top = int(best.argmax())
        went_on = best[within] > best[begun]
        came[at, : 1 + kinds] = top
        came[at, within] = np.where(went_on, numbers + kinds, numbers)
        ahead = np.where(went_on, best[within], best[begun])
        best = np.concatenate([np.full(1 + kinds, best[top]), ahead]) + ranked[at]
    state = int(best.argmax())
    states = [state]
    for at in range(len(ranked) - 1, 0, -1):
        state = int(came[at, state])
        states.append(state)
    return order[states[::-1]]
