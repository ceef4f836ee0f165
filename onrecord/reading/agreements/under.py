"""What goes on under an agreement: inspections under a treaty stop and resume with it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.agreements.between import between
from onrecord.reading.agreements.lexicon import of_kind
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Group, Line
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS, SUBJECTS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning.clause import clause_first

_NEAR = 5  # words from a verb to «inspections»
_CLOSED = BREAKS | {"and", "but"}


def under(line: Line, group: Group, last: int, inside: Sequence[Spoken]) -> Spoken | None:
    """The agreement under which what a verb stops or resumes goes on: «resumed inspections under
    [the treaty]», «inspections under [the treaty] are to start again»; None where there is none."""
    for place in inside:
        noun = line.at(place.start) - 2
        if noun < 0 or " ".join(line.forms[noun : noun + 2]) not in of_kind("activity"):
            continue
        if last < noun and _object(line, last, noun):
            return place
        if noun < group.first and _subject(line, group, place, noun):
            return place
    return None


def _object(line: Line, last: int, noun: int) -> bool:
    gap = line.forms[last + 1 : noun]
    words = lexicon()
    barred = any(
        w in BREAKS or w in PREPOSITIONS or w in SUBJECTS or w in words.helpers or w == "to"
        for w in gap
    )
    return len(gap) <= _NEAR and not barred


def _subject(line: Line, group: Group, place: Spoken, noun: int) -> bool:
    """Whether the phrase that «inspections» heads is the subject: «talks on inspections» is not."""
    first = noun
    while first and line.forms[first - 1].isalpha() and line.forms[first - 1] not in _CLOSED:
        first -= 1
        if line.forms[first] in PREPOSITIONS or line.forms[first] == "to":
            return False
    return between(line, line.at(place.end - 1) + 1, clause_first(line, group), reduced=False)
