"""The object of a verb of many meanings: called, saw, joined, welcomed."""

import re

from onrecord.reading.encounters.ground import Before, Ground, Group, Side
from onrecord.reading.encounters.nouns import settled
from onrecord.reading.encounters.words import turnings

_MEAL = re.compile(r"\s+(?:for|at|in)\s+(?:\w+\s+){0,2}(?:lunch|dinner|breakfast|talks|tea)\b")


def strict_other(ground: Ground, a: int, b: int, subject: Side, before: Before) -> Side:
    """The object of a verb of many meanings, where the words beside it leave one."""
    if ground.low(b) == "them":  # «joined them for lunch»
        fits = _MEAL.match(ground.text, ground.words[b].end) is not None
        return ground.side(before.met) if fits else Side()
    group = ground.object(b) or ground.named_behind(b)
    if group is None or not _strictly(ground, a, group, subject):
        return Side()
    return ground.side(ground.rightward(group)[0])


def _strictly(ground: Ground, a: int, group: Group, subject: Side) -> bool:
    """Whether the words beside a verb of many meanings leave one: called, saw, joined, welcomed."""
    people = ground.personal(group.actors) or ground.head(group.last)
    if not people and ground.low(a)[:4] != "call":
        return False
    if ground.kind(group.actors[0]).kind == "document" or not subject.people:
        return False
    low, behind = ground.low(a), group.last + 1
    if low[:4] == "call" and subject.actors and ground.anybody(subject.actors[0]):
        return False  # «the people who had called him»
    if ground.low(behind) == "as":
        return False  # «see her as»
    if ground.low(a + 1) == "on":  # «calls on the president on Monday», not «to resign»
        asked = "to" in {ground.low(i) for i in range(behind, behind + 5)}
        plain = ground.low(behind) in (",", ".") or settled(ground, behind)
        return ground.personal(group.actors) and plain and not asked
    if low.startswith("call"):
        after = ground.low(behind)
        timed = ground.time(behind) is not None
        return ground.personal(group.actors) and (
            timed or not after or after in ground.g.after_call
        )
    if low.startswith("join"):
        return _MEAL.match(ground.text, group.end) is not None
    if low.startswith("welcom"):
        return ground.low(behind) in ("to", "in", "at") and (ground.object(behind + 1) is None)
    planned = any(ground.low(i) in ground.g.due for i in range(max(0, a - 4), a))
    if planned or settled(ground, behind) or (low.startswith("s") and _after_meeting(ground, a)):
        return True
    plain = ground.stops(behind) or ground.low(behind) == ","
    return (
        plain
        and low.startswith("s")
        and bool(subject.actors)
        and all(
            ground.kind(x).office or ground.kind(x).represents
            for x in (subject.actors[0], *group.actors)
        )
    )


def _after_meeting(ground: Ground, a: int) -> bool:
    """«met the speaker and saw the governor»: one more of those whom somebody went to meet."""
    if ground.low(a - 1) != "and":
        return False
    for i in range(a - 2, max(-1, a - 14), -1):
        if ground.stops(i):
            break
        if any(w.format == "meeting" and not w.noun for w in turnings().get(ground.low(i), ())):
            return True
    return False
