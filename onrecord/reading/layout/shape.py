"""What sort of report the text is, from its shape alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.layout.head import Head, Turns
from onrecord.reading.layout.lines import Line
from onrecord.reading.layout.marks import opens, words
from onrecord.reading.layout.plain import told
from onrecord.reading.quotes import quotations
from onrecord.vocabulary import ReportKind

_WE = re.compile(r"\bWe (?:also |therefore |jointly |further |fully )?([a-z]+(?: [a-z]+)?)")
_CLOCK = re.compile(
    r"\d{1,3} ?(?:h|m|hrs?|hours?|mins?|minutes?) ago\b|\d{1,2}:\d\d\b"
    r"|\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|GMT|UTC|BST|[A-Z]{2,4}T\b|h\b)"
)
_POSTS = 3  # lines with the hour of a post that make a live page
_EDGE = 8  # lines at either end where a press release says what it is


def report_kind(
    lines: Sequence[Line], kinds: Head, turns: Turns, *, agency: bool, outlet: str | None
) -> ReportKind:
    """The kind of report; `agency`: a dateline names a news agency; `outlet` is the one known."""
    body = [n for n, kind in enumerate(kinds.of) if kind == "body"]
    spoken = _floor(body, turns)
    if turns and (spoken * 2 >= len(body) or (len(turns) >= 6 and spoken * 4 >= len(body))):
        return "transcript"
    if _live(lines, kinds):
        return "live_post"
    if not agency and (_speaks_for_itself(outlet) or _issued(lines, kinds, body)):
        return "press_release"
    paragraphs = sum(1 for n in body if told(lines[n].words))
    if paragraphs > 1 or (paragraphs and (kinds.headline is not None or agency)):
        return "article"
    return "unknown"


def _floor(body: Sequence[int], turns: Turns) -> int:
    """How many paragraphs someone holds the floor in: from the first turn to the last."""
    if not turns:
        return 0
    first, last = min(turns), max(turns)
    held = sum(1 for n in body if first <= n <= last)
    return held if len(turns) * 4 >= held else len(turns)


def _live(lines: Sequence[Line], kinds: Head) -> bool:
    """Whether furniture of live coverage stands in it."""
    clocks = sum(
        1
        for line, kind in zip(lines, kinds.of, strict=True)
        if kind == "furniture" and _CLOCK.match(line.words)
    )
    return clocks >= _POSTS or any(
        opens("live", line.words)
        for line, kind in zip(lines, kinds.of, strict=True)
        if kind in {"furniture", "headline"}
        and (kind == "furniture" or line.words[:5].upper().startswith("LIVE"))
    )


def _speaks_for_itself(outlet: str | None) -> bool:
    """Whether who published it is no news outlet but a body: a ministry, an embassy."""
    name = f" {(outlet or '').lower()} "
    return any(f" {word} " in name for word in words("issuer"))


def _issued(lines: Sequence[Line], kinds: Head, body: Sequence[int]) -> bool:
    """Whether a body or a person issued it: it says so, or speaks as «we»."""
    edges = [n for n in range(len(lines)) if n < _EDGE or n >= len(lines) - _EDGE]
    if any(
        opens("press", lines[n].words)
        for n in edges
        if kinds.of[n] != "body" or (n < 3 and lines[n].length < 12)
    ):
        return True
    performed = 0
    allowed = words("performative")
    for number in body:
        spoken = lines[number].words
        quoted = [(q.start, q.end) for q in quotations(spoken)] if "We " in spoken else []
        for match in _WE.finditer(spoken):
            verb = match.group(1)
            inside = any(start <= match.start() < end for start, end in quoted)
            performed += not inside and (verb in allowed or verb.split()[0] in allowed)
    return performed >= 2
