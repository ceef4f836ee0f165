"""The lines of a text: blank ones left out, hard-wrapped ones joined, glued credits split off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.reading.layout.credits import glued_credit

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[*•▪◦·–—-]\s|\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it.

    `apart`: a blank line stands before it. `glued`: it is the credit at the end of the line
    before. `bears`: a credit was glued to it.
    """

    start: int
    end: int
    words: str
    apart: bool = True
    glued: bool = False
    bears: bool = False

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.words.count(" ") + 1


def lines_of(text: str) -> list[Line]:
    """The lines of `text`, in order; together they hold all that is not blank."""
    bare = _joined(_bare(text), text)
    found: list[Line] = []
    for line in bare:
        at = glued_credit(line.words)
        if at is None:
            found.append(line)
            continue
        first = line.words[:at].rstrip()
        found.append(Line(line.start, line.start + len(first), first, line.apart, bears=True))
        start = line.start + at
        found.append(Line(start, line.end, text[start : line.end], apart=False, glued=True))
    return found


def _bare(text: str) -> list[Line]:
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if not words:
            continue
        start = match.start() + match.group().index(words[0])
        end = start + len(words)
        found.append(Line(start, end, words, not found or text.count("\n", last, start) > 1))
        last = end
    return found


def _joined(lines: list[Line], text: str) -> list[Line]:
    """Lines of a hard-wrapped text put together to paragraphs; others as they are.

    A break is the wrapping's where the next line's first word would not have fitted. The text
    counts as wrapped where most of its lines that have a neighbour below break so.
    """
    if len(lines) < 6:
        return lines
    lengths = sorted(len(line.words) for line in lines)
    width = lengths[int(len(lengths) * 0.95)]
    if not 50 <= width <= 120 or lengths[-1] > 140:
        return lines
    pairs = list(pairwise(lines))
    soft = [
        not below.apart
        and len(above.words) + 1 + len(below.words.split(None, 1)[0]) >= width - 2
        and not _BULLET.match(below.words)
        and not (_indent(text, below) > _indent(text, above) and above.words[-1] in '.!?”"')
        for above, below in pairs
    ]
    neighbours = sum(1 for _, below in pairs if not below.apart)
    if neighbours < 4 or sum(soft) < 0.6 * neighbours:
        return lines
    found = [lines[0]]
    for line, joins in zip(lines[1:], soft, strict=True):
        if joins:
            above = found.pop()
            line = Line(above.start, line.end, text[above.start : line.end], above.apart)
        found.append(line)
    return found


def _indent(text: str, line: Line) -> int:
    """How many characters of white space stand before the line."""
    return line.start - 1 - text.rfind("\n", 0, line.start)
