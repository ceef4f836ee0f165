"""Where the report quotes: the stretches between quotation marks.

News pairs its marks badly: straight and curly ones mix, a quotation that runs over several
paragraphs opens in each of them and closes once, an apostrophe looks like a closing single mark.
A mark without a partner costs at most its own paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.reading.wrapping import paragraphs

_MARK = re.compile(r"``|''|[\"“”„«»]|(?<![\w.,!?…])['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
_DOUBLE_OPEN = frozenset("“„«")
_DOUBLE_CLOSE = frozenset("”»")
_SINGLE_OPEN = re.compile(r"(?<![\w.,!?…])['‘](?=\w)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of quoted words.

    `[start, end)` holds its marks, `[inner_start, inner_end)` does not.

    `closed` is false where the stretch runs to the end of its paragraph without a closing mark;
    `carries` is true where the next paragraph then opens with a mark and goes on with it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    carries: bool = False


@lru_cache(maxsize=4)
def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of `text` in order; they never overlap."""
    found: list[Quotation] = []
    whole = paragraphs(text)
    for number, (start, end) in enumerate(whole):
        opens_next = False
        if number + 1 < len(whole):
            after = text[slice(*whole[number + 1])].lstrip()
            opens_next = after[:1] in {'"', "“", "„", "«", "‘"} or after.startswith("``")
        found.extend(_in_paragraph(text, start, end, opens_next))
    return tuple(found)


def overlapping(found: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """Those of a text's quotations that share a character with `[start, end)`."""
    first = bisect_right(found, start, key=lambda q: q.end)
    return found[first : bisect_left(found, end, lo=first, key=lambda q: q.start)]


def _in_paragraph(text: str, start: int, end: int, opens_next: bool) -> Iterator[Quotation]:
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, start, end)]
    doubles = [m for m in marks if m[2] not in {"'", "‘", "’"}]
    if doubles:
        yield from _pair(text, doubles, (start, end), opens_next)
    else:
        yield from _pair_singles(text, marks)


def _pair(
    text: str, marks: list[tuple[int, int, str]], paragraph: tuple[int, int], opens_next: bool
) -> Iterator[Quotation]:
    opened: tuple[int, int] | None = None
    for at, after, mark in marks:
        opening = mark in _DOUBLE_OPEN or mark == "``"
        if mark == '"':
            opening = opened is None
        if opening and opened is None:
            opened = (at, after)
        elif not opening and opened is not None:
            yield Quotation(opened[0], after, opened[1], at, closed=True)
            opened = None
    if opened is not None:
        start, end = paragraph
        stop = opened[1] + len(text[opened[1] : end].rstrip())
        # A lone mark late in a paragraph is a stray, unless what follows shows that it carries on.
        if opens_next or text[opened[0]] != '"' or not text[start : opened[0]].strip():
            yield Quotation(opened[0], stop, opened[1], stop, closed=False, carries=opens_next)


def _pair_singles(text: str, marks: list[tuple[int, int, str]]) -> Iterator[Quotation]:
    opened: tuple[int, int] | None = None
    closing: tuple[int, int] | None = None
    for at, after, _ in marks:
        if _SINGLE_OPEN.match(text, at):
            if opened and closing:
                yield Quotation(opened[0], closing[1], opened[1], closing[0], closed=True)
            opened, closing = (at, after), None
        elif opened and (closing is None or text[at - 1] in ".,!?…"):
            # «the workers' union» inside a quotation: the last mark before the next opening closes.
            closing = (at, after)
    if opened and closing:
        yield Quotation(opened[0], closing[1], opened[1], closing[0], closed=True)
