"""Whose a noun is: «X’s arrest», «the release of X», «X, whose trial opens»."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.cases.patients import beside, headed, objects, owner
from onrecord.reading.cases.whom import Word
from onrecord.reading.modality import group_of
from onrecord.reading.turning import Ground
from onrecord.reading.turning.clause import joined_after, phrase_before, possessor

_AWAITED = frozenset({"awaiting", "awaits", "await", "awaited", "facing", "faces", "face"})


def of_noun(ground: Ground, word: Word) -> Sequence[str]:
    """«X’s arrest», «his trial», «the release of X and Y»."""
    line, at, last = word.line, word.at, word.last
    if last + 2 < len(line) and line.forms[last + 1] == "of":
        here = ground.starting(line.starts[last + 2])
        if here is not None and owner(line, here.end):
            return ()  # «the release of X’s papers»
        return joined_after(ground, line, last + 2) or objects(ground, line, last + 1)
    if at and line.forms[at - 1] in _AWAITED:
        own = group_of(line, at - 1)
        near = beside(ground, line, own.first) if own.form == "ing" and not own.helped else ()
        return near or phrase_before(ground, line, own.first) or headed(ground, line, own.first)
    if at and "whose" in line.forms[max(0, at - 2) : at]:
        return _related_to(ground, word)
    if at and line.forms[at - 1] in {"and", "or"}:
        # «the arrest and trial of», «his arrest and detention»
        return possessor(ground, line, at - 2) if at > 2 else ()
    return possessor(ground, line, at)


def _related_to(ground: Ground, word: Word) -> Sequence[str]:
    """«X, the teacher whose [trial] opens»: who stands before «whose»."""
    line = word.line
    index = word.at - 1
    while line.forms[index] != "whose":
        index -= 1
    found = (
        ground.ending(line.ends[index - 1 - (line.forms[index - 1] == ",")]) if index > 1 else None
    )
    return ground.actors(found) if found is not None else ()
