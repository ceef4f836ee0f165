"""Whether those who sign or ratify are told with no word of what: «six have ratified»."""

from __future__ import annotations

from onrecord.reading.agreements.lexicon import listed
from onrecord.reading.modality import Group, Line
from onrecord.reading.modality.group import BREAKS, SUBJECTS, adverb
from onrecord.reading.turning import Ground

_SUBJECTS = frozenset("they both neither none nobody most some others all each it who".split())
_BEHIND = frozenset("first last too since on in at later yesterday so within before".split())
_ACTING = frozenset({"state", "government_body", "office", "organization", "group", "person"})


def alone(ground: Ground, line: Line, last: int, group: Group) -> bool:
    """Whether a verb has no object, and a subject that may sign or ratify an agreement."""
    behind = line.forms[last + 1] if last + 1 < len(line) else "."
    if group.form not in {"past", "base"} or group.passive or group.infinitive:
        return False
    if group.modal and (group.negated or group.modal == "asked"):
        return False
    if not group.first:
        return False
    if behind not in BREAKS and behind not in _BEHIND and not adverb(behind):
        return False
    before = line.forms[group.first - 1]
    if before in _SUBJECTS or before in listed("count"):
        return True
    found = None if before in SUBJECTS else ground.ending(line.ends[group.first - 1])
    return found is not None and ground.kind_of(found.actor) in _ACTING
