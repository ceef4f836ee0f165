"""What a line is by itself, or by the credit below it, wherever on the page it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.layout.bylines import byline
from onrecord.reading.layout.captions import caption_alone, caption_credited, shows
from onrecord.reading.layout.credits import bare_agency, picture_credit
from onrecord.reading.layout.lines import Line
from onrecord.reading.layout.marks import agencies, opens
from onrecord.reading.layout.stamps import stamp
from onrecord.vocabulary import PartKind

STOPPED = re.compile(r"[.!?…:;,][”\"’')\]]*$|[.!?…,]?[”\"]$")
BULLET = re.compile(r"[*•▪◦·–—-]\s+\S")
_PHOTO = re.compile(r"\W*(?:photo|image|picture|credit|courtesy|handout|file|pool|illus)", re.I)
_FRAMED = re.compile(r"-\s.{2,50}\s-")  # «- 'Not a bluff' -»: a crosshead of agencies

# «“We will.” – Anna Kell»
_SIGNED = re.compile(r"[“\"][^“”\"\n]{12,}[.!?][”\"]\s*[–—-]{1,2}\s*[A-Z]")


def told(line: str) -> bool:
    """Whether a line reads as a paragraph: it closes with a stop, is long, or is signed words."""
    return bool(STOPPED.search(line[-6:])) or line.count(" ") > 34 or bool(_SIGNED.match(line))


def framed(line: str) -> bool:
    """Whether a line is a crosshead between two dashes."""
    return len(line) < 60 and bool(_FRAMED.fullmatch(line))


def plain(line: Line) -> PartKind | None:
    """What a line is by itself, wherever it stands."""
    if line.bears:
        return "caption"
    if line.glued or picture_credit(line.words):
        return "credit"
    if opens("correction", line.words):
        return "correction"
    if byline(line.words) or _written(line):
        return "credit"
    if stamp(line.words) or opens("furniture", line.words) or line.words in agencies():
        return "furniture"
    return None if any(c.isalnum() for c in line.words) else "furniture"


def _written(line: Line) -> bool:
    """Whether a line names those who reported, edited or took pictures."""
    if opens("reporters", line.words):
        return True
    short = line.length <= 22 or line.words[0] in "([" or "diting by" in line.words
    return short and line.length < 60 and opens("credit", line.words) is not None


def captioned(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is a caption, by its words or by the credit or caption below it."""
    line = lines[number]
    if line.bears or caption_alone(line.words) or opens("caption", line.words):
        return True
    if number + 1 >= len(lines):
        return False
    below = lines[number + 1]
    tight = not below.apart and _spaced(lines)
    if picture_credit(below.words) or (opens("credit", below.words) and _PHOTO.match(below.words)):
        return caption_credited(line.words, adjacent=tight)
    if tight and number and line.apart and bare_agency(below.words):
        return caption_credited(line.words, adjacent=True)
    return (
        tight
        and shows(line.words)
        and line.length < 30
        and (below.bears or caption_alone(below.words))
    )


def _spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines part the paragraphs, so that lines without one belong together."""
    sample = lines[1:60]
    return sum(line.apart for line in sample) * 2 > len(sample)
