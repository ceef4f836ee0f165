"""What runs along the edges of pages and is no text: running heads, running feet, numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile

from onrecord.sources.documents.pdf_lines import Line, Page, rows

_ZONE = 0.14  # share of the height at either end of a page where they stand
_OUTER = 3  # rows from either end that may be one
_SHARE = 0.3  # of the pages that have the same row, where it is a running one
_FEW = 3  # pages that a row or a count runs through at least, in longer documents
_APART = 0.5  # in heights of a line: the least space between them and the text
_NUMBER = re.compile(r"\d+")
_ALONE = re.compile(r"[\W_]{0,3}(?:page )?(\d{1,4})(?: ?(?:of|/) ?\d{1,4})?[\W_]{0,3}", re.I)
_ROMAN = re.compile(r"\W{0,3}(?=[ivxl])(x{0,3}(?:ix|iv|v?i{0,3})|xl(?:ix|iv|v?i{0,3}))\W{0,3}")
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}
_NAMED = re.compile(r"\W{0,3}page \d{1,4}(?: (?:of|/) \d{1,4})?\W{0,3}", re.I)


_Key = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row near an end of a page. ``apart``: there is space between it and what is further in."""

    lines: tuple[Line, ...]
    top: bool
    apart: bool

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def key(self) -> _Key:
        """Its words and at which end it stands."""
        return self.text.casefold(), self.top

    @property
    def shape(self) -> _Key:
        """The same, whatever its numbers."""
        return _NUMBER.sub("#", self.text.casefold()), self.top

    @property
    def number(self) -> int | None:
        """The number of a page, where it is nothing else; small Roman ones count from -999."""
        alone = _ALONE.fullmatch(self.text)
        if alone:
            return int(alone[1])
        roman = _ROMAN.fullmatch(self.text)
        return _value(roman[1]) - 1000 if roman else None

    @property
    def beside(self) -> frozenset[int]:
        """The numbers that stand first and last in it, beside words: «2 · Introduction»."""
        words = self.text.split()
        ends = [word.strip("()[]-–—|·.,") for word in (words[0], words[-1])]
        return frozenset(int(end) for end in ends if end.isdecimal() and len(end) < 5)


@dataclass(frozen=True, slots=True)
class _Common:
    """What the rows at the edges of pages have in common.

    ``keys``: those that many pages have. A number counts the pages where its difference from the
    page's place is the same throughout: ``counted`` has such differences of numbers that stand
    alone, ``shapes`` those of numbers within rows that are otherwise the same, ``beside`` those
    of numbers beside any words, by the end of the page.
    """

    keys: frozenset[_Key]
    counted: frozenset[int]
    shapes: frozenset[tuple[_Key, int]]
    beside: frozenset[tuple[bool, int]]

    @classmethod
    def of(cls, edges: Sequence[Sequence[_Row]]) -> "_Common":
        """What the edges of all pages, in their order, have in common."""
        pages = len(edges)
        few = max(2, min(_SHARE * pages, _FEW))
        keys = Counter(key for edge in edges for key in {row.key for row in edge})
        alone = Counter(
            row.number - at for at, edge in enumerate(edges) for row in edge if row.number
        )
        shaped = Counter(row.shape for edge in edges for row in edge if row.beside)
        shapes = Counter(
            (row.shape, number - at)
            for at, edge in enumerate(edges) for row in edge for number in row.beside
        )  # fmt: skip
        beside: Counter[tuple[bool, int]] = Counter()
        for (shape, shift), times in shapes.items():
            beside[shape[1], shift] += times
        return cls(
            frozenset(key for key, times in keys.items() if times >= max(2, _SHARE * pages)),
            frozenset({1} if pages == 1 else (s for s, times in alone.items() if times >= few)),
            frozenset(one for one, times in shapes.items() if times >= max(2, shaped[one[0]])),
            frozenset(one for one, times in beside.items() if times >= max(few, pages / 2)),
        )

    def runs(self, row: _Row, at: int) -> bool:
        """Whether a row of page ``at`` is no text."""
        if row.key in self.keys or _NAMED.fullmatch(row.text):
            return True
        if row.number is not None and row.number - at in self.counted:
            return True
        return any(
            (row.shape, number - at) in self.shapes or (row.top, number - at) in self.beside
            for number in row.beside
        )

    def running(self, edge: Sequence[_Row], at: int) -> list[_Row]:
        """The outer rows of an edge of page ``at`` that are no text."""
        found = [*takewhile(partial(self.runs, at=at), edge)]
        while found and not found[-1].apart:
            found.pop()
        return found


def without_running(pages: Sequence[Page]) -> list[Page]:
    """The pages without their running heads, running feet and page numbers.

    A row is one where many pages have the same, where some have the same but for a number that
    counts the pages, or where it is nothing but such a number; it stands at the very edge, with
    space between it and the text.
    """
    edges = [(_edge(page, top=True), _edge(page, top=False)) for page in pages]
    common = _Common.of([above + below for above, below in edges])
    found = []
    for at, (page, ends) in enumerate(zip(pages, edges, strict=True)):
        gone: set[Line] = set()
        for edge in ends:
            gone.update(line for row in common.running(edge, at) for line in row.lines)
        found.append(replace(page, pieces=tuple(p for p in page.pieces if p not in gone)))
    return found


def _edge(page: Page, *, top: bool) -> list[_Row]:
    """The outer rows at one end of a page, the outermost first."""
    zone = _ZONE * page.height
    near = [
        line
        for line in page.pieces
        if (line.top < 2 * zone if top else line.bottom > page.height - 2 * zone)
    ]
    there = rows(near) if top else rows(near)[::-1]
    found: list[_Row] = []
    for at, row in enumerate(there[:_OUTER]):
        if row[0].bottom > zone if top else row[0].top < page.height - zone:
            break
        inner = there[at + 1] if at + 1 < len(there) else None
        found.append(_Row(tuple(row), top, inner is None or _space(row, inner) >= _APART))
    return found


def _value(roman: str) -> int:
    """The value of a small Roman number."""
    found = [_ROMANS[letter] for letter in roman]
    after = [*found[1:], 0]
    return sum(-one if one < then else one for one, then in zip(found, after, strict=True))


def _space(one: Sequence[Line], other: Sequence[Line]) -> float:
    """The space between two rows, in heights of the one."""
    upper, lower = (one, other) if one[0].top < other[0].top else (other, one)
    space = min(line.top for line in lower) - max(line.bottom for line in upper)
    return space / one[0].height
