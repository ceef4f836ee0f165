"""What is taken for granted of somebody by what they are called: «the convicted spy X»."""

from __future__ import annotations

from onrecord.reading.cases.company import ALONE
from onrecord.reading.cases.lexicon import adjectives, counted, person_heads
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.scene import Sighting
from onrecord.reading.turning import Ground, Turn

_BEGINNING = frozenset({"the", "his", "her", "their", "'s", "its", ""})
_FAR = 5  # words from the adjective to the name


def known_as(ground: Ground, line: Line, at: int) -> tuple[tuple[str, ...], Turn] | None:
    """The one named whom an adjective describes, and the step that it tells; None: there is none.

    «The jailed reporter» is somebody; of «a jailed reporter» nothing is told, it may be anybody.
    """
    label = adjectives().get(line.forms[at])
    before = line.forms[at - 1] if at else ""
    if before in counted("numeral") and at > 1 and line.forms[at - 2] == "the":
        before = "the"
    person = _described(ground, line, at) if label and before in _BEGINNING else None
    if label and person is None:
        person = _definite(ground, line, at) if before == "the" else _apposed(ground, line, at)
    if label is None or person is None:
        return None
    told = Turn(
        start=line.starts[at], end=line.ends[at], label=label, modality="actual", confidence=0.7
    )
    return (person,), told


def _definite(ground: Ground, line: Line, at: int) -> str | None:
    """«[the detained Zambian reporter] had come up»: whom the whole phrase describes."""
    found = ground.covering(line.starts[at])
    if found is None or found.form != "description" or not found.actor.startswith(ALONE):
        return None
    begins = line.forms[line.at(found.start)] == "the" and found.end > line.ends[at]
    owns = line.forms[line.at(found.end - 1) + 1 :][:1] == ("'s",)
    return found.actor if begins and not owns else None


def _apposed(ground: Ground, line: Line, at: int) -> str | None:
    """«X, a convicted spy»: who is named before the comma."""
    if at < 3 or line.forms[at - 1] not in {"a", "an"} or line.forms[at - 2] != ",":
        return None
    index = at - 3
    if index > 1 and line.forms[index].isdecimal() and line.forms[index - 1] == ",":
        index -= 2
    found = ground.ending(line.ends[index])
    headed = any(form in person_heads() for form in line.forms[at + 1 : at + _FAR])
    named = found is not None and found.end == line.ends[index] and _named(ground, found)
    return found.actor if found is not None and named and headed else None


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
