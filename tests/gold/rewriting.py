"""A text and its reading changed together: every offset is carried over, none is looked for."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.facts import DateSlot, Reading, Time, with_keys
from onrecord.report import Published, report_id, text_sha256
from onrecord.text import Span

# Fields whose text is the report's own words or made of them, and those that hold a state's code.
_WORDS = frozenset({"name", "title", "outlet", "authors", "occasion", "place", "office", "charge"})
_CODES = frozenset({"represents", "country", "iso3166"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch `[start, end)` of the old text, kept where ``new`` is None, else replaced by it."""

    start: int
    end: int
    new: str | None = None


class Moved:
    """The old text's pieces in their new order, and where each character has gone."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self._starts: list[int | None] = [None] * len(text)
        self._ends: list[int | None] = [None] * len(text)
        parts: list[str] = []
        at = 0
        for piece in pieces:
            part = text[piece.start : piece.end] if piece.new is None else piece.new
            if piece.new is None:
                for offset in range(len(part)):
                    self._starts[piece.start + offset] = at + offset
                    self._ends[piece.start + offset] = at + offset + 1
            else:  # a span may begin where a replaced stretch begins, and end where it ends
                self._starts[piece.start] = at
                self._ends[piece.end - 1] = at + len(part)
            parts.append(part)
            at += len(part)
        self.text = "".join(parts)

    def span(self, span: Span) -> Span:
        """The span of the new text; ValueError where it cuts a replaced stretch."""
        start, end = self._starts[span.start], self._ends[span.end - 1]
        if start is None or end is None:
            raise ValueError(f"{span} begins or ends within what is replaced")
        return Span.of(self.text, start, end)


def edits(text: str, found: Sequence[Piece]) -> list[Piece]:
    """All pieces of a text of which ``found`` are replaced, in the order of the text."""
    pieces: list[Piece] = []
    at = 0
    for piece in sorted(found, key=lambda p: p.start):
        if piece.start < at:
            raise ValueError(f"{piece} overlaps the one before it")
        pieces += [Piece(at, piece.start), piece]
        at = piece.end
    return [*pieces, Piece(at, len(text))]


def _same(value: str) -> str:
    return value


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a reading: its pieces, and of its words, codes and dates."""

    pieces: Sequence[Piece]
    words: Callable[[str], str] = _same
    codes: Mapping[str, str] = field(default_factory=dict)
    dates: Callable[[str], str] = _same


def rewritten(reading: Reading, change: Change) -> Reading:
    """The reading of the changed text, as the change says."""
    moved = Moved(reading.report.text, change.pieces)

    def rebuilt(value: Any, name: str = "") -> Any:
        match value:
            case Span():
                return moved.span(value)
            case tuple():
                return tuple(rebuilt(member, name) for member in value)
            case dict():
                return {key: rebuilt(member, key) for key, member in value.items()}
            case str() if name in _CODES:
                return change.codes.get(value, value)
            case str() if name in _WORDS:
                return change.words(value)
            case DateSlot() | Published() | Time():
                dated = change.dates(value.value) if value.value else value.value
                return dataclasses.replace(value, value=dated, span=rebuilt(value.span))
        if not dataclasses.is_dataclass(value):
            return value
        names = [f.name for f in dataclasses.fields(value)]
        # `fields` gives a class or an instance; what stands in a reading is an instance.
        made: Any = value
        return dataclasses.replace(made, **{n: rebuilt(getattr(made, n), n) for n in names})

    first = rebuilt(reading)
    report = dataclasses.replace(
        first.report,
        id=report_id(moved.text),
        text=moved.text,
        text_sha256=text_sha256(moved.text),
    )
    return with_keys(dataclasses.replace(first, report=report))
