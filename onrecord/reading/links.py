"""From a cue to its source and content: scores over pieces, and the best spans they allow.

The scores come from a small head beside the encoder (see `training/network.py` for the formula).
At most one source is chosen anywhere, and at most one stretch of content on each side of the
cue: the maximum of start + members + end over all stretches, against the cost of none. That is
the Viterbi path of a one-segment semi-Markov model, found by running maxima without a loop over
pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.reading.windows import IntArray, Pieces, Window

FloatArray = npt.NDArray[np.float32]

LINK = 128
SIDES = 3  # source, content to the left, content to the right: each with its cost of «none»
_EDGES = np.array([1, 2, 3, 4, 6, 9, 14, 22, 34, 60, 120])
DISTANCES = 2 * (len(_EDGES) + 1) + 1
PARAGRAPHS = 5


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """The head's own parameters, as numpy arrays."""

    distance: FloatArray
    paragraph: FloatArray
    quotation: FloatArray
    score: FloatArray
    bias: FloatArray


@dataclass(frozen=True, slots=True)
class Links:
    """Ranges of pieces chosen for one cue, with the margin of each over its alternative."""

    source: tuple[int, int] | None
    left: tuple[int, int] | None
    right: tuple[int, int] | None
    source_margin: float
    content_margin: float


def surroundings(cut: Pieces, window: Window, cues: Sequence[tuple[int, int]]) -> IntArray:
    """Where each piece of the window lies as seen from each cue: (cues, 3, pieces)."""
    count = window.end - window.start
    at = np.arange(count)
    paragraph = cut.paragraph[window.start : window.end]
    quoted, quote = cut.quoted[window.start : window.end], cut.quote[window.start : window.end]
    out = np.empty((len(cues), 3, count), dtype=np.int64)
    for row, (first, last) in zip(out, cues, strict=True):
        before, after = first - at, at - (last - 1)
        far = np.maximum(np.maximum(before, after), 0)
        bucket = np.searchsorted(_EDGES, far, side="right")
        row[0] = np.where(before > 0, bucket, np.where(after > 0, bucket + len(_EDGES) + 1, 0))
        row[1] = np.clip(paragraph - paragraph[first], -2, 2) + 2
        same = (quote == quote[first]) & (quote >= 0)
        row[2] = quoted + np.where(quote[first] < 0, 0, np.where(same, 6, 3))
    return out


def score(
    link: FloatArray, where: IntArray, cues: Sequence[tuple[int, int]], weights: LinkWeights
) -> tuple[FloatArray, FloatArray]:
    """The head in numpy: (cues, pieces, 6) scores and (cues, SIDES) costs of «none»."""
    a, b, c, d, none = np.split(link, [LINK, 2 * LINK, 3 * LINK, 4 * LINK], axis=1)
    out = np.empty((len(cues), len(link), 6), dtype=np.float32)
    costs = np.empty((len(cues), SIDES), dtype=np.float32)
    for i, (first, last) in enumerate(cues):
        z = a + b[first:last].mean(0) + c * d[first:last].mean(0)
        z += weights.distance[where[i, 0]]
        z += weights.paragraph[where[i, 1]]
        z += weights.quotation[where[i, 2]]
        np.maximum(z, 0, out=z)
        out[i] = z @ weights.score + weights.bias
        costs[i] = none[first:last].mean(0)
    return out, costs


def choose(scores: FloatArray, costs: FloatArray, cue: tuple[int, int]) -> Links:
    """The best source and content for one cue; `scores` is (pieces, 6)."""
    first, last = cue
    source_m, source_s, source_e, content_m, content_s, content_e = scores.T
    before = _best(source_m[:first], source_s[:first], source_e[:first])
    after = _best(source_m[last:], source_s[last:], source_e[last:], shift=last)
    source, margin = max(before, after, key=lambda x: x[1])
    left, left_margin = _best(content_m[:first], content_s[:first], content_e[:first])
    right, right_margin = _best(content_m[last:], content_s[last:], content_e[last:], shift=last)
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


def _best(
    member: FloatArray, start: FloatArray, end: FloatArray, shift: int = 0
) -> tuple[tuple[int, int] | None, float]:
    """The stretch with the highest start + members + end, and that sum."""
    if not len(member):
        return None, -np.inf
    total = np.cumsum(member, dtype=np.float32)
    opening = start - (total - member)
    best = np.maximum.accumulate(opening)
    sums = best + total + end
    stop = int(np.argmax(sums))
    begin = int(np.argmax(opening[: stop + 1]))
    return (begin + shift, stop + 1 + shift), float(sums[stop])
