"""The kind of every line: above the body, in it, between its paragraphs and below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.reading.layout.captions import caption_alone, caption_credited, shows
from onrecord.reading.layout.credits import bare_byline, byline, picture_credit, stamp
from onrecord.reading.layout.dateline import dateline_of
from onrecord.reading.layout.lines import Line
from onrecord.reading.layout.marks import agencies, opens
from onrecord.vocabulary import PartKind

_STOPPED = re.compile(r"[.!?…:;,][”\"’')\]]*$|[.!?…,]?[”\"]$")
_BULLET = re.compile(r"[*•▪◦·–—-]\s+\S")
_INNER_STOP = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LOOSE = frozenset({"«", "“", '"', "‘"})
_HEAD = 16  # lines in which the body must have begun
_LABEL = re.compile(r"\W*\w+(?:\s\w+)?\s?:\W*$")  # «CORRECTION:» on a line of its own


@dataclass(slots=True)
class Kinds:
    """The kinds found so far, the number of the headline, and the lines that are bylines."""

    of: list[PartKind] = field(default_factory=list)
    headline: int | None = None
    bylines: list[int] = field(default_factory=list)
    kickers: list[int] = field(default_factory=list)


def kinds_of(
    lines: Sequence[Line], turns: Mapping[int, tuple[int, int]], title: str | None
) -> Kinds:
    """The kind of each line; `title` is the report's where it is given."""
    kinds = Kinds()
    _head(lines, turns, title, kinds)
    for number in range(len(kinds.of), len(lines)):
        kinds.of.append(_below(lines, number, turns, kinds.of))
    _tail(lines, turns, kinds.of)
    return kinds


def told(line: str) -> bool:
    """Whether a line reads as a paragraph: it closes with a stop, or is long."""
    return bool(_STOPPED.search(line[-6:])) or line.count(" ") > 34


def _plain(line: Line) -> PartKind | None:
    """What a line is by itself, wherever it stands."""
    if line.glued or picture_credit(line.words):
        return "credit"
    if line.bears:
        return "caption"
    if opens("correction", line.words):
        return "correction"
    if byline(line.words) or _written(line):
        return "credit"
    if stamp(line.words) or opens("furniture", line.words) or line.words in agencies():
        return "furniture"
    return None if any(c.isalnum() for c in line.words) else "furniture"


def _written(line: Line) -> bool:
    """Whether a line names those who reported, edited or took pictures."""
    short = line.length <= 22 or line.words[0] in "([" or "diting by" in line.words
    return short and line.length < 60 and opens("credit", line.words) is not None


def _head(
    lines: Sequence[Line],
    turns: Mapping[int, tuple[int, int]],
    title: str | None,
    kinds: Kinds,
) -> None:
    """All lines above the body."""
    for number, line in enumerate(lines[:_HEAD]):
        if number in turns or dateline_of(line.words):
            return
        kind = _head_kind(lines, number, turns, title, kinds)
        if kind is None:
            return
        if kind == "headline":
            kinds.headline = number
        if kind == "credit" and not line.glued and (byline(line.words) or bare_byline(line.words)):
            kinds.bylines.append(number)
        kinds.of.append(kind)


def _head_kind(
    lines: Sequence[Line],
    number: int,
    turns: Mapping[int, tuple[int, int]],
    title: str | None,
    kinds: Kinds,
) -> PartKind | None:
    line = lines[number]
    if title and kinds.headline is None and _same(line.words, title):
        return "headline"
    if kinds.headline is None and opens("headline_only", line.words) and not told(line.words):
        return "headline"
    plain = _plain(line)
    if plain == "correction" and number == 0:
        plain = None if not told(line.words) else plain
    rest = [n for n in range(number + 1, min(len(lines), number + 6)) if not _plain(lines[n])]
    if plain == "furniture" and kinds.headline is None and opens("prefixed", line.words):
        titled = any(_title(lines, n, [m for m in rest if m > n], turns) for n in rest[:2])
        plain = plain if titled else None
    if plain:
        if plain == "furniture":
            kinds.kickers.append(number)
        return plain
    if kinds.headline is None:
        if not _title(lines, number, rest, turns):
            return None
        heading = next((n for n in rest[:2] if n not in turns), None)
        if heading is not None and _kicker(line, lines[heading], lines, heading, turns):
            kinds.kickers.append(number)
            return "furniture"
        return "headline"
    if _captioned(lines, number):
        return "caption"
    if bare_byline(line.words) and line.length < 16:
        return "credit"
    return "subheading" if _standfirst(lines, number, rest, turns) else None


def _same(line: str, title: str) -> bool:
    def folded(line: str) -> str:
        return " ".join(_WORD.findall(line.lower().replace("’", "'")))

    return bool(folded(title)) and folded(line) == folded(title)


