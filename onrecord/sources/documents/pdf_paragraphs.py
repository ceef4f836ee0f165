"""Paragraphs out of lines: which line goes on in the next, in the column and over the page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from onrecord.sources.documents.pdf_lines import Line, Page, columns

_SAME = 0.12  # share by which the heights of lines of one paragraph may differ
_LOOSE = 1.35  # leadings from which on a paragraph ends
_SMALL = 0.92  # share of the body's height up to which a line at the foot is a note
_BULLET = re.compile(r"[•▪◦·●■–—*-]\s")
_NUMBERED = re.compile(r"(?:\(?[0-9]{1,3}[.)]|\([a-z]{1,4}\)|[a-z]\)|[IVXivx]{1,5}\.)\s")
_NOTE = re.compile(r"(?:\[?\d{1,3}\]?|[*†‡])\s?\S")
_PARTED = re.compile(r"[^\W\d_]-$")
_STOPPED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. ``full``: the last had no room for another word.

    ``row``: it is a row of a table.
    """

    lines: list[str]
    height: float
    heavy: bool
    indented: bool
    row: bool
    page: int
    full: bool = False


def paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """The paragraphs of all pages in the order in which they are read; notes at the end."""
    body = body_height(pages)
    running: list[Paragraph] = []
    notes: list[Paragraph] = []
    for at, page in enumerate(pages):
        for column in columns(page.pieces):
            text, foot = _without_notes(column, body)
            for number, found in enumerate(_of_column(text, at)):
                if number == 0 and running and _goes_on(running[-1], found):
                    running[-1].lines += found.lines
                    running[-1].full = found.full
                else:
                    running.append(found)
            notes += _of_column(foot, at)
    return running + notes


def body_height(pages: Sequence[Page]) -> float:
    """The height of the line in which the middling character stands; 0 without text."""
    sizes = sorted((line.height, len(line.text)) for page in pages for line in page.pieces)
    half, passed = sum(length for _, length in sizes) / 2, 0
    for height, length in sizes:
        passed += length
        if passed >= half:
            return height
    return 0.0


def _without_notes(column: Sequence[Line], body: float) -> tuple[Sequence[Line], Sequence[Line]]:
    """A column parted into text and the notes at its foot: small lines, the first marked."""
    at = len(column)
    while at and column[at - 1].height <= _SMALL * body:
        at -= 1
    while at < len(column) and not _NOTE.match(column[at].text):
        at += 1
    return (column[:at], column[at:]) if at else (column, ())


def _of_column(lines: Sequence[Line], page: int) -> list[Paragraph]:
    """The paragraphs of a stretch of one column."""
    found: list[Paragraph] = []
    for block in _blocks(lines):
        found += _of_block(block, page)
    return found


def _of_block(block: Sequence[Line], page: int) -> list[Paragraph]:
    wide = max(line.right - line.left for line in block)
    right = max(line.right for line in block)
    left = min(line.left for line in block)
    centred = _centred(block)
    found: list[Paragraph] = []
    last: Line | None = None
    for line in block:
        if last is not None:
            room = wide - (last.right - last.left) if centred else right - last.right
            if not _ends(last, line, room, found[-1].lines[0], indent=not centred):
                found[-1].lines.append(line.text)
                found[-1].heavy &= line.heavy
                last = line
                continue
        indented = not centred and line.left - left > 0.8 * line.height
        found.append(Paragraph([line.text], line.height, line.heavy, indented, line.cells, page))
        last = line
    if last is not None:
        found[-1].full = right - last.right < 3 * last.height and len(block) > 1
    return found


def _blocks(lines: Sequence[Line]) -> Iterable[list[Line]]:
    """The lines of a column by stretches of one size and one spacing."""
    steps = [
        below.top - above.top
        for above, below in pairwise(lines)
        if _alike(above, below) and below.top > above.top
    ]
    usual = median(steps) if len(steps) > 2 else 0.0
    block: list[Line] = []
    for line in lines:
        if block:
            # never less than the line is high; where there are few lines, what is common
            leading = max(usual or 1.25 * line.height, 0.9 * line.height)
            spaced = line.top - block[-1].top > _LOOSE * leading
            if spaced or not _alike(block[-1], line) or line.cells or block[-1].cells:
                yield block
                block = []
        block.append(line)
    if block:
        yield block


def _alike(one: Line, other: Line) -> bool:
    """Whether two lines may be of one paragraph by their size and weight."""
    if abs(one.height - other.height) > _SAME * max(one.height, other.height):
        return False
    return not (one.heavy and not other.opens_heavy) and not (other.heavy and not one.ends_heavy)


def _centred(block: Sequence[Line]) -> bool:
    """Whether the lines stand around one middle and begin at different places."""
    middles = [(line.left + line.right) / 2 for line in block]
    lefts = [line.left for line in block]
    height = block[0].height
    return max(middles) - min(middles) < 0.5 * height and max(lefts) - min(lefts) > 0.5 * height


def _ends(above: Line, below: Line, room: float, so_far: str, *, indent: bool) -> bool:
    """Whether a paragraph ends between two lines of a block."""
    stopped = bool(_STOPPED.search(above.text))
    ended = stopped or room > above.height
    if _NUMBERED.match(below.text) and ended:
        return True
    if _BULLET.match(below.text) and (ended or below.text[0] not in "-–—*"):
        return True
    if _PARTED.search(above.text[-2:]) and below.text[0].islower():
        return False
    space = 0.3 * above.height
    if below.first + space + 0.5 * above.height < room:
        return True
    moved = below.left - above.left
    item = _BULLET.match(so_far) or _NUMBERED.match(so_far)
    if not indent or item:
        return item is not None and moved < -0.8 * above.height and stopped
    return stopped and moved > 0.8 * above.height


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph goes on at the head of the next column or page."""
    if above.row or below.row or above.heavy != below.heavy or _STOPPED.search(above.lines[-1]):
        return False
    if abs(above.height - below.height) > _SAME * above.height or below.indented:
        return False
    first = below.lines[0]
    if _BULLET.match(first) or _NUMBERED.match(first):
        return False
    return first[0].islower() or (above.full and not above.heavy)
