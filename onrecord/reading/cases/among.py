"""Who is told by name to be among several: «three tourists, among them C, were held», «D is among
300 inmates freed»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.cases.apposed import is_person
from onrecord.reading.cases.turns import Found
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import PREPOSITIONS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.scene import Sighting
from onrecord.reading.turning import Ground

_NEAR = 4  # words from «among them» to the name


def with_those_among(ground: Ground, found: Sequence[Found]) -> list[Found]:
    """The turns, each of several with those who are told by name to be among them."""
    made = []
    for one in found:
        line = ground.line(one.turn.start)
        more = [
            person
            for sighting in ground.sightings(line.starts[0], line.ends[-1])
            if sighting.actor in one.persons and ground.kind_of(sighting.actor) == "group"
            for person in _among(ground, line, sighting)
            if person not in one.persons
        ]
        persons = (*one.persons, *dict.fromkeys(more))
        made.append(replace(one, persons=persons) if more else one)
    return made


def _among(ground: Ground, line: Line, several: Sighting) -> Iterator[str]:
    """«, among them X», «, including X», «, X among them»; «X is among [them]»."""
    after = line.at(several.end - 1) + 1
    if line.forms[after : after + 1] == (",",):
        told = line.forms[after + 1 : after + 3]
        if told[:1] == ("including",) or told == ("among", "them"):
            yield from (one.actor for one in _first_named(ground, line, after + 2))
        else:
            for sighting in _first_named(ground, line, after + 1):
                end = line.at(sighting.end - 1) + 1
                if line.forms[end : end + 2] == ("among", "them"):
                    yield sighting.actor
    first = line.at(several.start)
    if first > 1 and line.forms[first - 1] == "among":
        be = lexicon().helpers.get(line.forms[first - 2]) == "be"
        here = ground.ending(line.ends[first - 3]) if be and first > 2 else None
        if here is not None and is_person(ground, here):
            yield here.actor


def _first_named(ground: Ground, line: Line, index: int) -> Iterator[Sighting]:
    for at in range(index, min(index + _NEAR, len(line))):
        if line.forms[at] in PREPOSITIONS:
            return
        here = ground.starting(line.starts[at])
        if here is not None and here.start == line.starts[at] and is_person(ground, here):
            yield here
            return
