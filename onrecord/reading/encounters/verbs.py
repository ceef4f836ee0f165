"""Verbs of meeting: «met Lavrov», «spoke by phone with», «were received by», «will visit Oslo»."""

import re

from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Ground, Group
from onrecord.reading.encounters.words import Turning
from onrecord.reading.places import named_place

_PHONE = re.compile(
    r"\b(?:by|over|on|via)\s+(?:the\s+|a\s+)?(?:secure\s+)?(?:tele)?(?:phone|video|videolink|zoom)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"condition\s+(?:of\s+anonymity|that)|\banonymously\b|\boff\s+the\s+record\b")
_ALONE = re.compile(
    r"\s+(?:briefly|privately|face[ -]to[ -]face|since\b"
    r"|(?:by|over|on)\s+(?:the\s+)?(?:tele)?phone)",
    re.IGNORECASE,
)
_MEAL = re.compile(r"\s+(?:for|at|in)\s+(?:\w+\s+){0,2}(?:lunch|dinner|breakfast|talks|tea)\b")
_COLLECTIVE = frozenset({"group", "organization", "government_body"})
VISITORS = frozenset({"person", "office", "group", "government_body"})
_APART = frozenset({"again", "next", "another"})


def verb(ground: Ground, a: int, b: int, word: Turning, memory: Actors) -> Draft | None:
    """The telling that turns on the verb of tokens `a` to `b`, exclusive; None where it is none."""
    if _nominal(ground, a, b, word):
        return None
    if word.places:
        visit = _visit(ground, a, b, word, memory)
        if visit is not None or not word.object:
            return visit
    passive = _passive(ground, a)
    if passive and (word.mutual == "again" or word.object == "strict"):
        return None
    subject = ground.subject(a, memory)
    other = _passive_agent(ground, b) if passive else _other(ground, a, b, word, subject)
    if other is None and memory and not passive:
        other = _them(ground, b, word, memory)
    if other is None and not (word.mutual and not passive):
        return None
    if other is None:
        return _mutual(ground, a, b, word, subject)
    if not subject or not set(other) - set(subject):
        return None
    if "to" in word.others and ground.kind(subject[0]).kind == "organization":
        return None  # an outlet that has spoken to somebody
    return _draft(ground, a, b, word, subject + tuple(x for x in other if x not in subject))


def _draft(ground: Ground, a: int, b: int, word: Turning, actors: Actors) -> Draft:
    words = ground.words
    clause = ground.text[words[a].start : words[min(b + 14, len(words) - 1)].end]
    by_phone = word.format in ("talks", "meeting") and _PHONE.search(clause) is not None
    return Draft(
        words[a].start,
        words[b - 1].end,
        "call" if by_phone else word.format,
        actors,
        apart=any(ground.low(i) in _APART for i in (a - 1, b, b + 1)),
    )


def _nominal(ground: Ground, a: int, b: int, word: Turning) -> bool:
    """Whether the word stands as a noun: behind an article, an adjective, a possessor."""
    before, after = ground.low(a - 1), ground.low(b)
    if ground.low(a).endswith("ed") or ground.low(a) in ground.g.past:
        return False
    if ground.low(a) == "host" and before not in ground.g.group:
        return True  # the host of a show
    if ground.low(b - 1).endswith("ing"):
        follows = ground.object(b) is not None and after not in ("of", "with", "between")
        return not (
            follows or before in ground.g.be or (after == "with" and before in ground.g.prep)
        )
    if before in ("'s", "’s", "’") or after == "of":
        return True
    if before in ground.g.modifier and before not in ("his", "her", "that", "this"):
        return ground.group(a - 1) is None
    return before in ground.g.prep and before != "to"


def _passive(ground: Ground, a: int) -> bool:
    i = a - 1
    while i >= 0 and ground.low(i).endswith("ly"):
        i -= 1
    return ground.low(i) in ground.g.be and not ground.low(a).endswith("ing")


def _passive_agent(ground: Ground, b: int) -> Actors | None:
    agent = ground.behind(b, frozenset({"by"}), reach=8)
    return ground.rightward(agent)[0] or None if agent else None


def _other(ground: Ground, a: int, b: int, word: Turning, subject: Actors) -> Actors | None:
    """The other side: the object, or who stands behind «with»."""
    group = ground.object(b) if word.object else None
    if group is not None:
        if word.object == "strict" and not _strictly(ground, a, group, subject):
            return None
        actors = ground.rightward(group)[0]
        return actors if actors and _social(ground, actors, word) else None
    if not word.others:
        return None
    far = "far" in word.others
    found = ground.behind(b, frozenset({"with"}) if far else word.others)
    if found is None or (word.format == "talks" and _to_the_press(ground, b)):
        return None
    actors = ground.rightward(found)[0]
    return actors if actors and not _addressed(ground, found, word) else None


def _addressed(ground: Ground, found: Group, word: Turning) -> bool:
    """Whether it is a speech: «spoke to the Chamber of Commerce»."""
    kind = ground.kind(found.actors[0]).kind
    return "to" in word.others and ground.low(found.first - 1) == "to" and kind == "organization"


def _them(ground: Ground, b: int, word: Turning, memory: Actors) -> Actors | None:
    """«joined them for lunch», «spoke to both of them»: those who met last."""
    at = b
    if not word.object:
        if ground.low(at) not in word.others:
            return None
        at += 1
    if ground.low(at) == "both" and ground.low(at + 1) == "of":
        at += 2
    if ground.low(at) != "them" or (
        word.object == "strict" and not _MEAL.match(ground.text, ground.words[at].end)
    ):
        return None
    return memory


def _social(ground: Ground, actors: Actors, word: Turning) -> bool:
    """Whether they can be received, called or seen: a state can be met, and not be hosted."""
    return not (word.host or word.format == "visit") or ground.kind(actors[0]).kind != "state"


def _to_the_press(ground: Ground, b: int) -> bool:
    end = ground.sentence.end
    return _SOURCE.search(ground.text, ground.words[b - 1].end, end) is not None


def _strictly(ground: Ground, a: int, group: Group, subject: Actors) -> bool:
    """Whether the words beside a verb of many meanings leave one: called, saw, joined, welcomed."""
    if not ground.personal(group.actors) and ground.low(a)[:4] != "call":
        return False
    if ground.kind(group.actors[0]).kind == "document" or not subject:
        return False
    low, behind = ground.low(a), group.last + 1
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
    dated = any(ground.time(i) for i in range(behind, min(behind + 3, len(ground.words))))
    return planned or dated


def _mutual(ground: Ground, a: int, b: int, word: Turning, subject: Actors) -> Draft | None:
    """«The two men met»; a body meets by itself where a day or a place is told."""
    if word.object and ground.object(b) is not None:
        return None
    if any(ground.low(i) in word.others for i in range(b, b + 3)):
        return None  # with somebody who is not in the cast
    if word.mutual == "again":
        return _retold(ground, a, b, word, subject)
    if word.mutual == "strict" and not _ALONE.match(ground.text, ground.words[b - 1].end):
        return None
    if len(subject) >= 2:
        return _draft(ground, a, b, word, subject)
    collective = bool(subject) and ground.kind(subject[0]).kind in _COLLECTIVE
    if not collective or word.mutual != "yes" or not _settled(ground, b):
        return None
    return _draft(ground, a, b, word, subject)


def _settled(ground: Ground, b: int) -> bool:
    """Whether a day or a place stands right behind the verb."""
    for i in range(b, min(b + 6, len(ground.words))):
        if ground.time(i) is not None:
            return True
        if ground.stops(i):
            return False
        if ground.low(i) in ("in", "at") and named_place(ground.text, ground.words[i].end + 1):
            return True
    return False


def _retold(ground: Ground, a: int, b: int, word: Turning, subject: Actors) -> Draft | None:
    """«The two ministers discussed …» tells again of those who met."""
    if len(subject) < 2:
        return None
    words = ground.words
    return Draft(words[a].start, words[b - 1].end, word.format, subject, back=True)


def _visit(ground: Ground, a: int, b: int, word: Turning, memory: Actors) -> Draft | None:
    """Someone who goes to a place, and whom he goes to see."""
    at = b
    if "-" not in word.places:
        while ground.low(at).endswith("ly") or ground.low(at) in ("back", "home", "on"):
            at += 1
        if ground.low(at) not in word.places:
            return None
        at += 1
    place = visited(ground, at)
    if place is None:
        return None
    subject = ground.subject(a, memory)
    if not subject or ground.kind(subject[0]).kind not in VISITORS:
        return None
    words = ground.words
    hosts = hosts_of(ground, ground.token(place[1] - 1) + 1)
    if not hosts and not official(ground, subject[0]):
        return None  # anybody travels
    return Draft(
        words[a].start,
        words[b - 1].end,
        "visit",
        subject + tuple(x for x in hosts if x not in subject),
        place=place,
        apart=ground.low(a - 1) in _APART,
    )


def official(ground: Ground, ident: str) -> bool:
    """Whether an actor acts for others, so that where it goes is of note."""
    actor = ground.kind(ident)
    return bool(actor.office or actor.represents) or actor.kind != "person"


def visited(ground: Ground, at: int) -> tuple[int, int] | None:
    """The range that names the place at token `at`, behind an article."""
    if ground.low(at) in ("the", "neighbouring", "neighboring", "nearby"):
        at += 1
    if at >= len(ground.words):
        return None
    return named_place(ground.text, ground.words[at].start)


def hosts_of(ground: Ground, i: int) -> Actors:
    """Whom a visit is to: «to meet Putin», «for talks with Wang»."""
    for at in range(i, min(i + 16, len(ground.words) - 1)):
        low, after = ground.low(at), ground.low(at + 1)
        if low == "to" and after in ("meet", "see", "brief"):
            group = ground.object(at + 2)
            return ground.rightward(group)[0] if group else ()
        if low == "for" and any(ground.low(k) in ("talks", "meetings", "a") for k in (at + 1,)):
            group = ground.behind(at + 1, frozenset({"with"}), reach=6)
            return ground.rightward(group)[0] if group else ()
        if ground.stops(at):
            return ()
    return ()
