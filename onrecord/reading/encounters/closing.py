"""Verbs of many meanings that what stands behind their object makes a meeting.

«took her aside», «gave him a dressing-down», «showed her round the plant», «brought them together».
"""

import re
from dataclasses import replace
from typing import Literal

from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.framed import drawn, passive
from onrecord.reading.encounters.ground import Before, Ground, Side
from onrecord.reading.encounters.nouns import settled
from onrecord.reading.encounters.words import Turning, phrases

__all__ = ["CLOSED", "closed"]

Closing = Literal["closing", "shown", "scolded", "gathered"]
CLOSED: dict[str, Closing] = {
    "closed": "closing",
    "shown": "shown",
    "scolded": "scolded",
    "gathered": "gathered",
}
_BY = frozenset({"by", "from"})
_REACH = 16  # tokens behind the verb within which the phrase may begin
_GAP = 3  # words between the object and it: «a stern dressing-down»


def closed(ground: Ground, a: int, b: int, word: Turning, before: Before) -> Draft | None:
    """The telling by the verb of tokens `a` to `b`, exclusive, whose phrase closes the object."""
    if word.object == "scolded" and (told := _undergone(ground, a, b, word, before)) is not None:
        return told
    subject, other = ground.subject(a, before), ground.right_side(b, before)
    group, several = ground.object(b), word.object == "gathered"
    if several and group is not None:
        other = ground.side(ground.rightward(group, between=True)[0])
    elif several and ground.low(b) == "them":
        other = ground.side(before.met)
    end = ground.rightward(group, between=several)[1] if group is not None else b + 1
    end = ground.past_state(end)
    end += ground.low(end) == ","
    closing = _closing(ground, word, end)
    if closing is None or passive(ground, a) or not (subject.actors and other.actors):
        return None
    if not _meets(ground, word, subject, other):
        return None
    after = ground.token(closing.end() - 1) + 1
    if several and not (ground.personal(other.actors) or settled(ground, after)):
        return None  # «brought Peru and Chile together with one speech»
    by_phone = closing.group().lower().startswith(("on the line", "on the phone", "on the tele"))
    told = drawn(ground, a, b, word, tuple(dict.fromkeys((*subject.actors, *other.actors))))
    return replace(told, format="call") if by_phone else told


def _meets(ground: Ground, word: Turning, subject: Side, other: Side) -> bool:
    """Whether those on both sides can have met by such a verb."""
    if word.object == "scolded":
        return _diplomats(ground, other)
    if not (ground.personal(subject.actors) and not set(subject.actors) & set(other.actors)):
        return False
    if word.object == "gathered":
        several = len(other.actors) > 1 or ground.kind(other.actors[0]).kind == "group"
        return several and all(map(ground.official, other.actors))
    official = word.object == "closed" or any(map(ground.official, subject.actors))
    return official and ground.personal(other.actors)


def _undergone(
    ground: Ground, a: int, b: int, word: Turning, before: Before
) -> Draft | None:  # fmt: skip
    """«was called onto the carpet by X», «got an earful from X»: who scolds stands behind."""
    closing = _closing(ground, word, b)
    if closing is None:
        return None
    scolded = ground.subject(a, before)
    by = ground.behind(ground.token(closing.end() - 1) + 1, _BY, before, reach=3)
    if not (_diplomats(ground, scolded) and by.actors):
        return None
    return drawn(ground, a, b, word, tuple(dict.fromkeys((*scolded.actors, *by.actors))))


def _diplomats(ground: Ground, side: Side) -> bool:
    """Whether all are diplomats, whom a government calls in to tell them off."""
    offices = [(ground.kind(x).office or ground.kind(x).name).lower() for x in side.actors]
    return bool(offices) and all(ground.g.diplomat & set(office.split()) for office in offices)


def _closing(ground: Ground, word: Turning, end: int) -> re.Match[str] | None:
    """The phrase at token `end`, or behind an article and adjectives there."""
    last = min(end + _REACH, len(ground.words)) - 1
    if not 0 <= end < len(ground.words):
        return None
    name = CLOSED[word.object]
    found = phrases(name).search(ground.text, ground.words[end].start, ground.words[last].end)
    if found is None:
        return None
    first = ground.token(found.start())
    if first == end:
        return found
    short = name == "scolded" and first - end <= _GAP
    return found if short and all(_modifies(ground, i) for i in range(end, first)) else None


def _modifies(ground: Ground, i: int) -> bool:
    low = ground.low(i)
    return low.isalpha() and low not in ground.g.prep and not ground.stops(i) and not ground.time(i)
