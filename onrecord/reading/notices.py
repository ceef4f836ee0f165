"""What a report says of itself: that it was corrected, clarified, updated, or is retracted.

A notice opens a paragraph («Correction: …», «This story has been retracted.»), is the headline's
opening («RETRACTED: …»), or a sentence of a paragraph that the layout takes for a correction. What
somebody else is quoted with, what stands behind a colon, and a sentence that goes on with «…, the
paper said» tells of another's notice and is none. The words stand in notices.tsv. The gravest of
what a notice says is its kind: an editor's note that takes the report back is a retraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.facts import DateSlot, Notice
from onrecord.reading.scene import Layout, Paragraph
from onrecord.reading.times import TimeMention
from onrecord.tables import rows
from onrecord.text import Span
from onrecord.vocabulary import NoticeKind

_LONGEST = 1_200  # characters of a paragraph that the opening of a notice is looked for in
_LABEL = 40  # characters: what is no longer and ends with a colon may be a notice's own label
_HEAD, _FOOT = 2, 4  # paragraphs at either end of which one without a label may be a notice
_ASIDES = frozenset({"correction", "furniture", "credit", "caption"})
_OPENING = r"[\s(\[*•·>_–—-]{0,6}"
_PLAIN = str.maketrans({"'": "’", "\xa0": " ", "\u202f": " "})
_GRAVITY = ("retraction", "kill", "correction", "clarification", "editors_note", "update")
_GENERAL = ("editors_note", "update")
_BEFORE_DAY = re.compile(
    r"[\s,(–—-]*(?:(?:on|at|of|the|last|\d{1,2}[:.]\d\d|[ap]\.?m\.?|[A-Z]{2,4})[\s,]*)*"
)
_CAME_OUT = re.compile(r"\b(?:published|posted|appeared|issued|from|dated)\b[^.]{0,20}$", re.I)
_NOTHING = re.compile(r"[\s:.)\]*_–—-]*$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A notice before its words are looked at: what kind, where, and what opened it."""

    kind: NoticeKind
    start: int
    end: int
    opened: tuple[int, int]


def notices(text: str, layout: Layout, times: Sequence[TimeMention]) -> tuple[Notice, ...]:
    """The notices of a report, in the order of the text."""
    plain = text.translate(_PLAIN)
    found = list(_found(plain, layout))
    return tuple(
        Notice(
            id=f"n{number}",
            kind=one.kind,
            date=_day(text, one, times),
            wrong=tuple(_wrong(text, plain, one, layout)),
            span=Span.of(text, one.start, one.end),
        )
        for number, one in enumerate(found, 1)
    )


def _found(plain: str, layout: Layout) -> Iterator[_Found]:
    paragraphs = layout.paragraphs
    taken = -1
    for number, one in enumerate(paragraphs):
        if number <= taken or _of_another(plain, paragraphs, number):
            continue
        if one.kind == "headline":
            if opened := _opens("title", plain, one.start, one.end):
                yield _Found(opened[0], one.start, one.end, opened[1])
            continue
        label = _opens("label", plain, one.start, min(one.end, one.start + _LONGEST))
        if label is None:
            if found := _bare(plain, layout, number):
                yield found
            continue
        end = one.end
        alone = one.end - one.start <= _LABEL and _NOTHING.match(plain, label[1][1], one.end)
        if alone and number + 1 < len(paragraphs):
            below = paragraphs[number + 1]
            if below.kind != "correction" and not _bare(plain, layout, number + 1):
                continue  # a heading, and no label
            end, taken = below.end, number + 1
        yield _graver(plain, layout, _Found(label[0], one.start, end, label[1]))


