"""A text as the encoder sees it: word pieces with their features, cut into windows.

The encoder is uncased and sees at most `WINDOW` pieces, so casing, quotation marks and paragraph
breaks reach it as features of their own, and a long report is read as a row of windows. Every
piece is decided in exactly one window (its core); the pieces before and after are only context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.reading.quotes import quotations
from onrecord.reading.wrapping import soft_breaks

IntArray = npt.NDArray[np.int64]

_NEWLINE = re.compile("\n")

CORE = 320
BEFORE = 48
AFTER = 16
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
    places = np.array(offsets, dtype=np.int64).reshape(len(ids), 2)
    start, end = places[:, 0], places[:, 1]
    return laid(text, np.array(ids, dtype=np.int64), start, end, shapes(text, start, end))


def laid(text: str, ids: IntArray, start: IntArray, end: IntArray, shape: IntArray) -> Pieces:
    """The word pieces of `text` with what surrounds them: lines and quotations."""
    count = len(ids)
    soft = soft_breaks(text)
    breaks = [found.start() for found in _NEWLINE.finditer(text)]
    newlines = np.array([at for at in breaks if at not in soft], dtype=np.int64)
    lines = np.searchsorted(newlines, start)
    gap = np.diff(lines, prepend=lines[:1] - 2) if count else lines
    paragraph = np.cumsum(gap > 0) - 1 if count else lines
    quote = np.full(count, -1, dtype=np.int64)
    quoted = np.zeros(count, dtype=np.int64)
    found = quotations(text)
    edges = np.array(
        [(q.start, q.inner_start, q.inner_end, q.end) for q in found], dtype=np.int64
    ).reshape(-1, 4)
    for number, (a, b, c, d) in enumerate(np.searchsorted(start, edges).tolist()):
        quote[a:d] = number
        quoted[a:d] = 1
        quoted[a:b] = 2
        if found[number].closed:
            quoted[c:d] = 2
    return Pieces(
        ids=ids,
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


def shapes(text: str, start: IntArray, end: IntArray) -> IntArray:
    """The casing of the whole word that each piece belongs to."""
    out: list[int] = []
    first = last = 0  # the word so far, in characters
    count = 0  # and in pieces
    for begin, stop in zip(start.tolist(), end.tolist(), strict=True):
        if count and begin == last and text[begin].isalnum() and text[last - 1].isalnum():
            count, last = count + 1, stop
            continue
        if count:
            out += [_shape(text[first:last])] * count
        first, last, count = begin, stop, 1
    if count:
        out += [_shape(text[first:last])] * count
    return np.array(out, dtype=np.int64)


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
