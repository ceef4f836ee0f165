"""How the words stand around a verb of meeting: its voice, a length behind it, a frame of its own.

«was received by», «had an hour with», «was called to the ministry».
"""

import re

from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Before, Ground
from onrecord.reading.encounters.words import Turning
from onrecord.reading.times import TimeMention

__all__ = [
    "PHONE",
    "called_in",
    "drawn",
    "lasts",
    "length",
    "passive",
    "posted",
    "reduced",
]

PHONE = re.compile(
    r"\b(?:by|over|on|via)\s+(?:the\s+|a\s+)?(?:secure\s+)?(?:tele)?(?:phone|video|videolink|zoom|(?:\w+\s+)?hotline)\b",
    re.IGNORECASE,
)
_REACH = 14  # tokens
_APART = frozenset({"again", "next", "another"})
_ANOTHER = frozenset({"then", "before", "after", "while", ";"})  # what follows is another meeting
_BODIES = frozenset({"organization", "government_body", "group"})


def drawn(
    ground: Ground, a: int, b: int, word: Turning, actors: Actors, *, partial: bool = False
) -> Draft:
    """The telling by the verb of tokens `a` to `b`, exclusive, of those actors."""
    words = ground.words
    last = min(b, len(words) - 1)  # a verb may be the last word of all
    while last < min(b + _REACH, len(words) - 1) and ground.low(last) not in _ANOTHER:
        last += 1
    clause = ground.text[words[a].start : words[last].end]
    by_phone = word.format in ("talks", "meeting") and PHONE.search(clause) is not None
    return Draft(
        words[a].start,
        words[b - 1].end,
        "call" if by_phone else word.format,
        actors,
        apart=any(ground.low(i) in _APART for i in (a - 1, b, b + 1)),
        partial=partial,
        unseen=partial,
        called=word.object == "diplomat",
    )


def passive(ground: Ground, a: int) -> bool:
    """Whether a form of «be» stands before the verb, adverbs aside."""
    i = a - 1
    while i >= 0 and ground.low(i).endswith("ly"):
        i -= 1
    return ground.low(i) in ground.g.be and not ground.low(a).endswith("ing")


def reduced(ground: Ground, a: int, b: int, *, diplomat: bool) -> bool:
    """«Received by X», «Y, received by X on Monday,»: a participle that opens its clause.

    «Envoy summoned by X», and in a headline «envoy summoned over wreck», leave out «was».
    """
    participle = ground.low(a).endswith("ed") or ground.low(a) in ("met", "seen")
    if participle and diplomat and ground.headline:
        return ground.low(b) in ground.g.prep
    opens = diplomat or a == 0 or ground.low(a - 1) == ","
    return participle and ground.low(b) == "by" and opens


def lasts(ground: Ground, b: int) -> bool:
    """Whether minutes or hours stand right behind, or «the afternoon»."""
    if ground.low(b) == "the" and ground.low(b + 1) in ground.g.spell:
        return True
    took = length(ground, b)
    return took is not None and took.type == "DURATION"


def length(ground: Ground, b: int) -> TimeMention | None:
    """The time right behind token `b`, past «a quarter of»."""
    for at in range(b, b + 7):
        if (took := ground.time(at)) is not None:
            return took
        if ground.low(at) not in ground.g.part:
            break
    return None


def called_in(ground: Ground, a: int, b: int, word: Turning, before: Before) -> Draft | None:
    """«The envoy was called to the foreign ministry»: whoever is there has called him."""
    called = ground.subject(a, before)
    envoy = [x for x in called.actors if ground.official(x) or ground.kind(x).kind == "person"]
    reach = range(b, min(b + 6, len(ground.words)))
    if not (
        passive(ground, a) and envoy and any(ground.low(i) in ground.g.premises for i in reach)
    ):
        return None
    host = ground.right_side(b, before)
    bodies = [x for x in host.actors if ground.kind(x).kind in _BODIES and x not in envoy]
    actors = (*envoy, *bodies)
    if not bodies and not any(map(ground.official, envoy)):
        return None
    return drawn(ground, a, b, word, actors, partial=not bodies)


def posted(ground: Ground, actors: Actors) -> bool:
    """Whether all are diplomats: «the ambassador was summoned»."""
    offices = [(ground.kind(x).office or ground.kind(x).name).lower() for x in actors]
    told = [ground.g.diplomat & set(office.split()) - {"minister"} for office in offices]
    return bool(told) and all(told)
