"""The head of a page: what stands above the body, and which of its lines is the headline.

A line closed by a full stop may be a standfirst or the body. What decides is what stands below:
a byline or the day that the report came out is never far down in the body.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from onrecord.reading.layout.bylines import byline, given, people, post_alone, posted
from onrecord.reading.layout.credits import bare_agency
from onrecord.reading.layout.dateline import dateline_of
from onrecord.reading.layout.lines import Line
from onrecord.reading.layout.marks import opens, words
from onrecord.reading.layout.plain import BULLET, captioned, plain, told
from onrecord.reading.layout.stamps import paper_name, place_name, stamp
from onrecord.vocabulary import PartKind

_HEAD = 20  # lines in which the body must have begun
_STANDFIRSTS = 2  # closed sentences or paragraphs that may stand above a byline
_LONGEST = 45  # words of a standfirst
_INNER_STOP = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
_LOOSE = frozenset({"«", "“", '"', "‘"})
_WORD = re.compile(r"[^\W\d_][\w’'-]*")

Turns = Collection[int]  # the lines that open a turn


@dataclass(slots=True)
class Head:
    """The kinds of the lines above the body, and which of them name what.

    `headline` is None where there is none; `bylines` are those of names; `kickers` stand above
    the headline or name the outlet; `place` is the line that is nothing but where it was written.
    """

    of: list[PartKind] = field(default_factory=list)
    headline: int | None = None
    bylines: list[int] = field(default_factory=list)
    kickers: list[int] = field(default_factory=list)
    place: int | None = None


def head_of(lines: Sequence[Line], turns: Turns, title: str | None) -> Head:
    """The head of the page; `title` is the report's where it is given."""
    head = Head()
    limit = _opened(lines, turns)
    kinds = [_kind(lines, n, title) for n in range(limit)]
    body = _body(lines, kinds, turns)
    head.headline = _headline(lines, kinds, body, turns, title)
    if head.headline is None:
        body = next((n for n in range(body) if kinds[n] is None), body)
    for number in range(body):
        kind = kinds[number]
        if number == head.headline:
            kind = "headline"
        elif kind is None:
            above = head.headline is not None and number < head.headline
            kind = "furniture" if above else _below_headline(lines, number, kinds, head)
        elif kind == "furniture":
            head.kickers.append(number)
        elif kind == "credit" and _signed(lines[number]):
            head.bylines.append(number)
        if above_headline(number, head) and kind == "furniture" and number not in head.kickers:
            head.kickers.append(number)
        head.of.append(kind)
    return head


def above_headline(number: int, head: Head) -> bool:
    """Whether a line of the head stands above its headline."""
    return head.headline is not None and number < head.headline


def _opened(lines: Sequence[Line], turns: Turns) -> int:
    """How many lines stand above the first turn or dateline, at most those of a head."""
    for number, line in enumerate(lines[:_HEAD]):
        if number in turns or dateline_of(line.words):
            return number
    return min(len(lines), _HEAD)


def _kind(lines: Sequence[Line], number: int, title: str | None) -> PartKind | None:
    """What a line of the head is by itself; None where its place must decide."""
    line = lines[number]
    if title and _same(line.words, title):
        return None
    if opens("headline_only", line.words) and not told(line.words):
        return None
    kind = plain(line)
    if kind == "correction" and number == 0 and not told(line.words):
        return None
    if kind == "furniture" and opens("prefixed", line.words):
        return None
    if kind is None and captioned(lines, number) and not _names(line.words):
        return "caption"
    if kind is None and number and not line.apart and bare_agency(line.words):
        return "credit" if _lent(lines, number - 1) else None
    return kind


