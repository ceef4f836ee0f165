"""«Orlan signed it and Vela did not»: who did not do what was just told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, SUBJECTS
from onrecord.reading.turning import Ground, Turn

_ELIDED = frozenset({"signed", "ratified", "agreed"})
_ENDINGS = (
    ("did", "not"), ("did", "n't"), ("never", "did"), ("has", "not"), ("has", "n't"),
    ("have", "not"), ("have", "n't"), ("had", "not"), ("had", "n't"), ("never", "has"),
    ("never", "have"),
)  # fmt: skip
_JOINING = frozenset({"and", "but", "while", "though", "although", "whereas", ";", "—", "–"})
_RELATIVES = frozenset({"which", "who", "whose", "that"})
_ASIDE = 4  # words from a relative to its verb
_GAP = 24  # words from what was done to who did not do it
_SUBJECT = 7  # words of a subject


def elided(ground: Ground, line: Line, turn: Turn) -> Iterator[Turn]:
    """The same change, denied, of the one who «did not» in the rest of the sentence that tells
    the turn, or in the sentence behind it."""
    if turn.label not in _ELIDED or turn.modality != "actual" or ground.titled(turn.start):
        return
    first = line.at(max(turn.end - 1, turn.start)) + 1
    found = _ending(line, first)
    if found is not None:
        start = _clause(line, first, found)
    else:
        at = line.at(turn.start)
        if _RELATIVES & set(line.forms[max(0, at - _ASIDE) : at]):
            return  # «Moscow, which brokered it, has stood by. Washington has not.»
        behind = ground.next_line(line)
        line = behind or line
        found = _ending(line, 0) if behind is not None else None
        start = 0
    if found is None or start is None or not 0 < found - start <= _SUBJECT:
        return
    own = line.forms[start:found]
    if own[0] in {"it", "that", "this"} or set(own) & (BREAKS | {"to"}):
        return
    by = next((s for s in reversed(ground.sightings(line.starts[start], line.starts[found]))), None)
    if by is None and own[-1] not in SUBJECTS:
        return
    yield replace(
        turn,
        start=line.starts[start],
        end=line.ends[found + 1],
        modality="denied",
        by=ground.actors(by) if by is not None else (),
        date=None,
        term=None,
        confidence=0.7,
    )


def _ending(line: Line, first: int) -> int | None:
    """Where «did not» ends a clause, from a word on and near enough to it."""
    for at in range(first, min(first + _GAP, len(line) - 1)):
        if tuple(line.forms[at : at + 2]) not in _ENDINGS:
            continue
        after = line.forms[at + 2] if at + 2 < len(line) else "."
        return at if after in BREAKS or after in {"and", "but"} else None
    return None


def _clause(line: Line, first: int, found: int) -> int | None:
    """The first word of the subject of «did not», behind what joins it to the clause before."""
    for at in range(found - 1, first - 1, -1):
        if line.forms[at] in _JOINING:
            return at + 1
    return None
