"""What is found to be no case of anybody, once all turns are known; one step told as two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.cases.company import ALONE, Company
from onrecord.reading.cases.meant import ANYBODY
from onrecord.reading.cases.turns import Found
from onrecord.reading.turning import Ground, Turn

_UNTOLD = frozenset({"million", "millions", "billion", "thousands", "many", "most", "more"})
_ANEW = frozenset({"released", "acquitted", "pardoned"})


def told_of_somebody(ground: Ground, company: Company, found: Sequence[Found]) -> list[Found]:
    """Without those who are nobody: «to free a suspect», «11 million people», «somebody’s son»."""
    happened = {p for f in found if f.turn.modality == "actual" for p in f.persons}
    made = []
    for one in found:
        people = tuple(p for p in one.persons if not _nobody(ground, company, p, happened))
        if people:
            made.append(replace(one, persons=people))
    return made


def _nobody(ground: Ground, company: Company, person: str, happened: set[str]) -> bool:
    words = ground.cast.actor(person).name.lower().split()
    if ground.kind_of(person) == "group" and _UNTOLD & set(words[:3]):
        return True
    if not person.startswith(ALONE) or person not in company.told:
        return False
    one = company.told[person]
    vague = not one.det or one.head in ANYBODY or (one.det == "a" and one.last - one.first < 2)
    return person not in happened and one.det in {"a", ""} and vague


def taken_once(turns: Sequence[Turn]) -> list[Turn]:
    """«arrested in May», «jailed», «is held»: one step of one person, unless let go between or
    told of other days."""
    seized = [t for t in turns if (t.label, t.modality) == ("arrested", "actual")]
    if not seized:
        return list(turns)
    made: list[Turn] = []
    dated = any(t.date is not None for t in seized)
    for turn in turns:
        same = (
            turn.label == "detained"
            and turn.modality == "actual"
            and any(_one_day(turn, other) and not _let_go(turns, turn, other) for other in seized)
            and any(_one_day(turn, other) for other in seized if other.date or not dated)
        )
        made.append(replace(turn, label="arrested", term=None) if same else turn)
    return made


def _one_day(one: Turn, other: Turn) -> bool:
    days = [t.date.value for t in (one, other) if t.date is not None and t.date.value]
    return len(days) < 2 or days[0].startswith(days[1]) or days[1].startswith(days[0])


def _let_go(turns: Sequence[Turn], one: Turn, other: Turn) -> bool:
    low, high = sorted((one.start, other.start))
    return any(t.label in _ANEW and t.modality == "actual" and low < t.start < high for t in turns)