def _lent(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is the caption of a picture that the line below says who lent."""
    return captioned(lines, number) and not _names(lines[number].words)


def _signed(line: Line) -> bool:
    return not line.glued and _names(line.words) and not bare_agency(line.words)


def _names(line: str) -> bool:
    return byline(line) or people(line) or posted(line) or bool(opens("reporter", line))


def _mark(line: str) -> bool:
    """Whether a line says who wrote the report or when: such lines belong to the head."""
    return byline(line) or (stamp(line) and any(c.isdigit() for c in line))


def _body(lines: Sequence[Line], kinds: Sequence[PartKind | None], turns: Turns) -> int:
    """The number of the first line of the body."""
    start: int | None = None
    closed = dated = 0
    for number, kind in enumerate(kinds):
        line = lines[number]
        if kind is None and _lists(lines, number):
            continue
        if kind is None and told(line.words) and not _headed(lines, number, turns, kinds):
            start = number if start is None else start
            closed += 1
            if closed > _STANDFIRSTS or line.length > _LONGEST or _quoting(line.words):
                return start
        elif kind is not None and _mark(line.words):
            if start is not None and dated and not byline(line.words):
                return start  # the hour of the next post of a live page
            start, dated = None, dated + stamp(line.words)
        elif kind is None and start is None and line.length > _LONGEST:
            return number
    if start is not None:
        return start
    below = len(kinds)
    if below < len(lines) and not dateline_of(lines[below].words) and below not in turns:
        return next((n for n, kind in enumerate(kinds) if kind is None), below)
    return below


def _lists(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is a point of a list, or the words above it: «What you need to know:»."""
    line = lines[number]
    if BULLET.match(line.words):
        return line.length <= 40
    below = lines[number + 1 : number + 2]
    return line.words[-1] == ":" and bool(below and BULLET.match(below[0].words))


def _headed(
    lines: Sequence[Line], number: int, turns: Turns, kinds: Sequence[PartKind | None]
) -> bool:
    """Whether a line closed by a stop is the headline all the same: the first that may be."""
    first = next((n for n, kind in enumerate(kinds) if kind is None), None)
    return number == first and _title(lines, number, turns)


def _quoting(line: str) -> bool:
    return line[0] in _LOOSE and line[-1] in '”"'


def _headline(
    lines: Sequence[Line],
    kinds: Sequence[PartKind | None],
    body: int,
    turns: Turns,
    title: str | None,
) -> int | None:
    """The number of the headline: the first line that may be one and is no rubric above it."""
    open_ = [n for n in range(body) if kinds[n] is None]
    if title:
        for number in open_:
            if _same(lines[number].words, title):
                return number
    for at, number in enumerate(open_):
        below = [lines[n].words for n in open_[at + 1 : at + 4]]
        if below and _rubric(lines[number].words, below):
            continue
        return number if _title(lines, number, turns) else None
    return None


def _same(line: str, title: str) -> bool:
    def folded(line: str) -> str:
        return " ".join(_WORD.findall(line.lower().replace("’", "'")))

    return bool(folded(title)) and folded(line) == folded(title)


def _rubric(line: str, following: Sequence[str]) -> bool:
    """Whether a line is a rubric, a slug or a letterhead above one of the lines `following`."""
    titles = [b for b in following if not (opens("press_label", b) or people(b) or place_name(b))]
    if not titles or line.count(" ") > 13:
        return False
    below = titles[0]
    length, next_length = line.count(" ") + 1, below.count(" ") + 1
    if opens("slug", line) or opens("press_label", line):
        return next_length > 2
    if opens("running", line) and not told(below):
        return True
    if paper_name(line) or place_name(line):
        return True
    if words("body") & {t.strip(",").title() for t in line.split()} and (
        line.isupper() or next_length > length
    ):
        return not told(line) and length <= 10 and (line.isupper() or _titled(line))
    if line.isupper() and not below.isupper() and length <= 6 and next_length > 3:
        return True
    if re.search(r"\S(?:[  ]{2,}|\t)\S", line) and length <= 8:
        return True
    return not told(line) and length <= 3 and next_length >= 6


def _title(lines: Sequence[Line], number: int, turns: Turns) -> bool:
    """Whether a line may be the headline."""
    line, length = lines[number].words, lines[number].length
    rest = [n for n in range(number + 1, min(len(lines), number + 12)) if not plain(lines[n])]
    if len(line) > 240 or length > 34 or not rest:
        return False
    if length <= 3 and line.isupper() and len(rest) > 1 and told(lines[rest[0]].words):
        return False  # a rubric or a name, no headline
    below = max((lines[n] for n in rest[:3]), key=lambda below: below.length)
    if not told(line) or (line[-1] in "?!" and length <= 20):
        return any(n in turns or told(lines[n].words) for n in rest)
    if line[-1] in ":,":
        return False
    if line[-1] == ";":
        return not lines[number + 1].apart  # a headline of two lines
    bare = re.sub(r"[.”\"’'?!]+$", "", line)
    if line[0] in _LOOSE and line[-1] != ".":
        return line.count(" ") < 16 and number == 0
    if length > 22 or _INNER_STOP.search(bare):
        return _titled(bare) and length <= 22
    if dateline_of(lines[rest[0]].words) or _titled(bare):
        return True
    return (
        number == 0
        and length <= 14
        and below.length >= 1.7 * length
        and not {"said", "was", "were", "had"} & set(bare.split())
    )


def _titled(line: str) -> bool:
    """Whether nearly all longer words have a capital."""
    longer = [t for t in _WORD.findall(line) if len(t) > 3]
    return len(longer) > 2 and sum(t[0].isupper() for t in longer) >= 0.75 * len(longer)


def _below_headline(
    lines: Sequence[Line], number: int, kinds: Sequence[PartKind | None], head: Head
) -> PartKind:
    """What a line below the headline is: who wrote it, where, for whom, or a standfirst."""
    line = lines[number].words
    beside = [n for n in (number - 1, number + 1) if 0 <= n < len(kinds)]
    marked = any(_aside(lines[n].words) for n in beside if n != head.headline)
    if _lists(lines, number) or (told(line) and not (marked and place_name(line))):
        return "subheading"
    if (people(line) and (given(line) or marked)) or posted(line):
        head.bylines.append(number)
        return "credit"
    above = number - 1 in head.bylines or (head.of and head.of[-1] == "credit")
    if (above and post_alone(line)) or (marked and _holds_floor(line)):
        return "credit"
    if paper_name(line) or opens("press_label", line):
        head.kickers.append(number)
        return "furniture"
    if place_name(line) and marked:
        if line.isupper():
            head.place = number
        return "furniture"
    return "subheading"


def _holds_floor(line: str) -> bool:
    """Whether a line is the name and the office of who speaks at a briefing."""
    name, comma, office = line.partition(", ")
    tokens = {token.lower() for token in _WORD.findall(office)}
    return bool(comma and people(name) and tokens & words("floor")) and office[0].isupper()


def _aside(line: str) -> bool:
    """Whether a line is one of those that stand together with the name of who wrote it."""
    return any(test(line) for test in (stamp, byline, post_alone, paper_name, place_name))
