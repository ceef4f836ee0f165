"""Who and what a text speaks of, in chains: all its mentions of one person, place or thing.

A mention is scored by its two ends; each is then linked to the one before it that it most likely
takes up, or to none, and what hangs together is a chain (after Lee et al. 2017 and, for the two
ends, Kirstain et al. 2021). A long text is read window by window: what is said of a piece is taken
from the window that decides it, and mentions are linked across windows like any others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.reading.likeness import KINDS, alike, features
from onrecord.reading.links import bucketed
from onrecord.reading.relations import (
    MENTION,
    REFERENCE,
    WIDTHS,
    FloatArray,
    Projected,
    Range,
    Relations,
    RelationWeights,
)
from onrecord.reading.windows import SHAPES, IntArray, Pieces

__all__ = ["MENTION", "WIDTHS", "Chain", "chains", "clusters", "span_scores"]

Chain = tuple[Range, ...]
BoolArray = npt.NDArray[np.bool_]

_MARK = SHAPES.index("mark")
# Fitted on texts of OntoGUM that the model was trained on: it learnt its scores where it was told
# all noun phrases, and here it must find the mentions first.
_LEAST = -1.0  # what the score of a mention must be above
_SURE = 0.3  # how much a likely mention rather takes up another
_NONE = -0.5  # how much less it is worth to take up none
_WORTH = {
    "unlike": -1.5,
    "two pronouns": -1.0,
    "anaphor is a pronoun": -0.5,
    "same words": 1.5,
    "same name": 1.5,
}
_MOST = 0.5  # mentions a word
_REACH = 1500  # mentions that one may look back over
_BLOCK = 128  # mentions linked at a time: bounds the memory that a long text takes


def chains(relations: Relations) -> tuple[Chain, ...]:
    """The chains of a text that the model has read; see `clusters`."""
    return clusters(relations.cut, relations.projected, relations.weights, relations.text)


def clusters(
    cut: Pieces, projected: Sequence[Projected], weights: RelationWeights, text: str
) -> tuple[Chain, ...]:
    """The chains of a text, each of two or more mentions `[start, end)` in code points, in order.

    `projected` is what the encoder says of each window, in any order; () where it has not read
    the text or its model knows no mentions.
    """
    windows = sorted(projected, key=lambda seen: seen.window.core_start)
    said = [(seen, seen.mention) for seen in windows if seen.mention is not None]
    if not said:
        return ()
    mention = np.concatenate([_core(seen, rows) for seen, rows in said])
    reference = np.concatenate([_core(seen, seen.reference) for seen, _ in said])
    runs, sure = _mentions(cut, mention, weights)
    spans = list(zip(cut.start[runs[:, 0]].tolist(), cut.end[runs[:, 1]].tolist(), strict=True))
    links = _antecedents(runs, sure, reference, weights, features(text, spans))
    chains: dict[int, list[Range]] = {}
    chain = list(range(len(spans)))
    for number, before in enumerate(links):
        if before >= 0:
            chain[number] = chain[before]
        chains.setdefault(chain[number], []).append(spans[number])
    return tuple(tuple(found) for found in chains.values() if len(found) > 1)


def _core(seen: Projected, rows: FloatArray) -> FloatArray:
    window = seen.window
    return rows[window.core_start - window.start : window.core_end - window.start]


def _mentions(
    cut: Pieces, mention: FloatArray, weights: RelationWeights
) -> tuple[IntArray, FloatArray]:
    """The likeliest mentions in order, as first and last piece, and their scores; none crosses
    another."""
    opens, closes = _edges(cut)
    scores = span_scores(mention, weights)
    count = len(mention)
    last = np.arange(count)[:, None] + np.arange(WIDTHS)
    inside = np.minimum(last, count - 1)
    allowed = opens[:, None] & closes[inside] & (last < count)
    allowed &= cut.paragraph[:count, None] == cut.paragraph[inside]
    first, width = np.nonzero(allowed & (scores > _LEAST))
    points = scores[first, width]
    order = np.argsort(-points, kind="stable")
    runs = np.stack([first, first + width], axis=1)
    kept = order[_uncrossed(runs[order])][: int(_MOST * opens.sum())]
    kept = kept[np.lexsort((runs[kept, 1], runs[kept, 0]))]
    return runs[kept], points[kept]


def span_scores(mention: FloatArray, weights: RelationWeights) -> FloatArray:
    """How likely each run of pieces is a mention, above 0 if likely: (pieces, WIDTHS) by its first
    piece and its length less one; runs beyond the end have no meaning."""
    start, end = mention[:, :MENTION], mention[:, MENTION : 2 * MENTION]
    opening, closing = mention[:, 2 * MENTION], mention[:, 2 * MENTION + 1]
    count = len(mention)
    scores = np.empty((count, WIDTHS), dtype=np.float32)
    scores[:] = opening[:, None] + weights.mention_width[:, 0]
    for width in range(min(WIDTHS, count)):
        fits = np.einsum("tm,tm->t", start[: count - width], end[width:])
        scores[: count - width, width] += fits / np.float32(MENTION**0.5) + closing[width:]
    return scores


def _edges(cut: Pieces) -> tuple[BoolArray, BoolArray]:
    """Which pieces begin a word, and which end one."""
    word = cut.shape != _MARK
    joined = (cut.start[1:] == cut.end[:-1]) & word[1:] & word[:-1]
    return np.append(True, ~joined), np.append(~joined, True)


def _uncrossed(runs: IntArray) -> IntArray:
    """The numbers of the runs that cross none of those before them that are kept."""
    first, last = runs[:, 0], runs[:, 1]
    kept: list[int] = []
    starts: dict[int, int] = {}  # where a run that is kept starts: the last piece it reaches
    ends: dict[int, int] = {}  # where it ends: the first
    for number, (a, b) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        if any(starts.get(at, -1) > b for at in range(a + 1, b + 1)) or any(
            ends.get(at, a) < a for at in range(a, b)
        ):
            continue
        kept.append(number)
        starts[a] = max(b, starts.get(a, b))
        ends[b] = min(a, ends.get(b, a))
    return np.array(kept, dtype=np.int64)


def _antecedents(
    runs: IntArray,
    sure: FloatArray,
    reference: FloatArray,
    weights: RelationWeights,
    look: IntArray,
) -> Iterator[int]:
    """For each mention the number of the one before it that it takes up, -1 for none."""
    worth = weights.reference_distance[:, 0] + weights.reference_likeness
    worth += np.array([[_WORTH.get(kind, 0.0)] for kind in KINDS], dtype=np.float32)
    total = np.zeros((len(reference) + 1, reference.shape[1]))
    np.cumsum(reference, axis=0, out=total[1:], dtype=np.float64)
    size = (runs[:, 1] + 1 - runs[:, 0])[:, None]
    mean = ((total[runs[:, 1] + 1] - total[runs[:, 0]]) / size).astype(np.float32)
    asks, gives, none = np.split(mean, [REFERENCE, 2 * REFERENCE], axis=1)
    for at in range(0, len(runs), _BLOCK):
        here = slice(at, min(at + _BLOCK, len(runs)))
        before = slice(max(0, at - _REACH), here.stop)
        points = asks[here] @ gives[before].T / np.float32(REFERENCE**0.5)
        away = bucketed(runs[before, 0] - runs[here, :1])
        points += worth[alike(look[here], look[before]), away]
        points[runs[before, 1] >= runs[here, :1]] = -np.inf  # it must end before the other starts
        best = points.argmax(1)
        more = points[np.arange(len(best)), best] - none[here, 0] + _SURE * sure[here]
        yield from np.where(more > _NONE, best + before.start, -1).tolist()
