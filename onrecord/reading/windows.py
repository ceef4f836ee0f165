"""A text as the encoder sees it: word pieces with their features, cut into windows.

The encoder is uncased and sees at most `WINDOW` pieces, so casing, quotation marks and paragraph
breaks reach it as features of their own, and a long report is read as a row of windows. Every
piece is decided in exactly one window (its core); the pieces before and after are only context.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.reading.quotes import quotations
from onrecord.reading.wrapping import soft_breaks

IntArray = npt.NDArray[np.int64]

CORE = 320
BEFORE = 96
AFTER = 32
WINDOW = 2 + BEFORE + CORE + AFTER

SHAPES = ("lower", "title", "upper", "mixed", "digit", "mark")
QUOTED = ("outside", "inside", "mark")
BREAKS = ("none", "line", "paragraph")
PLAIN_FEATURES = (SHAPES.index("mark"), 0, 0)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, as arrays of one length.

    `start`, `end` are code points into the text; `shape`, `quoted`, `broken` index SHAPES, QUOTED
    and BREAKS; `paragraph` counts lines of text, wrapped ones as one; `quote` is the number of the
    quotation a piece stands in, -1 outside.
    """

    ids: IntArray
    start: IntArray
    end: IntArray
    shape: IntArray
    quoted: IntArray
    broken: IntArray
    paragraph: IntArray
    quote: IntArray

    def __len__(self) -> int:
        return len(self.ids)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The range of pieces that touch the characters `[start, end)`."""
        first = int(np.searchsorted(self.end, start, side="right"))
        last = int(np.searchsorted(self.start, end, side="left"))
        return first, max(first, last)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `[start, end)` read together; `[core_start, core_end)` are decided here."""

    start: int
    end: int
    core_start: int
    core_end: int


def pieces(text: str, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Pieces:
    """The word pieces of `text` with their features.

    `ids` and `offsets` (code points) are a tokenizer's, without its special tokens.
    """
    count = len(ids)
    places = np.array(offsets, dtype=np.int64).reshape(count, 2)
    start, end = places[:, 0], places[:, 1]
    shape = _shapes(text, start, end)
    soft = soft_breaks(text)
    breaks = [i for i, c in enumerate(text) if c == "\n" and i not in soft]
    newlines = np.array(breaks, dtype=np.int64)
    lines = np.searchsorted(newlines, start)
    gap = np.diff(lines, prepend=lines[:1] - 2) if count else lines
    paragraph = np.cumsum(gap > 0) - 1 if count else lines
    quote = np.full(count, -1, dtype=np.int64)
    quoted = np.zeros(count, dtype=np.int64)
    for number, q in enumerate(quotations(text)):
        a, b = np.searchsorted(start, q.start), np.searchsorted(start, q.end)
        quote[a:b] = number
        quoted[a:b] = 1
        quoted[a : np.searchsorted(start, q.inner_start)] = 2
        if q.closed:
            quoted[np.searchsorted(start, q.inner_end) : b] = 2
    return Pieces(
        ids=np.array(ids, dtype=np.int64),
        start=start,
        end=end,
        shape=shape,
        quoted=quoted,
        broken=np.minimum(gap, 2),
        paragraph=paragraph,
        quote=quote,
    )


def windows(cut: Pieces) -> Iterator[Window]:
    """Windows over all pieces, cores ending at paragraph ends where one is near."""
    count, at = len(cut), 0
    breaks = np.flatnonzero(cut.broken > 0)
    while at < count:
        end = min(at + CORE, count)
        if end < count:
            near = breaks[(breaks > at + CORE // 3) & (breaks <= end)]
            if len(near):
                end = int(near[-1])
        yield Window(max(0, at - BEFORE), min(count, end + AFTER), at, end)
        at = end


def model_input(cut: Pieces, window: Window, cls: int, sep: int) -> IntArray:
    """The four rows that the encoder reads (ids, shape, quoted, broken), with its end marks.

    Returns an array of shape (4, pieces + 2).
    """
    a, b = window.start, window.end
    out = np.empty((4, b - a + 2), dtype=np.int64)
    for row, (values, plain) in enumerate(
        zip((cut.shape, cut.quoted, cut.broken), PLAIN_FEATURES, strict=True), start=1
    ):
        out[row, 0] = out[row, -1] = plain
        out[row, 1:-1] = values[a:b]
    out[0, 0], out[0, -1] = cls, sep
    out[0, 1:-1] = cut.ids[a:b]
    return out


def _shapes(text: str, start: Sequence[int] | IntArray, end: Sequence[int] | IntArray) -> IntArray:
    """The casing of the whole word that each piece belongs to."""
    out = np.empty(len(start), dtype=np.int64)
    first = 0
    for i in range(1, len(start) + 1):
        if (
            i < len(start)
            and start[i] == end[i - 1]
            and text[start[i]].isalnum()
            and (text[end[i - 1] - 1].isalnum())
        ):
            continue
        if first < len(start):
            out[first:i] = _shape(text[start[first] : end[i - 1]])
        first = i
    return out


def _shape(word: str) -> int:
    if word.islower():
        return 0
    if word.isupper():
        return 1 if len(word) == 1 else 2
    if word[:1].isupper():
        return 1 if word[1:].islower() else 3
    if word[:1].isdigit():
        return 4
    return 5 if not word[:1].isalnum() else 3
