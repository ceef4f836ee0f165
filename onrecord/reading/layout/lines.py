"""The lines of a text: blank ones left out, hard-wrapped ones joined, glued credits split off."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.layout.credits import glued_credit
from onrecord.reading.wrapping import bare_lines, soft_breaks


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
    found: list[Line] = []
    for line in _joined(text):
        at = glued_credit(line.words)
        if at is None:
            found.append(line)
            continue
        first = line.words[:at].rstrip()
        found.append(Line(line.start, line.start + len(first), first, line.apart, bears=True))
        start = line.start + at
        found.append(Line(start, line.end, text[start : line.end], apart=False, glued=True))
    return found


def _joined(text: str) -> list[Line]:
    """The lines as they stand, those of a hard-wrapped text put together to paragraphs."""
    soft = soft_breaks(text)
    found: list[Line] = []
    last = 0
    for start, end in bare_lines(text):
        breaks = text.count("\n", last, start)
        if breaks == 1 and text.index("\n", last) in soft:
            above = found.pop()
            found.append(Line(above.start, end, text[above.start : end], above.apart))
        else:
            found.append(Line(start, end, text[start:end], not found or breaks > 1))
        last = end
    return found
