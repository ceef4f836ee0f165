"""Several who are counted and then named: «two nationals of Finland, A and B, were held»."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.cases.lexicon import counted, number_words
from onrecord.reading.modality import Line
from onrecord.reading.scene import Sighting
from onrecord.reading.turning import Ground

_OF = 7  # words of «of the Finnish broadcaster»


def apposed(ground: Ground, line: Line) -> Iterator[tuple[Sighting, tuple[str, ...]]]:
    """Each group that is counted and set beside the names of as many by a comma, with these."""
    for sighting in ground.sightings(line.starts[0], line.ends[-1]):
        if ground.kind_of(sighting.actor) != "group" or not _counted(line, sighting):
            continue
        named = _behind(ground, line, line.at(sighting.end - 1) + 1)
        named = named if len(named) > 1 else _before(ground, line, line.at(sighting.start))
        if len(named) > 1:
            yield sighting, named


def _counted(line: Line, sighting: Sighting) -> bool:
    words = line.forms[line.at(sighting.start) : line.at(sighting.end - 1) + 1]
    return any(word in counted("numeral") or word.isdecimal() for word in words[:3])


def _behind(ground: Ground, line: Line, index: int) -> tuple[str, ...]:
    """The persons named behind «of Finland,»."""
    if line.forms[index : index + 1] in {("of",), ("from",), ("with",)}:
        stop = min(index + _OF, len(line))
        index = next((i for i in range(index, stop) if line.forms[i] == ","), index)
    if line.forms[index : index + 1] != (",",):
        return ()
    found: list[str] = []
    index += 1
    while index < len(line):
        here = ground.starting(line.starts[index])
        if here is None or here.start != line.starts[index] or not is_person(ground, here):
            break
        found.append(here.actor)
        index = line.at(here.end - 1) + 1
        while index + 2 < len(line) and (
            line.forms[index] == "," and line.forms[index + 1].isdecimal()
        ):
            index += 2
        while index < len(line) and line.forms[index] in {",", "and"}:
            index += 1
    return tuple(dict.fromkeys(found))


def _before(ground: Ground, line: Line, index: int) -> tuple[str, ...]:
    """The persons named before «, [two nationals of Finland]», as many as are counted."""
    index -= line.forms[index - 1 : index] == ("the",)
    words = line.forms[index : index + 3]
    count = next((number_words()[w] for w in words if w in number_words()), 0)
    if not count or index < 2 or line.forms[index - 1] != ",":
        return ()
    here = ground.ending(line.ends[index - 2])
    found: list[str] = []
    while here is not None and is_person(ground, here):
        found.insert(0, here.actor)
        before = line.at(here.start) - 1
        if before < 1 or line.forms[before] not in {",", "and"}:
            break
        before -= line.forms[before - 1 : before + 1] == (",", "and")
        here = ground.ending(line.ends[before - 1])
    return tuple(found) if len(set(found)) == count else ()


def is_person(ground: Ground, sighting: Sighting) -> bool:
    """Whether a person is named there."""
    return sighting.form == "name" and ground.kind_of(sighting.actor) == "person"
