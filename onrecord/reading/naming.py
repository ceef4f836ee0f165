"""Names from a tagging head's scores: whole words, whole names, and one kind for one name.

The head labels word pieces, each by itself. Here a word goes by its first piece, a name is the
likeliest row of labels in which nothing goes on that did not begin (Viterbi, 1967), and what is
called the same in a text is of the same kind unless one place speaks clearly against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.reading.links import FloatArray
from onrecord.reading.windows import IntArray, Pieces

_NEVER = -1e9
# How much likelier (natural logarithm of the odds) nothing must be for a word to be in no name,
# and one place must make a kind than the one that the name has elsewhere, not to follow.
_NOTHING = 4.0
_CLEARLY = 4.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name found by the model, with the corpus' kind (Person, Organization, Location …)."""

    start: int
    end: int
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `[first, last)` that are a name of the kind with this number."""

    first: int
    last: int
    kind: int

    @property
    def words(self) -> int:
        return self.last - self.first


def names_of(
    text: str, cut: Pieces, logits: FloatArray, kinds: tuple[str, ...]
) -> tuple[Name, ...]:
    """The names of a text. `logits` has a row for each of its pieces, over BIO labels.

    Label 0 is nothing, 2k+1 begins a name of the kind k, and 2k+2 goes on with it.
    """
    first = first_pieces(text, cut)
    if not len(first):
        return ()
    scores = logits[first]
    starts, ends = cut.start[first], cut.end[np.append(first[1:], len(cut)) - 1]
    found = [(int(starts[run.first]), int(ends[run.last - 1]), run) for run in decoded(scores)]
    called = [text[start:end].casefold() for start, end, _ in found]
    agreed = _agreed(called, scores, [run for _, _, run in found])
    sure = _sure(scores)
    return tuple(
        Name(start, end, kinds[run.kind], round(sum(sure[run.first : run.last]) / run.words, 2))
        for (start, end, _), run in zip(found, agreed, strict=True)
    )


def _sure(scores: FloatArray) -> list[float]:
    """How likely each word is in any name."""
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    sure: list[float] = (1 - shares[:, 0] / shares.sum(-1)).tolist()
    return sure


def first_pieces(text: str, cut: Pieces) -> IntArray:
    """The numbers of the pieces that a word begins with, or a mark."""
    starts, ends = cut.start.tolist(), cut.end.tolist()
    return np.array(
        [
            at
            for at, start in enumerate(starts)
            if not (at and start == ends[at - 1] and _within(text, start))
        ],
        dtype=np.int64,
    )


def _within(text: str, at: int) -> bool:
    return text[at].isalnum() and text[at - 1].isalnum()


def decoded(scores: FloatArray) -> list[_Run]:
    """The likeliest runs of words, from the scores of each word's labels.

    Labels that go on with nothing are put right within their stretch of words; elsewhere the
    likeliest labels are those of the words one by one.
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


def _runs(labels: IntArray) -> list[_Run]:
    runs = list[_Run]()
    inside = labels.nonzero()[0]
    for at, label in zip(inside.tolist(), labels[inside].tolist(), strict=True):
        if label % 2:
            runs.append(_Run(at, at + 1, (label - 1) // 2))
        else:
            runs[-1] = _Run(runs[-1].first, at + 1, runs[-1].kind)
    return runs


def _likeliest(scores: FloatArray) -> IntArray:
    """The likeliest labels of neighbouring words, in which nothing goes on that did not begin.

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


def _agreed(called: Sequence[str], scores: FloatArray, runs: Sequence[_Run]) -> list[_Run]:
    """The runs, each of the kind that all places with the same words make likeliest."""
    every = defaultdict[str, list[int]](list)
    for number, name in enumerate(called):
        every[name].append(number)
    agreed = list(runs)
    for numbers in every.values():
        if len({runs[number].kind for number in numbers}) == 1:
            continue
        own = np.array([_of_kinds(scores, runs[number]) for number in numbers])
        kind = int(own.sum(0).argmax())
        for number, chances in zip(numbers, own, strict=True):
            if chances[kind] > chances.max() - _CLEARLY:
                agreed[number] = replace(runs[number], kind=kind)
    return agreed


def _of_kinds(scores: FloatArray, run: _Run) -> FloatArray:
    """The score of a run as each kind: the mean of its labels'."""
    begun = scores[run.first, 1::2]
    went_on = scores[run.first + 1 : run.last, 2::2].sum(0)
    mean: FloatArray = (begun + went_on) / run.words
    return mean
