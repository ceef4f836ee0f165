"""Words of a fact within the sentence of the report that they stand in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.text import Span
from onrecord.views.safe import words

Role = Literal["around", "said", "turn"]
MOST = 220  # characters before the first words and behind the last that are looked back and on

_END = re.compile(r"[.!?…][\"”’')\]]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report: words that were ``said``, that the fact ``turn``s on, or others."""

    role: Role
    text: str


def context(
    text: str | None, said: Sequence[Span], turns: Sequence[Span] = ()
) -> tuple[Piece, ...]:
    """The words of a fact in their sentence; alone where the report's text is not at hand.

    Stretches that are far from each other are parted by an ellipsis.
    """
    marked = sorted(
        [(one.start, one.end, "said", one) for one in said]
        + [(one.start, one.end, "turn", one) for one in turns],
        key=lambda each: each[:2],
    )
    if not marked:
        return ()
    if text is None or not all(one.holds(text) for *_, one in marked):
        return _alone(one for *_, one in marked)
    found: list[Piece] = []
    at = _start(text, marked[0][0])
    for start, end, role, _ in marked:
        if start - at > 2 * MOST:
            cut = _stop(text, at)
            found += [*_around(text[at:cut]), Piece("around", " … ")]
            at = _start(text, start)
        found += _around(text[at:start])
        if end > max(at, start):
            shown = _shown(text[max(at, start) : end])
            found.append(Piece("said" if role == "said" else "turn", shown))
        at = max(at, end)
    return (*found, *_around(text[at : _stop(text, at)]))


def plain(pieces: Iterable[Piece]) -> str:
    """The words alone, on one line."""
    return words("".join(one.text for one in pieces))


def _alone(spans: Iterable[Span]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for one in spans:
        found += [Piece("around", " … ")] * bool(found) + [Piece("said", words(one.text))]
    return tuple(found)


def _around(text: str) -> list[Piece]:
    shown = _shown(text)
    return [Piece("around", shown)] if shown.strip() or text.isspace() else []


def _start(text: str, at: int) -> int:
    """Where the sentence begins in which ``at`` lies, not too far before it."""
    low = max(0, at - MOST)
    ends = [found.end() for found in _END.finditer(text, low, at)]
    if ends:
        return ends[-1]
    if low == 0:
        return 0
    space = text.find(" ", low, at)
    return space + 1 if space >= 0 else low


def _stop(text: str, at: int) -> int:
    """Where the sentence ends in which ``at`` lies, not too far behind it."""
    high = min(len(text), at + MOST)
    if at and at <= len(text) and re.search(r"[.!?…][\"”’')\]]*$", text[max(0, at - 4) : at]):
        return at
    found = _END.search(text, at, high)
    if found:
        return found.start() + len(found[0].rstrip())
    if high == len(text):
        return high
    space = text.rfind(" ", at, high)
    return space if space >= 0 else high


def _shown(text: str) -> str:
    """Made safe to show; white space at its ends is one space."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return before + words(text) + after
