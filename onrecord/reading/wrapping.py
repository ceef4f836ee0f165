"""Hard-wrapped text: which line breaks only fill the line and end no paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[*•▪◦·–—-]\s|\d{1,2}[.)]\s")

Line = tuple[int, int]  # without the white space around it


def bare_lines(text: str) -> list[Line]:
    """The lines that are not blank, each without the white space around it."""
    found = []
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words[0])
            found.append((start, start + len(words)))
    return found


@lru_cache(maxsize=4)
def soft_breaks(text: str) -> frozenset[int]:
    """Where those newlines stand that a hard wrap has put into a paragraph.

    A break is the wrapping's where the next line's first word would not have fitted. The text
    counts as wrapped where most of its lines that have a neighbour below break so.
    """
    lines = bare_lines(text)
    if len(lines) < 6:
        return frozenset()
    lengths = sorted(end - start for start, end in lines)
    width = lengths[int(len(lengths) * 0.95)]
    if not 50 <= width <= 120 or lengths[-1] > 140:
        return frozenset()
    neighbours = [pair for pair in pairwise(lines) if text.count("\n", pair[0][1], pair[1][0]) == 1]
    soft = [
        text.index("\n", above[1])
        for above, below in neighbours
        if _fills(text, above, below, width)
    ]
    wrapped = len(neighbours) >= 4 and len(soft) >= 0.6 * len(neighbours)
    return frozenset(soft) if wrapped else frozenset()


def paragraphs(text: str) -> list[Line]:
    """The stretches of text between the breaks that end a paragraph."""
    soft = soft_breaks(text)
    found: list[Line] = []
    for match in _LINE.finditer(text):
        if match.start() - 1 in soft:
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return found


def _fills(text: str, above: Line, below: Line, width: int) -> bool:
    """Whether the line below begins with a word for which the line above had no room."""
    first_word = text[below[0] : below[1]].split(None, 1)[0]
    indented = _indent(text, below) > _indent(text, above) and text[above[1] - 1] in '.!?”"'
    return (
        above[1] - above[0] + 1 + len(first_word) >= width - 2
        and not _BULLET.match(text, below[0])
        and not indented
    )


def _indent(text: str, line: Line) -> int:
    """How many characters of white space stand before the line."""
    return line[0] - 1 - text.rfind("\n", 0, line[0])
