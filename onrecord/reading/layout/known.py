"""The kinds of lines where the source has told what the parts of its page are.

The markup of a page knows its headline, its captions and its sub-headings; only what it takes
for body may still be a byline, a link or a note by its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.layout.bylines import byline
from onrecord.reading.layout.head import Head, Turns
from onrecord.reading.layout.kinds import kinds_of
from onrecord.reading.layout.lines import Line
from onrecord.reading.layout.plain import plain, told
from onrecord.report import Part
from onrecord.vocabulary import PartKind


def known_kinds(lines: Sequence[Line], parts: Sequence[Part], turns: Turns) -> Head:
    """The kind of each line by the part that it lies in; lines in no part are body."""
    head = Head(of=[kind or "body" for kind in _told(lines, parts)])
    for at, line in enumerate(lines):
        if head.of[at] == "body" and at not in turns:
            head.of[at] = _by_words(line)
        if head.of[at] == "headline" and head.headline is None:
            head.headline = at
        if head.of[at] == "credit" and byline(line.words):
            head.bylines.append(at)
    return head


def partly_known_kinds(
    lines: Sequence[Line], parts: Sequence[Part], turns: Turns, title: str | None
) -> Head:
    """The kind of each line of a document: what no part tells is judged by shape and words.

    A document knows its headings and its signature; its letterhead stands among its text.
    """
    head = kinds_of(lines, turns, title)
    known = {at: kind for at, kind in enumerate(_told(lines, parts)) if kind}
    for at, kind in known.items():
        head.of[at] = kind
    headlines = [at for at, kind in known.items() if kind == "headline"]
    if headlines or head.headline in known:
        head.headline = headlines[0] if headlines else None
    head.bylines = [at for at in head.bylines if at not in known]
    head.kickers = [at for at in head.kickers if at not in known]
    if head.place in known:
        head.place = None
    return head


def _told(lines: Sequence[Line], parts: Sequence[Part]) -> list[PartKind | None]:
    """For each line the kind of the part that it lies in, None where it lies in none."""
    found: list[PartKind | None] = []
    number = 0
    for line in lines:
        while number < len(parts) and parts[number].span.end <= line.start:
            number += 1
        inside = number < len(parts) and parts[number].span.start < line.end
        kind = parts[number].kind if inside else None
        found.append("credit" if kind == "caption" and line.glued else kind)
    return found


def _by_words(line: Line) -> PartKind:
    kind = plain(line)
    if kind == "credit" and told(line.words):
        return "body"  # a sentence that only begins like a byline
    return kind or "body"
