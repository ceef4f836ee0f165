"""The object of a verb of many meanings: called, saw, joined, welcomed."""

import re

from onrecord.reading.encounters.ground import Before, Ground, Group, Side
from onrecord.reading.encounters.nouns import settled
from onrecord.reading.encounters.words import turnings

_DAY_BEFORE = 5  # tokens from a verb back to its day
_MEAL = re.compile(r"\s+(?:for|at|in)\s+(?:\w+\s+){0,2}(?:lunch|dinner|breakfast|talks|tea)\b")


def strict_other(ground: Ground, a: int, b: int, subject: Side, before: Before) -> Side:
    """The object of a verb of many meanings, where the words beside it leave one."""
    if ground.low(b) == "them":  # «joined them for lunch», «saw them on Monday»
        meal = _MEAL.match(ground.text, ground.words[b].end) is not None
        fits = meal or (ground.low(a)[:1] == "s" and subject.office and settled(ground, b + 1))
        return ground.side(before.met) if fits else Side()
    if [ground.low(i) for i in range(b, b + 3)] == ["each", "of", "them"]:
        apart = {"separately", "individually", "alone"} & {ground.low(b + 3), ground.low(b + 4)}
        alone = bool(apart) or settled(ground, b + 3)
        return ground.side(before.met) if alone and before.near else Side()
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
    low, behind = ground.low(a), _past_apposed(ground, group)
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
    acting = bool(subject.actors) and all(
        ground.kind(x).office or ground.kind(x).represents
        for x in (subject.actors[0], *group.actors)
    )
    if low.startswith("s") and acting and _on_a_day_before(ground, a):
        return True  # «on Tuesday she saw the envoy for rivers»
    planned = any(ground.low(i) in ground.g.due for i in range(max(0, a - 4), a))
    if planned or settled(ground, behind) or (low.startswith("s") and _after_meeting(ground, a)):
        return True
    plain = ground.stops(behind) or ground.low(behind) == ","
    return plain and low.startswith("s") and acting


def _past_apposed(ground: Ground, group: Group) -> int:
    """The token behind a group and the name that renames it: «his colleague, Erik Dahl, [to]»."""
    behind = group.last + 1
    if "," in ground.text[group.start : group.end]:
        return behind + (ground.low(behind) == ",")
    named = ground.group(behind + 1) if ground.low(behind) == "," else None
    if named is None or named.first != behind + 1 or named.actors != group.actors:
        return behind
    after = named.last + 1
    return after + (ground.low(after) == ",")


def _on_a_day_before(ground: Ground, a: int) -> bool:
    """«on Tuesday she [saw]»: a day right before the verb and its subject."""
    for at in range(a - 1, max(-1, a - _DAY_BEFORE), -1):
        time = ground.time(at)
        if time is not None:
            return time.type == "DATE" and ground.low(ground.token(time.start) - 1) == "on"
        if ground.stops(at):
            break
    return False


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
