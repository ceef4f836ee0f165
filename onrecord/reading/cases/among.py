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

_ONE_OF = (("among",), ("one", "of"))
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
    """«, among them X», «, including X», «, X among them»; «X is among [them]», «is one of»."""
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
    first -= line.forms[first - 1 : first] == ("the",)
    phrase = next((p for p in _ONE_OF if line.forms[max(0, first - len(p)) : first] == p), ())
    be = first - len(phrase) - 1
    if phrase and be > 0 and lexicon().helpers.get(line.forms[be]) == "be":
        here = _subject(ground, line, be)
        if here is not None and is_person(ground, here):
            yield here.actor


def _subject(ground: Ground, line: Line, be: int) -> Sighting | None:
    """Who stands before «is among», an aside passed over: «X, who grew up here, [is] one of»."""
    if line.forms[be - 1] != ",":
        return ground.ending(line.ends[be - 1])
    opened = next((i for i in range(be - 2, 0, -1) if line.forms[i] == ","), 0)
    return ground.ending(line.ends[opened - 1]) if opened else None


def _first_named(ground: Ground, line: Line, index: int) -> Iterator[Sighting]:
    for at in range(index, min(index + _NEAR, len(line))):
        if line.forms[at] in PREPOSITIONS:
            return
        here = ground.starting(line.starts[at])
        if here is not None and here.start == line.starts[at] and is_person(ground, here):
            yield here
            return
