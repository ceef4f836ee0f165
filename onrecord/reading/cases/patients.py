"""Who undergoes a verb: its object, the subject of its passive, whom a clause speaks of."""

from __future__ import annotations

from onrecord.reading.cases.lexicon import roles, steps
from onrecord.reading.modality import Group, Line, group_of
from onrecord.reading.modality.group import (
    BREAKS,
    DETERMINERS,
    PREPOSITIONS,
    QUOTES,
    SUBJECTS,
    adverb,
)
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, controllers, subjects
from onrecord.reading.turning.clause import joined_after, phrase_before

_TITLES = 8  # words of titles before a name


def objects(ground: Ground, line: Line, last: int) -> tuple[str, ...]:
    index = last + 1
    while index < len(line) and (adverb(line.forms[index]) or line.forms[index] in QUOTES):
        index += 1
    if index >= len(line) or line.forms[index] in PREPOSITIONS or line.forms[index] in BREAKS:
        return ()
    if line.forms[index] in SUBJECTS:
        return ()
    for first in range(index, min(index + _TITLES, len(line))):
        if _owns(line, first):
            return ()
        found = ground.starting(line.starts[first])
        if found is not None and found.start == line.starts[first]:
            if _holdable(ground, found.actor) and _titled(line, index, first):
                return joined_after(ground, line, first)
            if ground.kind_of(found.actor) != "state":
                return ()
        if line.forms[first] in PREPOSITIONS or line.forms[first] in BREAKS:
            return ()
    return ()


def _owns(line: Line, index: int) -> bool:
    """«kidnapped [her] child»: a possessive, no object."""
    if line.forms[index] not in {"her", "his", "their", "its"}:
        return False
    after = line.forms[index + 1] if index + 1 < len(line) else ""
    closed = after in PREPOSITIONS or after in BREAKS or after in QUOTES or adverb(after)
    return after.isalpha() and not closed and after not in {"and", "or", "but", "last", "guilty"}


def _holdable(ground: Ground, actor: str) -> bool:
    return ground.kind_of(actor) in {"person", "group"}


def _titled(line: Line, first: int, name: int) -> bool:
    """Whether what stands before a name belongs to it: «release “wrongly held” citizen X»."""
    if first == name or (name - first == 1 and line.forms[first] in DETERMINERS):
        return True
    word, written = line.forms[name - 1], line.written[name - 1]
    return written[:1].isupper() or word in QUOTES or word in roles()


def patients(ground: Ground, line: Line, group: Group) -> tuple[str, ...]:
    if group.infinitive:
        return controllers(ground, line, group)
    return (
        subjects(ground, line, group)
        or _reduced(ground, line, group.first)
        or _aside(ground, line, group.first)
    )


def of_a_thing(ground: Ground, line: Line, group: Group) -> bool:
    """«during a meeting, held in Oslo»: a participle behind a comma belongs to what it follows."""
    index = group.first - 2
    if group.helped or index < 0 or line.forms[index + 1] != ",":
        return False
    before = line.forms[index]
    coordinated = before in steps() or before in QUOTES or adverb(before)
    return before.isalpha() and not coordinated and ground.ending(line.ends[index]) is None


def _reduced(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """«two owners arrested in May [were freed]»: past the participle."""
    for index in range(first - 1, max(-1, first - 12), -1):
        form = line.forms[index]
        if form in BREAKS or form in lexicon().helpers:
            return ()
        if form in steps() and form.endswith("ed") and not group_of(line, index).helped:
            return phrase_before(ground, line, index)
    return ()


def _aside(ground: Ground, line: Line, first: int) -> tuple[str, ...]:
    """«X, a former marine who was arrested»: the name before the comma."""
    words = lexicon()
    for index in range(first - 1, max(-1, first - 14), -1):
        form = line.forms[index]
        if form in words.helpers or form in words.modals:
            return ()
        if form == ",":
            found = ground.ending(line.ends[index - 1]) if index else None
            if found is not None and ground.kind_of(found.actor) == "person":
                return (found.actor,)
            return ()
    return ()


def subject_ahead(ground: Ground, line: Line, last: int) -> tuple[str, ...]:
    """«If convicted, [he] faces prison»: the subject of the main clause."""
    for index in range(last + 1, min(last + 8, len(line) - 1)):
        if line.forms[index] == ",":
            return joined_after(ground, line, index + 1)
    return ()


def has_object(line: Line, last: int) -> bool:
    """Whether a verb with a bare object follows, so that what stands before is its subject."""
    if last + 1 >= len(line):
        return False
    after = line.forms[last + 1]
    closed = after in PREPOSITIONS or after in BREAKS or after in {"and", "or"} or adverb(after)
    day = after in lexicon().conditions or line.written[last + 1][:3] in _DAYS
    return not (closed or day or after in {"last", "this", "while", "again", "early", "late"})


_DAYS = frozenset({"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})


def related(ground: Ground, line: Line, group: Group) -> tuple[str, ...]:
    """«the drivers (whom) it has held»: an object before its subject."""
    index = group.first - 1
    if index < 1 or not (line.forms[index] in SUBJECTS or ground.ending(line.ends[index])):
        return ()
    if line.forms[index] in {"who", "i"}:
        return ()
    subject = ground.ending(line.ends[index])
    index = (line.at(subject.start) if subject else index) - 1
    while index >= 0 and line.forms[index] in {"whom", "who", "that", "the"}:
        index -= 1
    if index < 0 or (line.forms[index] in BREAKS or line.forms[index] in PREPOSITIONS):
        return ()
    found = ground.ending(line.ends[index])
    return (found.actor,) if found and found.actor != (subject.actor if subject else "") else ()
