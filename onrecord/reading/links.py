"""From a cue to its source and content: scores over pieces, and the best spans they allow.

The scores come from a small head beside the encoder (see `training/network.py` for the formula).
At most one source is chosen anywhere, and at most one stretch of content on each side of the
cue: the maximum of start + members + end over all stretches, against the cost of none. That is
the Viterbi path of a one-segment semi-Markov model, found by running maxima without a loop over
pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from onrecord.reading.windows import WINDOW, IntArray, Pieces, Window

FloatArray = npt.NDArray[np.float32]

LINK = 128
SIDES = 3  # source, content to the left, content to the right: each with its cost of «none»
_EDGES = np.array([1, 2, 3, 4, 6, 9, 14, 22, 34, 60, 120])
DISTANCES = 2 * (len(_EDGES) + 1) + 1
PARAGRAPHS = 5
QUOTATIONS = 9


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """The head's own parameters, as numpy arrays."""

    distance: FloatArray
    paragraph: FloatArray
    quotation: FloatArray
    score: FloatArray
    bias: FloatArray
    around: FloatArray = field(init=False)  # all three together, a row for each place around

    def __post_init__(self) -> None:
        places = self.distance[:, None, None] + self.paragraph[:, None] + self.quotation
        object.__setattr__(self, "around", places.reshape(-1, LINK))


LINK_WEIGHTS = tuple(f.name for f in fields(LinkWeights) if f.init)


@dataclass(frozen=True, slots=True)
class Links:
    """Ranges of pieces chosen for one cue, with the margin of each over its alternative."""

    source: tuple[int, int] | None
    left: tuple[int, int] | None
    right: tuple[int, int] | None
    source_margin: float
    content_margin: float


def distances(count: int, cues: Sequence[tuple[int, int]]) -> IntArray:
    """How far each of `count` pieces lies before or after each cue, in buckets: (cues, pieces)."""
    at = np.arange(count)
    first, last = np.array(cues, dtype=np.int64).reshape(-1, 2).T[:, :, None]
    away = np.minimum(at - first, 0) + np.maximum(at - (last - 1), 0)
    return bucketed(away)


def bucketed(away: IntArray) -> IntArray:
    """The bucket of each distance in pieces, below 0 before the cue; far ones are all alike."""
    found: IntArray = _BUCKETS.take(away + WINDOW, mode="clip")
    return found


def _buckets() -> IntArray:
    """The bucket of each distance from -WINDOW (pieces before the cue) to WINDOW."""
    away = np.arange(-WINDOW, WINDOW + 1)
    bucket = np.searchsorted(_EDGES, abs(away), side="right")
    beyond: IntArray = np.where(away > 0, bucket + len(_EDGES) + 1, 0)
    return np.where(away < 0, bucket, beyond)


_BUCKETS = _buckets()


def surroundings(cut: Pieces, window: Window, cues: Sequence[tuple[int, int]]) -> IntArray:
    """Where each piece of the window lies as seen from each cue: (cues, 3, pieces)."""
    count = window.end - window.start
    first = np.array([cue[0] for cue in cues], dtype=np.int64)[:, None]
    paragraph = cut.paragraph[window.start : window.end]
    quoted, quote = cut.quoted[window.start : window.end], cut.quote[window.start : window.end]
    out = np.empty((len(cues), 3, count), dtype=np.int64)
    out[:, 0] = distances(count, cues)
    out[:, 1] = np.minimum(np.maximum(paragraph - paragraph[first], -2), 2) + 2
    own = quote[first]
    out[:, 2] = quoted + np.where(own < 0, 0, np.where(quote == own, 6, 3))
    return out


def score(
    link: FloatArray, where: IntArray, cues: Sequence[tuple[int, int]], weights: LinkWeights
) -> tuple[FloatArray, FloatArray]:
    """The head in numpy: (cues, pieces, 6) scores and (cues, SIDES) costs of «none».

    What stands in a window's array is used again for the next cue: most of the time goes into
    moving numbers.
    """
    a, b, c, d, none = np.split(link, [LINK, 2 * LINK, 3 * LINK, 4 * LINK], axis=1)
    a, c = np.ascontiguousarray(a), np.ascontiguousarray(c)
    out = np.empty((len(cues), len(link), 6), dtype=np.float32)
    costs = np.empty((len(cues), SIDES), dtype=np.float32)
    code = (where[:, 0] * PARAGRAPHS + where[:, 1]) * QUOTATIONS + where[:, 2]
    z = np.empty((len(link), LINK), dtype=np.float32)
    part = np.empty_like(z)
    zero = np.zeros_like(z)  # the number zero would take four times as long
    for i, (first, last) in enumerate(cues):
        weights.around.take(code[i], axis=0, out=z, mode="clip")
        np.multiply(c, mean(d, first, last), out=part)
        part += a
        z += part
        z += mean(b, first, last)
        np.maximum(z, zero, out=z)
        np.matmul(z, weights.score, out=out[i])
        costs[i] = mean(none, first, last)
    out += weights.bias
    return out, costs


def mean(rows: FloatArray, first: int, last: int) -> FloatArray:
    """The mean of the rows `[first, last)`; of one row, as nearly always, that row itself."""
    count = last - first
    found: FloatArray = rows[first] if count == 1 else rows[first:last].sum(0) / count
    return found


def choose(scores: FloatArray, costs: FloatArray, cue: tuple[int, int]) -> Links:
    """The best source and content for one cue; `scores` is (pieces, 6)."""
    first, last = cue
    member, start, end = scores.T.reshape(2, 3, -1).swapaxes(0, 1)
    before = best(member[:, :first], start[:, :first], end[:, :first])
    after = best(member[:, last:], start[:, last:], end[:, last:], shift=last)
    source, margin = max(before[0], after[0], key=lambda x: x[1])
    (left, left_margin), (right, right_margin) = before[1], after[1]
    margins = np.array([margin, left_margin, right_margin]) - costs
    # Where neither side is better than none, the likelier side is still the content of a cue.
    keep_left = left is not None and (
        margins[1] > 0 or (margins[2] <= 0 and margins[1] >= margins[2])
    )
    keep_right = right is not None and (
        margins[2] > 0 or (margins[1] <= 0 and margins[2] > margins[1])
    )
    return Links(
        source=source if margins[0] > 0 else None,
        left=left if keep_left else None,
        right=right if keep_right else None,
        source_margin=float(abs(margins[0])),
        content_margin=float(max(margins[1], margins[2])),
    )


def best(
    member: FloatArray, start: FloatArray, end: FloatArray, shift: int = 0
) -> list[tuple[tuple[int, int] | None, float]]:
    """For each row the stretch with the highest start + members + end, and that sum."""
    if not member.shape[1]:
        return [(None, -np.inf)] * len(member)
    total = member.cumsum(1, dtype=np.float32)
    opening = start - (total - member)
    sums = np.maximum.accumulate(opening, axis=1) + total + end
    found: list[tuple[tuple[int, int] | None, float]] = []
    for row, stop in enumerate(sums.argmax(1).tolist()):
        begin = int(opening[row, : stop + 1].argmax())
        found.append(((begin + shift, stop + 1 + shift), float(sums[row, stop])))
    return found
