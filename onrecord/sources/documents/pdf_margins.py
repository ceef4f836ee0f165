"""What runs along the edges of pages and is no text: running heads, running feet, numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.sources.documents.pdf_lines import Line, Page, rows

_ZONE = 0.14  # share of the height at either end of a page where they stand
_OUTER = 3  # rows from either end that may be one
_SHARE = 0.3  # of the pages that have the same row, where it is a running one
_APART = 0.5  # in heights of a line: the least space between them and the text
_NUMBER = re.compile(r"\d+")
_ALONE = re.compile(r"[\W_]{0,3}(?:page )?(\d{1,4})(?: ?(?:of|/) ?\d{1,4})?[\W_]{0,3}", re.I)
_NAMED = re.compile(r"\W{0,3}page \d{1,4}(?: (?:of|/) \d{1,4})?\W{0,3}", re.I)


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
    def key(self) -> tuple[str, bool]:
        """Its words, whatever its numbers, and at which end it stands."""
        return _NUMBER.sub("#", self.text.casefold()), self.top

    @property
    def number(self) -> int | None:
        """The number of a page, where it is nothing else."""
        alone = _ALONE.fullmatch(self.text)
        return int(alone[1]) if alone else None


def without_running(pages: Sequence[Page]) -> list[Page]:
    """The pages without their running heads, running feet and page numbers.

    A row is one where many pages have the same, whatever its numbers, or where it is a number
    that counts the pages; it stands at the very edge, with space between it and the text.
    """
    edges = [(_edge(page, top=True), _edge(page, top=False)) for page in pages]
    often: Counter[tuple[str, bool]] = Counter()
    shifts: Counter[int] = Counter()
    for at, (above, below) in enumerate(edges):
        often.update({row.key for row in above + below})
        shifts.update({row.number - at for row in above + below if row.number is not None})
    least = max(2, _SHARE * len(pages))
    keys = {key for key, times in often.items() if times >= least}
    counted = {shift for shift, times in shifts.items() if times >= least}
    if len(pages) == 1:
        counted = {1}
    found = []
    for at, (page, ends) in enumerate(zip(pages, edges, strict=True)):
        gone = {line for edge in ends for line in _running(edge, at, keys, counted)}
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


def _space(one: Sequence[Line], other: Sequence[Line]) -> float:
    """The space between two rows, in heights of the one."""
    upper, lower = (one, other) if one[0].top < other[0].top else (other, one)
    space = min(line.top for line in lower) - max(line.bottom for line in upper)
    return space / one[0].height


def _running(
    edge: Sequence[_Row], at: int, keys: set[tuple[str, bool]], counted: set[int]
) -> list[Line]:
    """The lines at one end of page ``at`` that are no text."""
    gone: list[Line] = []
    found: list[Line] = []
    for row in edge:
        number = row.number
        counts = number is not None and number - at in counted
        if not (counts or row.key in keys or _NAMED.fullmatch(row.text)):
            break
        found += row.lines
        if row.apart:
            gone = [*found]
    return gone
