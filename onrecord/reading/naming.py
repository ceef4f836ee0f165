"""Names from a tagging head's scores: of whole words, and one name of one kind.

The head labels word pieces, each by itself. Here a word goes by its first piece, and what is
called the same in a text is of the same kind unless one place speaks clearly against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.reading.links import FloatArray
from onrecord.reading.tagging import Run, decoded
from onrecord.reading.windows import IntArray, Pieces

# How much likelier (natural logarithm of the odds) one place must make a kind than the one that
# the name has elsewhere, not to follow.
_CLEARLY = 4.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name found by the model, with the corpus' kind (Person, Organization, Location …)."""

    start: int
    end: int
    kind: str
    confidence: float


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
        Name(start, end, kinds[run.kind], round(sum(sure[run.first : run.last]) / len(run), 2))
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


def _agreed(called: Sequence[str], scores: FloatArray, runs: Sequence[Run]) -> list[Run]:
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


def _of_kinds(scores: FloatArray, run: Run) -> FloatArray:
    """The score of a run as each kind: the mean of its labels'."""
    begun = scores[run.first, 1::2]
    went_on = scores[run.first + 1 : run.last, 2::2].sum(0)
    mean: FloatArray = (begun + went_on) / len(run)
    return mean
