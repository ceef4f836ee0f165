"""The lines of a page in the order in which they are read: columns one after the other.

All measures are points from the upper left corner. Time is that of sorting.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import median

from onrecord.sources.documents.characters import tidy

_APART = 1.0  # in heights of a line: a wider gap within a run may be the space between columns
_CELLS = 2.0  # a wider one within a row that is in one column parts the cells of a table
_RAISED = 0.12  # share of a line's height by which the mark of a note behind it is raised
_BINS = 240  # strips of a page in which a gutter is looked for
_MIDDLE = (0.15, 0.85)  # where it may be, in shares of the width
_ROWS = 4  # lines that a column has at least
_FILLED = 0.55  # share of its long lines that a column's middling line has, in running text
_WIDE = 8.0  # heights of a line that its long lines have at least
_DEEPEST = 4  # gutters within columns
_MARK = re.compile(r"\W{1,3}|\(?\w{1,3}[.)]|\(\w{1,4}\)")  # a bullet, the number of an item


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a part of one. ``first`` is the width of its first word.

    ``heavy``: all of it is bold; ``opens_heavy``, ``ends_heavy``: its first, its last word is.
    ``cells``: it is a row of a table.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    first: float
    heavy: bool
    opens_heavy: bool
    ends_heavy: bool
    cells: bool = False

    @property
    def height(self) -> float:
        """That of its highest word, at least a point."""
        return max(self.bottom - self.top, 1.0)


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of lines on a page, from the top; which belong together is still open."""

    width: float
    height: float
    pieces: tuple[Line, ...]


def pieces(runs: Iterable[Sequence[Sequence[object]]]) -> tuple[Line, ...]:
    """The pieces of a page's runs (see ``pdf_pages``): parted where a column may end."""
    found: list[Line] = []
    for run in runs:
        last: Line | None = None
        for word in run:
            piece = _piece(word)
            if piece is None:
                continue
            if last is not None and _adjoin(last, piece, _APART):
                last = found[-1] = _joined(last, piece, " ")
            else:
                found.append(piece)
                last = piece
    return tuple(piece for row in rows(found) for piece in _merged(row))


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines by rows from the top, each row from the left."""
    found: list[list[Line]] = []
    base: Line | None = None
    for line in sorted(lines, key=lambda one: (one.top + one.bottom, one.left)):
        if base is not None and (line.top + line.bottom) / 2 < base.bottom - 0.3 * base.height:
            found[-1].append(line)
        else:
            found.append([line])
            base = line
    return [sorted(row, key=lambda one: (one.left, one.top)) for row in found]


def columns(lines: Sequence[Line], depth: int = 0) -> list[list[Line]]:
    """The lines by stretches of one column, in the order in which they are read."""
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        column = [_row(row) for row in rows(lines)]
        return [column] if column else []
    found: list[list[Line]] = []
    across: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows(lines):
        crossing = [line for line in row if line.left < gutter < line.right]
        if crossing:
            found += columns(left, depth + 1) + columns(right, depth + 1)
            left, right = [], []
            across.append(_row(row))
            continue
        if across:
            found.append(across)
            across = []
        left += [line for line in row if line.right <= gutter]
        right += [line for line in row if line.left >= gutter]
    found += columns(left, depth + 1) + columns(right, depth + 1)
    return [*found, across] if across else found


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where a strip of white parts two columns of running text; None where none does."""
    if len(lines) < 2 * _ROWS:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    wide = (end - start) / _BINS
    if wide <= 0:
        return None
    steps = [0] * (_BINS + 2)
    for line in lines:
        steps[int((line.left - start) / wide)] += 1
        steps[int((line.right - start) / wide) + 1] -= 1
    cover = list(accumulate(steps))[:_BINS]
    middle = range(int(_MIDDLE[0] * _BINS), int(_MIDDLE[1] * _BINS))
    least = min(cover[at] for at in middle)
    best: list[int] = []
    strip: list[int] = []
    for at in middle:
        strip = [*strip, at] if cover[at] == least else []
        best = max(best, strip, key=len)
    gutter = start + (best[0] + best[-1] + 1) / 2 * wide
    return gutter if _parts(lines, gutter) else None


def _parts(lines: Sequence[Line], gutter: float) -> bool:
    """Whether what stands on both sides of a strip is running text and not a table."""
    left = [line for line in lines if line.right <= gutter]
    right = [line for line in lines if line.left >= gutter]
    fewer = min(len(left), len(right))
    crossing = len(lines) - len(left) - len(right)
    if fewer < _ROWS or crossing > 3 * fewer:
        return False
    return _runs(left) and _runs(right)


def _runs(side: Sequence[Line]) -> bool:
    """Whether lines are those of running text: long ones, and most about as long."""
    widths = sorted(line.right - line.left for line in side)
    long = widths[int(len(widths) * 0.9)]
    height = median(line.height for line in side)
    return median(widths) >= _FILLED * long and long >= _WIDE * height


def _piece(word: Sequence[object]) -> Line | None:
    text = tidy(str(word[0]))
    if not text:
        return None
    left, top, right, bottom = (float(str(side)) for side in word[1:5])
    bold = bool(word[5])
    return Line(text, left, top, right, bottom, right - left, bold, bold, bold)


def _adjoin(one: Line, other: Line, apart: float) -> bool:
    """Whether the other goes on where the one ends, on the same line."""
    height = max(one.height, other.height)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    level = shared > 0.5 * min(one.height, other.height)
    return level and -height < other.left - one.right < apart * height


def _joined(one: Line, other: Line, between: str) -> Line:
    return replace(
        one,
        text=one.text + between + other.text,
        top=min(one.top, other.top),
        right=max(one.right, other.right),
        bottom=max(one.bottom, other.bottom),
        heavy=one.heavy and other.heavy,
        ends_heavy=other.ends_heavy,
    )


def _merged(row: Sequence[Line]) -> Iterable[Line]:
    """The pieces of a row, those put together that only their fonts or marks had parted."""
    last = row[0]
    for line in row[1:]:
        if line.text.isdigit() and line.bottom < last.bottom - _RAISED * last.height:
            continue  # the mark of a note
        if _adjoin(last, line, 0.5):
            last = _joined(last, line, " " if line.left - last.right > 0.1 * line.height else "")
        else:
            yield last
            last = line
    yield last


def _row(row: Sequence[Line]) -> Line:
    """One line of a row that lies in one column: with tabs between the cells of a table."""
    whole = row[0]
    for number, line in enumerate(row[1:]):
        marked = number == 0 and _MARK.fullmatch(whole.text)  # and the text that it marks
        cell = not marked and line.left - whole.right > _CELLS * line.height
        whole = replace(
            _joined(whole, line, "\t" if cell else " "),
            cells=whole.cells or cell,
            first=whole.first,
        )
    return whole
