"""What is taken for granted of somebody by what they are called: «the convicted spy X»."""

from __future__ import annotations

from onrecord.reading.cases.lexicon import adjectives, person_heads
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.scene import Sighting
from onrecord.reading.turning import Ground, Turn

_BEGINNING = frozenset({"the", "his", "her", "their", "'s", "its", ""})
_FAR = 5  # words from the adjective to the name


def known_as(ground: Ground, line: Line, at: int) -> tuple[tuple[str, ...], Turn] | None:
    """The one named whom an adjective describes, and the step that it tells; None: there is none.

    Of «a jailed reporter» nothing is told: it may be anybody.
    """
    label = adjectives().get(line.forms[at])
    before = line.forms[at - 1] if at else ""
    person = _described(ground, line, at) if label and before in _BEGINNING else None
    if label is None or person is None:
        return None
    told = Turn(
        start=line.starts[at], end=line.ends[at], label=label, modality="actual", confidence=0.7
    )
    return (person,), told


def _described(ground: Ground, line: Line, at: int) -> str | None:
    words = lexicon()
    headed = False
    for index in range(at, min(at + _FAR, len(line))):
        form = line.forms[index]
        closed = form in PREPOSITIONS or form in BREAKS or form in words.helpers
        if index > at and (closed or form in words.modals):
            return None
        found = ground.covering(line.starts[index]) if index > at else None
        if found is not None and _named(ground, found) and (headed or _names(line, found, at)):
            return found.actor
        headed = headed or (index > at and form in person_heads())
    return None


def _names(line: Line, found: Sighting, at: int) -> bool:
    """Whether what is found begins right behind the adjective, or holds it."""
    return found.start <= line.starts[at + 1]


def _named(ground: Ground, found: Sighting) -> bool:
    """Whether it is a person whom the report names anywhere."""
    if ground.kind_of(found.actor) != "person" or found.form == "pronoun":
        return False
    return any(s.form == "name" for s in ground.cast.sightings if s.actor == found.actor)
