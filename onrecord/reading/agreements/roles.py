"""What the model takes for the object of a verb, as evidence beside the grammar of this room."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS
from onrecord.reading.turning import Ground

_NEAR = 14  # words between a verb and what is asked of the model at all
_NO_HEAD = PREPOSITIONS | BREAKS - {",", "-"} | {"to", "'s"}
_FURTHER = PREPOSITIONS | BREAKS | {"to", "’", "”", '"', "between"}


def modelled(ground: Ground, line: Line, at: int, inside: Sequence[Spoken]) -> Spoken | None:
    """The agreement that is the head of what the model takes for the object of the word `at`."""
    if not any(abs(line.at(p.start) - at) <= _NEAR for p in inside):
        return None
    role = ground.scene.relations.roles(line.starts[at], line.ends[at]).get("ARG1")
    if role is None:
        return None
    start, end = role
    for place in inside:
        if not (start <= place.start and place.end <= end):
            continue
        before = line.forms[line.at(start) : line.at(place.start)]
        after = line.at(place.end - 1) + 1
        closes = after >= len(line) or place.end == end or line.forms[after] in _FURTHER
        return place if closes and not _NO_HEAD & set(before) else None
    return None
