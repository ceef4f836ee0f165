"""Who is told in short to have undergone the same: «as did X», «so were X and Y», «for Y»."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.cases.patients import objects
from onrecord.reading.cases.turns import Found
from onrecord.reading.cases.whom import NOBODY
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import SUBJECTS
from onrecord.reading.turning import Ground
from onrecord.reading.turning.clause import joined_after

_AUXILIARIES = frozenset("did was were had has have will would is are".split())
_ENDING = frozenset({"", ".", ",", ";", "in", "on", "at", "—", "–", "the", "this", "last", "later"})
_SURE = frozenset({"actual", "planned", "denied"})
_FAR = 20  # words from what was told to «as did»


def likewise(ground: Ground, found: Sequence[Found]) -> Iterator[Found]:
    """The same turns of those of whom the rest of the sentence says that they were theirs as well.

    «was pardoned and went home, as did X»: X went home.
    """
    starts = sorted({one.turn.start for one in found})
    for one in found:
        behind = bisect_right(starts, one.turn.start)
        yield from _of(ground, one, starts[behind] if behind < len(starts) else len(ground.text))
        if one.turn.label == "exchanged" and one.turn.modality in _SURE:
            yield from _swapped_for(ground, one)


def _of(ground: Ground, one: Found, stop: int) -> Iterator[Found]:
    if NOBODY in one.persons or one.turn.modality in {"denied", "failed"}:
        return
    line = ground.line(one.turn.start)
    first = line.at(max(one.turn.end - 1, one.turn.start)) + 1
    for at in range(first, min(first + _FAR, len(line) - 2)):
        if (
            line.starts[at] > stop
            or line.forms[at] in {"while", "but", ";"}
            or line.forms[at] in SUBJECTS
        ):
            return
        behind = _behind(line, at)
        if behind is None:
            continue
        named = joined_after(ground, line, behind) or tuple(objects(ground, line, behind - 1))
        named = tuple(a for a in named if a not in one.persons)
        held = all(ground.kind_of(a) in {"person", "group"} for a in named)
        if named and held and _closes(ground, line, behind):
            turn = replace(
                one.turn,
                start=line.starts[at],
                end=line.ends[behind - 1],
                term=None,
                charge=None,
                confidence=0.7,
            )
            yield replace(one, persons=named, turn=turn, pronoun=False, later=None)
        return


def _swapped_for(ground: Ground, one: Found) -> Iterator[Found]:
    """«was exchanged on Monday for X»: X was, too."""
    line = ground.line(one.turn.start)
    first = line.at(one.turn.start) + 1
    for at in range(first, min(first + _FAR, len(line) - 1)):
        if line.forms[at] in {"and", "but", "who", "which", "that", ";"}:
            return
        if line.forms[at] != "for":
            continue
        named = joined_after(ground, line, at + 1) or tuple(objects(ground, line, at))
        named = tuple(a for a in named if a not in one.persons)
        if named and all(ground.kind_of(a) in {"person", "group"} for a in named):
            turn = replace(one.turn, start=line.starts[at], end=_end(ground, line, at), by=())
            yield replace(one, persons=named, turn=turn, pronoun=False, later=None)
        return


def _end(ground: Ground, line: Line, at: int) -> int:
    """The end of the one named behind a word."""
    seen = ground.sightings(line.ends[at], line.ends[-1])
    return seen[0].end if seen else line.ends[at]


def _behind(line: Line, at: int) -> int | None:
    """The word behind «as did», «so, in the other direction, did», where that stands at a word."""
    before, after = line.forms[at - 1], line.forms[at + 1]
    if line.forms[at] == "as" and before == "," and after in _AUXILIARIES:
        return at + 2
    if line.forms[at] != "so" or before not in {"and", ";", ",", "—", "–"}:
        return None
    if after in _AUXILIARIES:
        return at + 2
    close = [i for i in range(at + 2, min(at + 9, len(line) - 1)) if line.forms[i] == ","]
    opened = after == "," and close and line.forms[close[0] + 1] in _AUXILIARIES
    return close[0] + 2 if opened else None


def _closes(ground: Ground, line: Line, index: int) -> bool:
    """Whether the clause ends with those named: «as did X», not «as did X’s lawyer»."""
    last = index
    for sighting in ground.sightings(line.starts[index], line.ends[-1]):
        if line.at(sighting.start) > last + 2:
            break
        last = line.at(sighting.end - 1) + 1
    return last >= len(line) or line.forms[last] in _ENDING