def _of_another(plain: str, paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether a paragraph is quoted, or what the one above it announces."""
    above = paragraphs[number - 1] if number else None
    words = plain[above.start : above.end].rstrip(" *_") if above is not None else ""
    announced = words.endswith(":") and len(words) > _LABEL
    return plain[paragraphs[number].start] in '“"«‘' or announced


def _bare(plain: str, layout: Layout, number: int) -> _Found | None:
    """The notice that a paragraph is which no label opens."""
    paragraph = layout.paragraphs[number]
    if paragraph.speaker is not None:
        return None
    aside = paragraph.kind in _ASIDES
    head = _HEAD + (layout.paragraphs[0].kind == "headline")
    if not aside and head <= number < len(layout.paragraphs) - _FOOT:
        return None
    for start, end in _within(layout, paragraph.start, paragraph.end):
        if opened := _says(("sentence",), plain, start, end):
            found = _Found(opened[0], start, paragraph.end, opened[1])
            return _graver(plain, layout, found)
        if not aside:
            return None  # in the midst of a paragraph «this report» is any report
    return None


def _graver(plain: str, layout: Layout, one: _Found) -> _Found:
    """A notice as the gravest of its sentences has it: a note may take the report back."""
    found, kind = one, one.kind
    for begin, end in _within(layout, one.start, one.end):
        start = max(begin, one.opened[1]) if begin < one.opened[1] < end else begin
        said = _says(("sentence", "note"), plain, start, end)
        if said and _GRAVITY.index(said[0]) < _GRAVITY.index(kind):
            kind = said[0]
            if one.kind in _GENERAL and found is one:
                found = replace(one, opened=said[1])
    return replace(found, kind=kind)


def _says(
    where: Sequence[str], plain: str, start: int, end: int
) -> tuple[NoticeKind, tuple[int, int]] | None:
    """How a sentence opens as one that the page says of itself."""
    for one in where:
        opened = _opens(one, plain, start, end)
        if opened and not _any("told", plain, opened[1][1], end):
            return None if _any("others", plain, *opened[1], end) else opened
    return None


def _within(layout: Layout, start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((s.start, s.end) for s in layout.sentences if s.start < end and start < s.end)


def _opens(
    where: str, plain: str, start: int, end: int
) -> tuple[NoticeKind, tuple[int, int]] | None:
    for kind, pattern in _patterns(where):
        if match := pattern.match(plain, start, end):
            return kind, (match.start(), match.end())
    return None


def _any(where: str, plain: str, start: int, *ends: int) -> bool:
    """Whether words of a class stand in a stretch that ends at the last of ``ends``."""
    return any(pattern.search(plain, start, ends[-1]) for _, pattern in _patterns(where))


def _day(text: str, one: _Found, times: Sequence[TimeMention]) -> DateSlot | None:
    """The day that a notice gives for itself; no other day that it speaks of."""
    start, end = one.opened
    beyond = _BEFORE_DAY.match(text, end, one.end)
    for time in times:
        if time.day is None or not start <= time.start < one.end:
            continue
        if time.start > (beyond.end() if beyond else end):
            break
        if _CAME_OUT.search(text, max(start, time.start - 40), time.start):
            continue
        span = Span.of(text, time.start, time.end)
        return DateSlot(value=time.day.isoformat(), basis="words", span=span)
    return None


def _wrong(text: str, plain: str, one: _Found, layout: Layout) -> Iterator[Span]:
    """What a notice says was wrong: from the words that say so to the end of their sentence."""
    for begin, stop in _within(layout, one.start, one.end):
        start, end = max(begin, one.start), min(stop, one.end)
        met = (m for _, pattern in _patterns("wrong") if (m := pattern.search(plain, start, end)))
        if first := min(met, key=lambda match: match.start(), default=None):
            said = text[first.start() : end].rstrip(" .)]*_")
            yield Span.of(text, first.start(), first.start() + len(said))


@cache
def _patterns(where: str) -> tuple[tuple[NoticeKind, re.Pattern[str]], ...]:
    opening = _OPENING if where in ("label", "sentence", "note", "title") else ""
    return tuple(
        (row["kind"], re.compile(opening + _spelt(row["pattern"]), _FLAGS[row["case"]]))  # type: ignore[misc]
        for row in rows("notices")
        if row["where"] == where
    )


_FLAGS = {"any": re.IGNORECASE, "as": re.NOFLAG}


@cache
def _words() -> dict[str, str]:
    return {row["kind"]: row["pattern"] for row in rows("notices") if row["where"] == "word"}


def _spelt(pattern: str) -> str:
    """A pattern with the words that & and their names stand for."""
    while (filled := re.sub(r"&([A-Z]+)", lambda m: _words()[m[1]], pattern)) != pattern:
        pattern = filled
    return pattern
