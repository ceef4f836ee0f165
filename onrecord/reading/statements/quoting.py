"""Who is quoted by whom: «was quoted as saying»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.scene import Cast, Layout, Sighting
from onrecord.reading.spotting import Attribution, Range
from onrecord.reading.statements.cues import as_saying
from onrecord.reading.statements.speakers import subject_before

_QUOTED = re.compile(r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\b")
_BE = re.compile(r"\b(?:is|are|was|were|been|being)[\s\u00a0]+$")


def quoted_as(text: str, layout: Layout, found: Attribution, cast: Cast) -> Iterator[Attribution]:
    """An attribution as it is; of «A was quoted by B as saying C» both A's and B's.

    B says all of it, A says C: the cue of A's is «saying».
    """
    verb = _QUOTED.search(text, *found.cue)
    end = layout.sentence_at(found.cue[0]).end
    saying = as_saying(text, verb.end(), end) if verb else None
    if verb is None or saying is None:
        yield found
        return
    passive = _BE.search(text[max(0, verb.start() - 12) : verb.start()])
    between = cast.within(verb.end(), saying.start("cue"))
    start = max(0, verb.start() - 12) + passive.start() if passive else 0
    said = subject_before(text, cast, start) if passive else _first(between)
    rest = max((b for _, b in found.content), default=end)
    content = (saying.end("cue"), rest if rest > saying.end("cue") else end)
    if said is not None:
        cue = saying.span("cue")
        yield Attribution(cue, said, (content,), found.confidence)
    agent = _first(between) if passive else found.source
    if agent is not None and agent != said:
        whole = (said[0] if said and not passive else verb.end(), content[1])
        yield replace(found, cue=verb.span(), source=agent, content=(whole,))


def _first(sightings: Sequence[Sighting]) -> Range | None:
    return sightings[0].span if sightings else None
