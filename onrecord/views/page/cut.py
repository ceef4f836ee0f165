"""The report's text as lines of flat segments, cut wherever a mark begins or ends.

Marks cross, so they are never nested: a segment names every fact whose words it is. Made in one
walk through the text.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from onrecord.report import Report
from onrecord.views.page.fields import attribute
from onrecord.views.page.marks import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that is one part of the layout; ``kind`` is empty outside of parts."""

    kind: str
    markup: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report, counted from 1."""

    number: int
    text: str
    pieces: tuple[Piece, ...]

    @property
    def kind(self) -> str:
        """What the whole line is in the layout; empty where it is of several parts."""
        return self.pieces[0].kind if len(self.pieces) == 1 else ""

    @property
    def aside(self) -> bool:
        """Whether none of the line is of the body."""
        return all(piece.kind not in ("", "body") for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cut:
    """Every line of a report, blank ones too, and the facts whose words are marked in them.

    The words of a fact ``s1`` are gone to as ``#w-s1``.
    """

    lines: tuple[Line, ...]
    marked: frozenset[str]


def cut(report: Report, found: Sequence[Mark]) -> Cut:
    """The report's text, cut; the texts of the lines, joined, are its own."""
    sweep, parts = _Sweep(report.text, found), _parts(report)
    starts = [start for start, _, _ in parts]
    made, start = [], 0
    for number, text in enumerate(report.text.split("\n"), 1):
        end = start + len(text)
        pieces = tuple(
            Piece(kind, sweep.markup(at, until))
            for kind, at, until in _pieces(parts, starts, start, end)
        )
        made.append(Line(number, text, pieces))
        start = end + 1
    return Cut(tuple(made), frozenset(sweep.marked))


_Part = tuple[int, int, str]


def _parts(report: Report) -> list[_Part]:
    """The parts of the layout as start, end and kind, in order and without overlap."""
    made: list[_Part] = []
    at = 0
    for part in sorted(report.parts, key=lambda part: (part.span.start, part.span.end)):
        start = max(part.span.start, at)
        if part.span.holds(report.text) and start < part.span.end:
            made.append((start, part.span.end, part.kind))
            at = part.span.end
    return made


def _pieces(
    parts: list[_Part], starts: list[int], start: int, end: int
) -> Iterator[tuple[str, int, int]]:
    """A line by the parts on it: kind, start, end, without a gap."""
    first = bisect_left(starts, start)
    if first and parts[first - 1][1] > start:
        first -= 1
    at = start
    for begins, ends, kind in parts[first:]:
        if begins >= end:
            break
        if begins > at:
            yield "", at, begins
            at = begins
        yield kind, at, min(ends, end)
        at = min(ends, end)
    if at < end or start == end:
        yield "", at, end


_Open = tuple[tuple[bool, bool, int], int, Mark]  # the mark's order and its number, the mark


class _Sweep:
    """A walk through the text that knows which marks it is in."""

    def __init__(self, text: str, found: Sequence[Mark]) -> None:
        self.marked: set[str] = set()
        self._text = text
        self._opening: dict[int, list[_Open]] = defaultdict(list)
        self._closing: dict[int, list[_Open]] = defaultdict(list)
        self._anchors: dict[int, list[str]] = defaultdict(list)
        for number, mark in enumerate(found):
            self._opening[mark.start].append((mark.order, number, mark))
            self._closing[mark.end].append((mark.order, number, mark))
        for identifier, start in _anchors(found).items():
            self._anchors[start].append(identifier)
        self._edges = sorted({*self._opening, *self._closing})
        self._next = 0
        self._open: list[_Open] = []
        # What began since the last segment: it may have been at a newline, which has none.
        self._begun: list[Mark] = []
        self._waiting: list[str] = []

    def markup(self, start: int, end: int) -> Markup:
        """The segments of a stretch; stretches must be asked for in the text's order."""
        made, at = [], start
        self._move(at)
        while at < end:
            edge = self._edges[self._next] if self._next < len(self._edges) else end
            until = min(edge, end)
            made.append(self._segment(at, until))
            at = until
            self._move(at)
        return Markup("").join(made)

    def _move(self, to: int) -> None:
        while self._next < len(self._edges) and self._edges[self._next] <= to:
            edge = self._edges[self._next]
            for order, number, _ in self._closing[edge]:
                del self._open[bisect_left(self._open, (order, number), key=_place)]
            for opened in self._opening[edge]:
                insort(self._open, opened, key=_place)
                self._begun.append(opened[2])
            self._waiting += self._anchors[edge]
            self._next += 1

    def _segment(self, start: int, end: int) -> Markup:
        words = escape(self._text[start:end])
        inside = [mark for _, _, mark in self._open]
        turns = [mark for mark in inside if mark.role == "turn" and mark.kind != "event"]
        opening = next((mark for mark in turns if mark in self._begun), None)
        anchors, self._waiting, self._begun = self._waiting, [], []
        self.marked.update(anchors)
        on_it = anchors[:1] if inside else []
        before = Markup("").join(
            Markup('<span id="w-{}"></span>').format(anchor) for anchor in anchors[len(on_it) :]
        )
        if not inside:
            return before + words
        ending = [mark.id for mark in turns if mark.end == end]
        return before + Markup("<{tag}{}{}{}{}{}{}{}>{}</{tag}>").format(
            _list("class", _kind(inside, turns)),
            _list("id", [f"w-{anchor}" for anchor in on_it]),
            attribute("href", f"#{opening.id}") if opening else "",
            _list("data-k", [mark.id for mark in inside if mark.role == "turn"]),
            _list("data-s", [mark.id for mark in inside if mark.role == "who"]),
            _list("data-f", [mark.id for mark in inside]),
            _list("data-end", ending),
            words,
            tag=Markup("a" if opening else "span"),
        )


def _place(entry: _Open) -> tuple[tuple[bool, bool, int], int]:
    return entry[0], entry[1]


def _anchors(found: Sequence[Mark]) -> dict[str, int]:
    """Where the words of each fact are gone to: its first turning word, else its first words."""
    first: dict[str, tuple[bool, int]] = {}
    for mark in found:
        place = (mark.role != "turn", mark.start)
        first[mark.id] = min(first.get(mark.id, place), place)
    return {identifier: start for identifier, (_, start) in first.items()}


def _kind(inside: Sequence[Mark], turns: Sequence[Mark]) -> list[str]:
    """What a segment shows at rest: what it turns, else that it is a time, a place, a name."""
    named = [m for m in inside if m.role == "mention" and m.kind in ("time", "place", "actor")]
    return [mark.kind for mark in (turns or named)[:1]] + ["turns"] * bool(turns)


def _list(name: str, members: Sequence[str]) -> Markup:
    """An attribute that holds a list, each member once; nothing where there is none."""
    return attribute(name, " ".join(dict.fromkeys(members))) if members else Markup()
