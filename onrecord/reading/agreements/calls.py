"""Agreements that are only called for, ruled out or missing: no verb but that of the asking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.reading.agreements.lexicon import head_kinds, in_company, listed, turning_heads
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Line, group_of
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import BREAKS, QUOTES
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, Turn
from onrecord.vocabulary import Modality

_CALLED = frozenset({"ceasefire", "deal", "accord", "treaty", "joint_statement"})
_OVER = frozenset("ended ends broke closed concluded finished left parted adjourned".split())
_HAD = 2  # words of «we have»
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
        found = _missing(line, begin, place) or _had(line, begin, place)
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


def _had(line: Line, begin: int, place: Spoken) -> tuple[int, Modality] | None:
    """«“We have a deal,” he said»: announced as just struck; of a treaty it would tell nothing."""
    end = line.at(place.end - 1) + 1
    closes = end >= len(line) or line.forms[end] in BREAKS or line.forms[end] in QUOTES
    if (line.forms[begin] != "a" and line.forms[begin] != "an") or not closes or place.words:
        return None
    if place.head not in listed("struck_up") or line.forms[-1] == "?" or begin < _HAD:
        return None
    first = begin - 1
    if line.forms[first] not in {"have", "'ve", "got"}:
        return None
    while first and line.forms[first] not in {"we", "i"} and begin - first <= _HAD + 2:
        first -= 1
    before = line.forms[first - 1] if first else ""
    opens = not before or before in QUOTES or before in {"that", "and", "yes", ",", "said"}
    if line.forms[first] != "we" or not opens or {"if", "when", "until"} & set(line.forms[:first]):
        return None
    own = line.forms[first + 1 : begin]
    if own in {("have",), ("'ve", "got"), ("now", "have"), ("have", "got"), ("finally", "have")}:
        return first, "actual"
    negated = own in {("do", "not", "have"), ("do", "n't", "have"), ("do", "not", "yet", "have")}
    return (first, "denied") if negated else None


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
