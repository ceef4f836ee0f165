"""Whether what a noun names took place, by the verb of which the noun is the subject."""

from __future__ import annotations

from collections.abc import Set

from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS
from onrecord.reading.modality.lexicon import lexicon

_CLAUSE = 14  # words behind the noun in which its verb stands


def came_about(line: Line, last: int, happened: Set[str], done: Set[str]) -> bool:
    """Whether a verb behind the word `last` says so: one of `happened` («the lapse of the treaty
    [alarmed] fishermen»), or a form of «be» or «have» with a participle of `done` («the extradition
    [was carried] out»).
    """
    words = lexicon()
    for index in range(last + 1, min(last + _CLAUSE, len(line))):
        form = line.forms[index]
        if form in BREAKS - {"-"} or form in words.modals or form in words.negations:
            return False
        if words.helpers.get(form) in {"be", "have"}:
            ahead = line.forms[index + 1 : index + 4]
            return form not in {"be", "is", "are"} and not done.isdisjoint(ahead)
        if form in happened:
            return line.forms[index - 1] != "to"
    return False
