"""Verbs of meeting: «met Lavrov», «spoke by phone with», «were received by», «will visit Oslo»."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from onrecord.reading.encounters.closing import CLOSED, closed
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.framed import (
    PHONE,
    called_in,
    drawn,
    lasts,
    length,
    passive,
    posted,
    reduced,
)
from onrecord.reading.encounters.ground import Actors, Before, Ground, Side
from onrecord.reading.encounters.nouns import settled
from onrecord.reading.encounters.signing import signed, together
from onrecord.reading.encounters.strict import strict_other
from onrecord.reading.encounters.visits import invitation, visit_by_verb
from onrecord.reading.encounters.words import Turning, turnings

_SOURCE = re.compile(r"condition\s+(?:of\s+anonymity|that)|\banonymously\b|\boff\s+the\s+record\b")
_ALONE = re.compile(
    r"\s+(?:briefly|privately|face[ -]to[ -]face|since\b"
    r"|(?:by|over|on|via)\s+(?:(?:the|a)\s+)?(?:\w+\s+)?(?:(?:tele)?phone|hotline|video))",
    re.IGNORECASE,
)
_COLLECTIVE = frozenset({"group", "organization", "government_body", "unnamed_source"})
_REACH = 14  # tokens
_ADVERBS = frozenset({"late", "together", "alone", "outside", "face-to-face", "there", "here"})
_COUNTED = frozenset({"two", "three", "both"})
_FRAMES: Mapping[str, Callable[[Ground, int, int, Turning, Before], Draft | None]] = {
    **dict.fromkeys(CLOSED, closed),
    "premises": called_in,
    "signed": signed,
    "beside": together,
}  # what reads a verb of which more than its object makes a meeting, by the table's word for it
_WHOM = frozenset({"yes", "strict", "person"})  # verbs with an object: «X, whom she received»
_BODIES = frozenset({"organization", "government_body", "group"})


def verb(ground: Ground, a: int, b: int, word: Turning, before: Before) -> Draft | None:
    """The telling that turns on the verb of tokens `a` to `b`, exclusive; None where it is none."""
    if word.object == "length" and not lasts(ground, b):
        return None
    if _nominal(ground, a, b, word):
        return None
    if word.object in _FRAMES:
        return _FRAMES[word.object](ground, a, b, word, before)
    if word.object == "guest":
        return None if passive(ground, a) else invitation(ground, a, b, word, before)
    if word.places:
        visit = visit_by_verb(ground, a, b, word, before)
        if visit is not None or not word.object:
            return visit
    undergone = passive(ground, a) or reduced(ground, a, b, diplomat=word.object == "diplomat")
    if undergone and (word.mutual == "again" or (word.object == "strict" and not word.host)):
        return None
    subject = ground.subject(a, before)
    if not subject.people and a == 0 and undergone:
        subject = ground.side(ground.first_behind(b))  # «Received by X, Y handed over …»
    if not (subject.people or undergone or ground.low(a - 1) in ground.g.own | ground.g.points):
        subject = ground.agents(a, b)
    if undergone:
        by = frozenset({"by", "to"} if word.object == "diplomat" else {"by"})
        other = ground.behind(b, by, before, reach=8)
    else:
        other = _other(ground, a, b, word, subject, before)
    if not (other.people or undergone) and (whom := ground.whom(a, word.others)):
        other = ground.side(whom)
    if word.object in _WHOM and not (other.people or undergone) and (
        word.object == "yes" or settled(ground, b)
    ):  # fmt: skip
        other = ground.side(ground.whom_met(a))
    if not other.people:
        if word.object == "length" and _spent(ground, a, b, subject.actors):
            return drawn(ground, a, b, word, subject.actors)
        if word.object == "strict" and _one_another(ground, b) and len(subject.actors) > 1:
            return None if undergone else drawn(ground, a, b, word, subject.actors)
        if undergone and word.object == "diplomat" and posted(ground, subject.actors):
            return drawn(ground, a, b, word, subject.actors, partial=True)
        return None if undergone or not word.mutual else _mutual(ground, a, b, word, subject)
    actors = tuple(dict.fromkeys((*subject.actors, *other.actors)))
    if not actors or not subject.people or ("to" in word.others and _speech(ground, subject)):
        return None
    if subject.actors and other.actors:
        others = tuple(x for x in other.actors if x not in subject.actors)
        apart = "separately" in {ground.low(i) for i in range(a - 2, b + 12)}
        if apart and others and len(actors) > 2 and ground.low(b) != "each":
            each = others if len(others) > 1 else subject.actors
            return replace(drawn(ground, a, b, word, actors), each=each)
        return drawn(ground, a, b, word, actors) if others else None
    if "far" in word.others and (word.mutual or not other.office or not subject.actors):
        return None
    if word.object == "strict" and not subject.office:
        return None
    if not (ground.official(actors[0]) or subject.office or other.office):
        return None
    return drawn(ground, a, b, word, actors, partial=True)


def _spent(ground: Ground, a: int, b: int, actors: Actors) -> bool:
    """«X and Y spent two hours together», «spent two hours in the palace» where they act for two
    states."""
    if len(actors) < 2:
        return False
    took = ground.time(b) or ground.time(b + 1)
    if took is None or not (took.value or "").startswith("PT") or ground.low(a)[:2] != "sp":
        return _together(ground, b)
    states = {ground.kind(x).represents for x in actors}
    at = ground.token(took.end - 1) + 1
    house = any(ground.low(i) in ground.g.venue | ground.g.premises for i in range(at, at + 6))
    inside = ground.low(at) in ("in", "at") and (house or ground.place_at(at + 1))
    return _together(ground, b) or (inside and len(states - {None}) == len(actors))


def _together(ground: Ground, b: int) -> bool:
    """«spent an hour and a half together on Friday»: right behind the length of time."""
    took = ground.time(b) or ground.time(b + 1)
    if took is None or took.type != "DURATION" or not (took.value or "").startswith("PT"):
        return False  # not «two years together»
    after = ground.token(took.end - 1) + 1
    talking = ground.low(after) in ("talking", "discussing", "negotiating")
    behind = " ".join(ground.low(i) for i in range(after, after + 3))
    over = ground.low(after) == "over" and ground.low(after + 1) in ground.g.over
    closed = behind in ("behind closed doors", "in each other", "under the chairmanship")
    return ground.low(after) in ("together", "alone") or talking or over or closed


def _one_another(ground: Ground, b: int) -> bool:
    """«saw each other on 1 May», not «each other’s work», «each other as rivals»."""
    if (ground.low(b), ground.low(b + 1)) not in (("each", "other"), ("one", "another")):
        return False
    return ground.low(b + 2) not in ("as", "'s", "’s", "through", "eye", "more")


def _speech(ground: Ground, subject: Side) -> bool:
    """An outlet that has spoken to somebody."""
    return bool(subject.actors) and ground.kind(subject.actors[0]).kind == "organization"


def _nominal(ground: Ground, a: int, b: int, word: Turning) -> bool:
    """Whether the word stands as a noun: behind an article, an adjective, a possessor."""
    before, after = ground.low(a - 1), ground.low(b)
    if ground.low(a).endswith("ed") or ground.low(a) in ground.g.past:
        return False
    if ground.low(a) == "host" and before not in ground.g.group:
        return True  # the host of a show
    if before in ground.g.seen and not any(w.noun for w in turnings().get(ground.low(a), ())):
        return False  # «was photographed lunching with»
    if ground.low(b - 1).endswith("ing"):
        if before in ("the", "a") and after != "of":
            return True  # «the visiting minister»
        if before == "," and after == "with":
            return False  # «ended the trip on Sunday, meeting with»
        if before in ground.g.finishing:
            return False  # «finished talking on the telephone with»
        if before in ground.g.joining and (after in ("for", "again") or ground.time(b)):
            return False  # «broke up after meeting for nine hours»
        doer = ground.group(a - 1)
        named = doer is not None and before not in ground.g.own
        if after == "with" and doer and named and ground.personal(doer.actors):
            return ground.low(doer.first - 1) in ("the", "a")  # «on Trump meeting with Xi»
        follows = after not in ("of", "with", "between") and ground.right_side(b, Before()).people
        return not (
            follows or before in ground.g.be or (after == "with" and before in ground.g.prep)
        )
    if before in ground.g.light | ground.g.host and any(
        w.noun for w in turnings().get(ground.low(a), ())
    ):
        return True  # «will hold talks»
    if before in ("'s", "’s", "’") or after == "of":
        return True
    if before in ground.g.modifier and before not in ("his", "her", "that", "this"):
        return ground.group(a - 1) is None
    return before in ground.g.prep and before != "to"


def _other(ground: Ground, a: int, b: int, word: Turning, subject: Side, before: Before) -> Side:
    """The other side: the object, or who stands behind «with»."""
    if ground.low(b) in ("each", "one") and ground.low(b + 1) in ("other", "another"):
        return Side()
    if word.object and ground.low(b) not in word.others:
        if word.object == "diplomat":
            other = ground.right_side(b, before)
            reach = range(b, min(b + 8, len(ground.words)))
            return other if any(ground.low(i) in ground.g.diplomat for i in reach) else Side()
        if word.object == "length":
            low = ground.low(a)
            took = length(ground, b)
            short = took is not None and (took.value or "").startswith("PT")
            years = took is not None and (took.value or "")[-1:] in ("Y", "M") and not short
            lasting = took is not None and took.type == "DURATION" and (short or low[:2] == "sp")
            lasting = lasting and not years
            lasting = lasting or (low[:2] == "sp" and ground.low(b + 1) in ground.g.spell)
            return ground.behind(b, word.others, before, reach=10) if lasting else Side()
        if word.object == "strict":
            return strict_other(ground, a, b, subject, before)
        if word.object == "person":
            whom = ground.right_side(b, before)
            return whom if ground.personal(whom.actors) else Side()
        b = ground.past_where(b) if word.host else b
        guest = ground.object(b)
        if word.host and guest is not None and not ground.ends_phrase(guest.last + 1):
            return Side()  # «hosted a Clinton event»
        other = ground.right_side(b, before)
        if other.actors and set(other.actors) <= set(subject.actors):
            other = Side(people=True)  # «plans to receive him», where it is unclear whom
        if other.people:
            led = _led_by(ground, guest.last + 1) if word.host and guest is not None else ()
            other = Side((*other.actors, *led), other.people, other.office) if led else other
            return other if _social(ground, other.actors, word) else Side()
        if word.host and not word.places:  # «received the union, led by its chairman, X»
            ends = (at for at in range(b + 1, b + 9) if ground.low(at) in ("led", "headed"))
            return ground.side(_led_by(ground, next(ends, b)))
    if not word.others or (word.format == "talks" and _to_the_press(ground, b)):
        return Side()
    if word.format == "meeting" and not word.object and _transitive(ground, b):
        return Side()
    if "far" in word.others:
        return ground.behind(b, frozenset({"with"}), before, reach=_reach(ground, b))
    if "to" in word.others and _of_something(ground, b):
        return Side()
    if len(subject.actors) == 1 and (late := ground.behind_where(b, word.others)) is not None:
        return ground.right_side(late + 1, before)
    found = ground.behind(b, word.others, before, reach=_reach(ground, b, ground.g.relation))
    return Side() if "to" in word.others and _addressed(ground, found, b) else found


def _led_by(ground: Ground, at: int) -> Actors:
    """«received a delegation led by X», «the union, headed by its chairman, X»: the leader who is
    told at token `at`."""
    at += ground.low(at) == ","
    if ground.low(at) not in ("led", "headed") or ground.low(at + 1) != "by":
        return ()
    leader = ground.object(at + 2)
    return leader.actors if leader is not None and ground.personal(leader.actors) else ()


def _of_something(ground: Ground, b: int) -> bool:
    """«spoke of a complaint to the court»: what is spoken of goes there, not who speaks."""
    for at in range(b, min(b + _REACH, len(ground.words))):
        low = ground.low(at)
        if low in ("to", "with") or ground.stops(at):
            return False
        if low == "of":
            behind = (ground.low(i) for i in range(at, min(at + _REACH, len(ground.words))))
            return next((low for low in behind if low in ("to", "with")), "") == "to"
    return False


def _reach(ground: Ground, b: int, relation: frozenset[str] = frozenset()) -> int:
    """How far the other side may stand: not behind another meeting, «spoke in his talks with».

    Nor behind a `relation`: «spoke of her differences with».
    """
    for at in range(b + 1, min(b + _REACH, len(ground.words))):
        low = ground.low(at)
        if low == "in" and relation and ground.time(at + 1) is None and not ground.place_at(at + 1):
            return at - b
        told = (word.noun and word.object != "length" for word in turnings().get(low, ()))
        if low in relation or any(told):  # «for two hours with» tells no other meeting
            return at - b
    return _REACH


def _addressed(ground: Ground, found: Side, b: int) -> bool:
    """Whether it is a speech or an interview: «spoke to the Chamber of Commerce», «to voters»."""
    if found.actors and ground.kind(found.actors[0]).kind == "organization":
        return True
    for at in range(b + 1, min(b + 7, len(ground.words))):
        if ground.low(at) in ground.g.bystanders:
            return True
        if ground.stops(at) or ground.low(at) in (",", "and", "in", "on", "about", "from"):
            break
    return False


def _social(ground: Ground, actors: Actors, word: Turning) -> bool:
    """Whether they can be received, called or seen: a state can be met, and not be hosted."""
    if not actors:
        return True
    if word.format == "visit" and not ground.personal(actors):
        return ground.kind(actors[0]).kind == "group"
    actor = ground.kind(actors[0])
    if word.host and actor.kind == "group":
        head = actor.name.lower().partition(" of ")[0].partition(" from ")[0].split()
        return any(ground.acting(w) for w in head if w not in _COUNTED)
    return not word.host or actor.kind != "state"


def _transitive(ground: Ground, b: int) -> bool:
    """«gathered firewood with»: a plain noun right behind a verb that takes none."""
    if ground.group(b) is not None or ground.low(b) in _ADVERBS:
        return False
    return not ground.ends_phrase(b)


def _to_the_press(ground: Ground, b: int) -> bool:
    end = ground.sentence.end
    return _SOURCE.search(ground.text, ground.words[b - 1].end, end) is not None


def _mutual(ground: Ground, a: int, b: int, word: Turning, subject: Side) -> Draft | None:
    """«The two men met»; a body meets by itself where a day or a place is told."""
    if word.object and (ground.object(b) is not None or _has_object(ground, b)):
        return None
    if ground.low(b) in ("each", "one") and ground.low(b + 2) in ("half", "halfway", "in"):
        return None  # «meet each other half way»
    if any(ground.low(i) in word.others for i in range(b, b + 3)):
        return None  # with somebody who is not in the cast
    actors = subject.actors
    if word.mutual == "yes" and not word.object and _has_object(ground, b):
        return None  # «agreed to convene the committee»
    if word.mutual == "again":
        return _retold(ground, a, b, word, actors)
    if word.object and word.mutual == "strict":  # «embraced on the tarmac», not «embraced reform»
        met = len(actors) > 1 and ground.personal(actors) and ground.ends_phrase(b)
        return drawn(ground, a, b, word, actors) if met else None
    if word.mutual == "strict" and not _between_them(ground, b):
        return None
    if len(actors) >= 2:
        return drawn(ground, a, b, word, actors)
    if not actors or word.mutual != "yes" or not settled(ground, b):
        return None
    actor = ground.kind(actors[0])
    plural = actor.kind == "office" and actor.name.lower().endswith("s")
    if actor.kind in _COLLECTIVE or plural:
        return drawn(ground, a, b, word, actors)
    return None


def _has_object(ground: Ground, b: int) -> bool:
    """«met the goal», «met its target»."""
    return ground.low(b) in ground.g.own | {"the", "a", "an", "all"} and ground.time(b) is None


def _between_them(ground: Ground, b: int) -> bool:
    """Whether several who «spoke» spoke with one another, by what stands behind the verb."""
    b += ground.low(b) == "," and ground.low(b + 1) in ("by", "over", "on")
    b += ground.low(b) in ("until", "till", "into") and ground.time(b + 1) is not None
    b += ground.low(b) in ("only", "just", "but") and ground.low(b + 1) in ground.g.times
    after = ground.low(b)
    timed = ground.time(b) or (after in ("on", "for", "in", "late") and ground.time(b + 1))
    return (
        bool(timed)
        or after in ground.g.times
        or after in (".", "since", "directly")
        or bool(_ALONE.match(ground.text, ground.words[b - 1].end))
        or (after in ("about", "of") and _by_phone(ground, b))
    )


def _by_phone(ground: Ground, b: int) -> bool:
    """«spoke about the strait by telephone»: a telephone before the clause ends."""
    last = b
    while last < len(ground.words) and last - b < _REACH and not ground.stops(last):
        last += 1
    return PHONE.search(ground.text, ground.words[b].start, ground.words[last - 1].end) is not None


def _retold(ground: Ground, a: int, b: int, word: Turning, subject: Actors) -> Draft | None:
    """«The two ministers discussed …» tells again of those who met."""
    words = ground.words
    if len(subject) < 2:
        alone = bool(subject) and ground.kind(subject[0]).kind in _BODIES
        if not (alone and settled(ground, b, behind=True)):
            return None
        return Draft(words[a].start, words[b - 1].end, "meeting", subject)
    acting = any(ground.official(x) for x in subject)
    phone = acting and _by_phone(ground, b)  # «they clarified the details by telephone»
    return Draft(
        words[a].start,
        words[b - 1].end,
        "call" if phone else word.format,
        subject,
        back=not (phone or settled(ground, b, behind=True) or _side_by_side(ground, a, subject)),
    )


def _side_by_side(ground: Ground, a: int, subject: Actors) -> bool:
    """«Corvo and Dahl discussed the wreck»: two who act for two, by name, right before the verb."""
    last = ground.group(a - 1 - (ground.low(a - 1) == ","))
    if last is None or len(subject) != 2 or not ground.personal(subject):
        return False
    named = all(ground.kind(x).kind == "person" for x in subject)
    acts_for = {ground.kind(x).represents for x in subject} - {None}
    return named and len(acts_for) == 2 and last.first > ground.opening(last)
