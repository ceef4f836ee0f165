"""Texts cut into word pieces, each stretch between blanks once a process.

A tokenizer that normalizes and splits a whole text again and again is slow; the stretches between
blanks («said,», «Moscow’s») come again in every report. A stretch is cut as it would be anywhere:
the tokenizer splits at every blank first, and looks at nothing beyond it. So what is remembered
never changes a reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np

from onrecord.reading.windows import IntArray, Pieces, laid, shapes

_BLANKS = str.maketrans("\n\t\r\xa0", "    ")
_KEPT = 60_000  # stretches remembered at most: some 20 MB

# Piece after piece: its id, where it starts and ends within the stretch, and its shape.
Stretch = tuple[int, ...]
# A tokenizer: the ids of a text's pieces and where they stand, without marks at its ends.
Tokenizer = Callable[[str], tuple[Sequence[int], Sequence[tuple[int, int]]]]


class Cutter:
    """A tokenizer with the stretches that it has met."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._met: dict[str, Stretch] = {}

    def cut(self, text: str) -> Pieces:
        """The word pieces of a text with their features."""
        stretches = text.translate(_BLANKS).split(" ")
        if len(self._met) > _KEPT:
            self._met.clear()
        self._meet(sorted(set(stretches).difference(self._met)))
        met = [self._met[stretch] for stretch in stretches]
        table = np.fromiter(chain.from_iterable(met), dtype=np.int64).reshape(-1, 4)
        lengths = np.fromiter(map(len, stretches), dtype=np.int64, count=len(stretches))
        counts = np.fromiter(map(len, met), dtype=np.int64, count=len(met)) // 4
        offset = np.repeat(np.cumsum(lengths + 1) - lengths - 1, counts)
        ids, start, end, shape = np.ascontiguousarray(table.T)
        return laid(text, ids, start + offset, end + offset, shape)

    def _meet(self, stretches: list[str]) -> None:
        """Cuts new stretches, all in one call."""
        if not stretches:
            return
        text = "\n".join(stretches)
        ids, offsets = self._tokenizer(text)
        places: IntArray = np.array(offsets, dtype=np.int64).reshape(-1, 2)
        shape = shapes(text, places[:, 0], places[:, 1])
        pieces = zip(ids, offsets, shape.tolist(), strict=True)
        piece = next(pieces, None)
        for stretch, start in zip(stretches, _starts(stretches), strict=True):
            row: list[int] = []
            while piece is not None and piece[1][0] < start + len(stretch):
                ident, (first, last), form = piece
                row += (ident, first - start, last - start, form)
                piece = next(pieces, None)
            self._met[stretch] = tuple(row)


def _starts(stretches: Sequence[str]) -> Iterator[int]:
    """Where each stretch starts in the text that they make, one on each line."""
    at = 0
    for stretch in stretches:
        yield at
        at += len(stretch) + 1
