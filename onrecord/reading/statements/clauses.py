"""Where the clause behind a cue ends."""

from __future__ import annotations

import re

from onrecord.reading.scene import Cast
from onrecord.reading.spotting import Range
from onrecord.reading.statements.cues import Cue

_CLAUSE_END = re.compile(r"[.;?!](?=\s|$)|, (?:and|but|while|although|adding|which|who)\b")


def rest_of_clause(text: str, cue: Cue, sentence_end: int, end: int, cast: Cast) -> Range | None:
    """What follows a cue to the end of its clause, without whom it is said to."""
    stop = min(end, sentence_end)
    cut = _CLAUSE_END.search(text, cue.end, stop)
    stop = cut.start() if cut else stop
    start = _skipped(text, cue.end, stop)
    if cue.audience in {"object", "target"}:
        heard = cast.within(start, stop)
        if heard and heard[0].start - start <= 4:
            start = _skipped(text, heard[0].end, stop)
    while stop > start and text[stop - 1] in " \u00a0,;.":
        stop -= 1
    return (start, stop) if stop - start >= 4 else None


def _skipped(text: str, start: int, stop: int) -> int:
    while start < stop and text[start] in " \u00a0,:":
        start += 1
    return start
