"""Where the clause behind a cue ends."""

from __future__ import annotations

import re

from onrecord.reading.scene import Cast, Sighting
from onrecord.reading.spotting import Range
from onrecord.reading.statements.cues import Cue

_OWNERS = frozenset({"his", "its", "their", "our", "my", "your"})
_CLAUSE_END = re.compile(
    # The full stop of «U.S. support» or «Mr. Hale» ends nothing.
    r"(?<!\b[A-Z])\.(?=\s+[^\sa-z]|$)|[;?!](?=\s|$)|"
    r", (?:and|but|while|although|adding|which|who)\b|"
    r" (?:and|but) (?:was|were|is|are|has|had|will|would)\b"
)
BESIDE = re.compile(  # what follows a matter that is raised with somebody
    r"[\s\u00a0](?:with|over|during|at|when|in|while|last|again)[\s\u00a0]"
)


def rest_of_clause(text: str, cue: Cue, sentence_end: int, end: int, cast: Cast) -> Range | None:
    """What follows a cue to the end of its clause, without whom it is said to."""
    stop = min(end, sentence_end)
    cut = _CLAUSE_END.search(text, cue.end, stop)
    stop = cut.start() if cut else stop
    start = _skipped(text, cue.end, stop)
    if cue.audience in {"object", "target"}:
        heard = cast.within(start, stop)
        if heard and heard[0].start - start <= 4 and not _owner(text, heard[0]):
            start = _skipped(text, heard[0].end, stop)
    while stop > start and text[stop - 1] in " \u00a0,;.":
        stop -= 1
    if cue.audience == "with":
        beside = BESIDE.search(text, start, stop)
        stop = beside.start() if beside else stop
    long = stop - start >= 4 or text[start:stop] in {"it", "them"}
    return (start, stop) if long else None


def _owner(text: str, sighting: Sighting) -> bool:
    """Whether a sighting only says whose the thing behind it is («offered its good offices»)."""
    word = text[sighting.start : sighting.end].lower()
    return word in _OWNERS or text[sighting.end : sighting.end + 1] in {"’", "'"}


def _skipped(text: str, start: int, stop: int) -> int:
    while start < stop and text[start] in " \u00a0,:":
        start += 1
    return start