def _title(
    lines: Sequence[Line], number: int, rest: Sequence[int], turns: Mapping[int, tuple[int, int]]
) -> bool:
    """Whether a line may be the headline."""
    line = lines[number].words
    if len(line) > 240 or lines[number].length > 34 or not rest:
        return False
    if (
        lines[number].length <= 3
        and line.isupper()
        and len(rest) > 1
        and told(lines[rest[0]].words)
    ):
        return False  # a rubric or a name, no headline
    below = max((lines[n] for n in rest[:3]), key=lambda below: below.length)
    if not told(line) or (line[-1] in "?!" and lines[number].length <= 20):
        return any(n in turns or told(lines[n].words) for n in rest)
    if line[-1] in ":,":
        return False
    if line[-1] == ";":
        return not lines[number + 1].apart  # a headline of two lines
    bare = re.sub(r"[.”\"’'?!]+$", "", line)
    if _quotes_first(bare) and line[-1] != ".":
        return line[0] in _LOOSE and line.count(" ") < 16 and number == 0
    if lines[number].length > 22 or _INNER_STOP.search(bare):
        return _titled(bare) and lines[number].length <= 22
    if dateline_of(lines[rest[0]].words) or _titled(bare):
        return True
    return (
        number == 0
        and lines[number].length <= 14
        and below.length >= 1.7 * lines[number].length
        and not {"said", "was", "were", "had"} & set(bare.split())
    )


def _quotes_first(line: str) -> bool:
    return line[:1] in _LOOSE


def _titled(line: str) -> bool:
    """Whether nearly all longer words have a capital."""
    longer = [t for t in _WORD.findall(line) if len(t) > 3]
    return len(longer) > 2 and sum(t[0].isupper() for t in longer) >= 0.75 * len(longer)


def _kicker(
    line: Line,
    heading: Line,
    lines: Sequence[Line],
    at: int,
    turns: Mapping[int, tuple[int, int]],
) -> bool:
    """Whether a line is a rubric or slug above the headline."""
    after = [n for n in range(at + 1, min(len(lines), at + 6)) if not _plain(lines[n])]
    if at in turns or line.length > 14 or not _title(lines, at, after, turns):
        return False
    return bool(opens("slug", line.words)) or (line.length <= 3 and heading.length >= 6)


def _standfirst(
    lines: Sequence[Line], number: int, rest: Sequence[int], turns: Mapping[int, tuple[int, int]]
) -> bool:
    """Whether a line below the headline still belongs to it: a standfirst or a bullet."""
    line = lines[number]
    if not rest or line.length > 45:
        return False
    below = lines[rest[0]]
    if _BULLET.match(line.words) and line.length <= 40:
        return any(told(lines[n].words) for n in rest)
    if not told(line.words):
        return any(n in turns or told(lines[n].words) for n in rest) and line.length <= 36
    if line.length > 26 or _INNER_STOP.search(line.words) or line.words[-1] in '”":':
        return False
    follows = lines[number + 1]
    marks = not follows.glued and (
        byline(follows.words) or bare_byline(follows.words) or stamp(follows.words)
    )
    return marks or (dateline_of(below.words) is not None and below.length > 1.3 * line.length)


def _captioned(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is a caption, by its words or by the credit or caption below it."""
    line = lines[number]
    if line.bears or caption_alone(line.words) or opens("caption", line.words):
        return True
    if number + 1 >= len(lines):
        return False
    below = lines[number + 1]
    if picture_credit(below.words) or (opens("credit", below.words) and _photo(below.words)):
        return caption_credited(line.words, adjacent=not below.apart and _spaced(lines))
    tight = not below.apart and _spaced(lines)
    return (
        tight
        and shows(line.words)
        and line.length < 30
        and (below.bears or caption_alone(below.words))
    )


def _photo(line: str) -> bool:
    return bool(
        re.match(r"\W*(?:photo|image|picture|credit|courtesy|handout|file|pool|illus)", line, re.I)
    )


def _spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines part the paragraphs, so that lines without one belong together."""
    sample = lines[1:60]
    return sum(line.apart for line in sample) * 2 > len(sample)


def _below(
    lines: Sequence[Line],
    number: int,
    turns: Mapping[int, tuple[int, int]],
    above: Sequence[PartKind],
) -> PartKind:
    """The kind of a line in or below the body."""
    line = lines[number]
    if number in turns:
        return "body"
    plain = _plain(line)
    if plain == "credit" and byline(line.words) and told(line.words):
        plain = None
    if plain:
        return plain
    if above and above[-1] == "correction" and _LABEL.match(lines[number - 1].words):
        return "correction"
    if _captioned(lines, number):
        return "caption"
    return "subheading" if _crosshead(lines, number, turns) else "body"


def _crosshead(lines: Sequence[Line], number: int, turns: Mapping[int, tuple[int, int]]) -> bool:
    """Whether a line is a heading between paragraphs of the body."""
    line = lines[number]
    if turns or number + 1 >= len(lines) or line.length > 10 or _BULLET.match(line.words):
        return False
    if _STOPPED.search(line.words[-6:]) and not (
        line.words[-1] == "?" and line.words[0] not in _LOOSE
    ):
        return False
    below, above = lines[number + 1], lines[number - 1]
    return (
        line.words[:1].isupper()
        and (told(above.words) or stamp(above.words))
        and told(below.words)
        and below.length >= line.length + 4
        and (line.words[-1] != "?" or (line.apart and below.length > 25))
    )


def _tail(
    lines: Sequence[Line], turns: Mapping[int, tuple[int, int]], kinds: list[PartKind]
) -> None:
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
        if number in turns or told(line.words) or line.length > 16 or _BULLET.match(line.words):
            return
        kinds[number] = "furniture"


def _paragraph(line: Line) -> bool:
    """Whether a line is surely no title: long, or closed with a full stop."""
    return line.length > 16 or line.words.rstrip("”\"’'")[-1:] == "."
