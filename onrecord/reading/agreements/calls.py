"""Agreements that are only called for, ruled out or missing: no verb but that of the asking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.reading.agreements.lexicon import head_kinds, in_company, turning_heads
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Line, group_of
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import BREAKS, QUOTES
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, Turn
from onrecord.vocabulary import Modality

_CALLED = frozenset({"ceasefire", "deal", "accord", "treaty", "joint_statement"})
_OVER = frozenset("ended ends broke closed concluded finished left parted adjourned".split())
_NOUN = frozenset({"need", "require", "deadline", "conditions", "proposal", "proposals", "propose"})
_LONGEST = 14  # words between «press» and «for a ceasefire»


def calls(ground: Ground, places: Sequence[Spoken]) -> Iterator[tuple[Spoken, Turn]]:
    """Each place of an agreement that is called for, or said not to have come, with the turn."""
    for place in places:
        line = ground.line(place.start)
        begin = line.at(place.start)
        if place.kind not in _CALLED or place.name is not None:
            continue
        bare = not place.definite and not place.fresh
        found = _missing(line, begin, place)
        if found is None and (place.fresh or (bare and place.kind == "ceasefire")):
            found = _called(line, begin, place)
        if found is not None:
            first, modality = found
            turn = Turn(
                start=line.starts[first],
                end=place.end,
                label="agreed",
                modality=modality,
                confidence=0.7,
            )
            yield place, turn


def _called(line: Line, begin: int, place: Spoken) -> tuple[int, Modality] | None:
    """«called for a ceasefire», «press him for a truce», «ruled out a ceasefire»."""
    while begin > 1 and line.forms[begin - 1] in QUOTES:
        begin -= 1
    governor = lexicon().governor(line.forms, begin, "noun")
    at = begin - len(governor.phrase) if governor else begin
    if governor is None and begin and line.forms[begin - 1] == "for":
        asked = governing(line, begin - 2)
        if asked is not None and begin - asked[0] <= _LONGEST:
            at, governor = asked
    if governor is None or governor.phrase[0] in _NOUN or line.forms[begin] == "no":
        return None
    group = group_of(line, at)
    if group.form == "ing" and at and line.forms[at - 1] in _written():
        return None  # «a resolution calling for a truce»
    if group.negated or (group.modal and group.helped):
        return None
    if at and line.forms[at - 1] in turning_heads():
        return None  # «vetoed a call for a ceasefire»
    if governor.gives == "asked":
        return at, "asked"
    ruled_out = governor.phrase[0].startswith(("rule", "ruling")) and place.kind == "ceasefire"
    return (at, "denied") if ruled_out else None


@cache
def _written() -> frozenset[str]:
    return frozenset({*head_kinds(), *in_company()})


def _missing(line: Line, begin: int, place: Spoken) -> tuple[int, Modality] | None:
    """«ended without an agreement», «there will be no ceasefire», «but no joint text»."""
    before = line.forms[begin - 1] if begin else ""
    if before == "without" and _OVER & set(line.forms[max(0, begin - 12) : begin]):
        return begin - 1, "failed"
    if line.forms[begin] != "no":
        return None
    if "there" in line.forms[max(0, begin - 5) : begin] and before not in BREAKS:
        general = before in {"is", "are", "'s"} and place.kind != "ceasefire"
        return None if general else (begin, "denied")
    return (begin, "failed") if before in {"but", "with"} else None
