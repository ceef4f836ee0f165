"""The kind of every line: above the body, in it, between its paragraphs and below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.layout.bylines import byline
from onrecord.reading.layout.credits import bare_agency
from onrecord.reading.layout.head import Head, Turns, head_of
from onrecord.reading.layout.lines import Line
from onrecord.reading.layout.marks import opens
from onrecord.reading.layout.plain import BULLET, STOPPED, captioned, framed, plain, told
from onrecord.reading.layout.stamps import stamp
from onrecord.vocabulary import PartKind

_LOOSE = frozenset({"«", "“", '"', "‘"})
_NUMBERED = re.compile(r"\d{1,2}[.)] [^\W\d_a-z]")
_LABEL = re.compile(r"\W*\w+(?:\s\w+)?\s?:\W*$")  # «CORRECTION:» on a line of its own


def kinds_of(lines: Sequence[Line], turns: Turns, title: str | None) -> Head:
    """The kind of each line; `title` is the report's where it is given."""
    page = head_of(lines, turns, title)
    for number in range(len(page.of), len(lines)):
        page.of.append(_below(lines, number, turns, page.of))
    _tail(lines, turns, page.of)
    return page


def _below(lines: Sequence[Line], number: int, turns: Turns, above: Sequence[PartKind]) -> PartKind:
    """The kind of a line in or below the body."""
    line = lines[number]
    if number in turns:
        return "body"
    kind = plain(line)
    if kind == "credit" and byline(line.words) and told(line.words):
        kind = None
    if kind == "furniture" and above and above[-1] == "caption" and not line.apart:
        kind = "credit" if bare_agency(line.words) else kind
    if kind:
        return kind
    if above and above[-1] == "correction" and _LABEL.match(lines[number - 1].words):
        return "correction"
    if captioned(lines, number):
        return "caption"
    if above and above[-1] == "caption" and not line.apart and bare_agency(line.words):
        return "credit"
    return "subheading" if _crosshead(lines, number, turns) else "body"


def _crosshead(lines: Sequence[Line], number: int, turns: Turns) -> bool:
    """Whether a line is a heading between paragraphs of the body."""
    line = lines[number]
    if turns or number + 1 >= len(lines) or line.length > 10:
        return False
    if framed(line.words):
        return True
    if BULLET.match(line.words) or (
        STOPPED.search(line.words[-6:])
        and not (line.words[-1] == "?" and line.words[0] not in _LOOSE)
    ):
        return False
    below, above = lines[number + 1], lines[number - 1]
    listed = BULLET.match(below.words) and line.apart
    return bool(
        (line.words[:1].isupper() or _NUMBERED.match(line.words))
        and (told(above.words) or stamp(above.words) or (listed and not line.words.endswith("?")))
        and (listed or (told(below.words) and below.length >= line.length + 4))
        and (line.words[-1] != "?" or (line.apart and below.length > 25))
    )


def _tail(lines: Sequence[Line], turns: Turns, kinds: list[PartKind]) -> None:
    """Titles of other reports and links below the body become furniture."""
    loose = {"body", "subheading"}
    last = max((n for n, line in enumerate(lines) if _paragraph(line)), default=len(lines))
    linked = False
    for number in range(last + 1, len(lines)):
        if kinds[number] == "furniture":
            linked = linked or opens("links", lines[number].words) is not None
        elif linked and number not in turns and kinds[number] in loose:
            kinds[number] = "furniture"
    first = kinds.index("body") if "body" in kinds else len(lines)
    for number in range(len(lines) - 1, first, -1):
        line = lines[number]
        if kinds[number] not in loose:
            continue
        if number in turns or told(line.words) or line.length > 16 or BULLET.match(line.words):
            return
        kinds[number] = "furniture"


def _paragraph(line: Line) -> bool:
    """Whether a line is surely no title: long, or closed with a full stop."""
    return line.length > 16 or line.words.rstrip("”\"’'")[-1:] == "."
