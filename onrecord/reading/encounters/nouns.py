"""Nouns of meeting: «held talks with», «his meeting with Lavrov», «the call», «the next round»."""

from dataclasses import replace

from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Before, Ground, Side
from onrecord.reading.encounters.parties import held_by, led_by, one_side, other_side, speaking_in
from onrecord.reading.encounters.phrases import (
    Phrase,
    draft_of,
    governor,
    off,
    phrase_of,
    points_back,
)
from onrecord.reading.encounters.visits import visit_by_noun
from onrecord.reading.encounters.words import Turning, turnings

_CALLERS = frozenset({"to", "we", "they", "i"})
_TAKEN = frozenset({"take", "took", "taken", "had", "get", "got", "receive", "received"})
_FROM = frozenset({"from", "by"})


def noun(ground: Ground, a: int, b: int, word: Turning, before: Before) -> Draft | None:
    """The telling that turns on the noun of tokens `a` to `b`, exclusive; None where it is none."""
    if _other_sense(ground, a, b, word) or (word.format == "talks" and _paused(ground, b)):
        return None
    if word.object == "length" and not _hours_with(ground, a, b):
        return None
    phrase = phrase_of(ground, a, before.met)
    if word.format == "visit":
        return visit_by_noun(ground, a, b, word, phrase, before)
    others, all_of_them = other_side(ground, b, word, before)
    from_ = b
    while ground.time(from_) is not None or ground.low(from_) == "on":
        from_ += 1  # «received a call on Monday from»
    if not others.people and word.format == "call" and ground.low(from_) in _FROM:
        return _call_from(ground, a, b, from_, word, phrase, before)
    if not others.people:
        others = led_by(ground, b, before)
        all_of_them = len(others.actors) > 1
    side, pointed = Side(), False
    if not (others.people or phrase.owner):
        side = held_by(ground, b)
        if len(side.actors) > 1:
            return draft_of(ground, a, b, word, phrase, side.actors, back=False)
    if not all_of_them:
        side = one_side(ground, phrase, a, before, others)
        if others.people and not side.people and ground.low(phrase.first - 1) == "where":
            side = ground.side(before.visitor)  # «will go to Oslo, where talks with X are planned»
        if not (side.people or others.people or phrase.owner) and word.format != "summit":
            side, pointed = speaking_in(ground, phrase, a, before), phrase.first < a
    actors = tuple(dict.fromkeys((*side.actors, *others.actors)))
    if word.format == "talks" and not others.people:
        actors = _states(ground, phrase, actors, before)
    if len(actors) > 1:
        spoken = pointed and ground.low(phrase.first) in ground.g.indefinite
        pointed = pointed and ground.low(phrase.first) == "the"
        retold = not others.people and not phrase.joined and (bool(phrase.owner) or pointed)
        if word.again == "only" and not (others.people or spoken):
            return _pointing(ground, a, b, word, phrase, actors)
        found = draft_of(ground, a, b, word, phrase, actors, back=retold)
        apart = "separate" in {ground.low(i) for i in range(phrase.first, a)}
        each = tuple(x for x in others.actors if x not in side.actors)
        together = retold or all_of_them or not (apart and side.actors and len(each) > 1)
        return found if together else replace(found, each=each)
    if len(actors) == 1 and _stands(ground, b, word, phrase, side, others):
        unseen = not (side.actors and others.actors) and side.people and others.people
        return draft_of(ground, a, b, word, phrase, actors, back=False, partial=True, unseen=unseen)
    return _of_those_before(ground, a, b, word, phrase, before, others)


def _paused(ground: Ground, b: int) -> bool:
    """«The talks were [suspended] in March 2022»: of a course of talks, not of one meeting."""
    at = b
    while ground.low(at) in ground.g.be or ground.low(at).endswith("ly"):
        at += 1
    return at > b and ground.low(at) in ground.g.paused


def _of_those_before(
    ground: Ground, a: int, b: int, word: Turning, phrase: Phrase, before: Before, others: Side
) -> Draft | None:
    """The telling where the noun names no two sides itself: of who met or was named before."""
    people = ground.personal(before.met) and all(
        ground.kind(a).kind == "person" for a in before.met
    )
    if word.format == "summit" and not others.people and (
        host := _next_host(ground, phrase, a, b, before)
    ):  # fmt: skip
        return draft_of(ground, a, b, word, phrase, (host,), back=False, partial=True)
    told = before.met if people and word.format != "talks" else before.sides
    told = told if len(told) > 1 else before.met
    if len(told) < len(before.two) and _round(ground, phrase.first, a, b):
        told = before.two
    if not others.people and len(told) > 1 and _on_its_own(ground, a, b, word, phrase):
        if _others_named(ground, told):
            return None
        return draft_of(ground, a, b, word, phrase, told, back=False, guessed=True)
    if others.people:
        return None
    told_of = before.near and len(before.met) > 1 and _any(ground, phrase)
    if told_of and off(ground, phrase.first, b):
        return draft_of(ground, a, b, word, phrase, before.met, back=False, guessed=True)
    if word.format == "summit":
        return _pointing(ground, a, b, word, phrase, (), before.leaders)
    held = word.format == "talks" and len(told) > 1 and _told_of(ground, b)
    return _pointing(ground, a, b, word, phrase, (), told if held else ())


def _hours_with(ground: Ground, a: int, b: int) -> bool:
    """«after forty minutes with X», «in his hour with her»: a length, right before «with»."""
    took = ground.time(a)
    told = took is not None and took.type == "DURATION" and (took.value or "").startswith("PT")
    first = ground.token(took.start) if took is not None else a
    return told and ground.low(b) == "with" and ground.low(first - 1) in (
        "after", "during", "following", "in", "his", "her", "their", "for", "from"
    )  # fmt: skip


def _call_from(
    ground: Ground, a: int, b: int, from_: int, word: Turning, phrase: Phrase, before: Before
) -> Draft | None:
    """«She took a call from X»: who took it, and who called, behind the token `from_`."""
    others = ground.right_side(from_ + 1, before)
    taken = ground.low(governor(ground, phrase.first)) in _TAKEN
    if not (taken or ground.personal(others.actors)):
        return None
    taker = ground.subject(governor(ground, phrase.first), before) if taken else Side()
    end = from_ + 1 if (caller := ground.object(from_ + 1)) is None else caller.last + 1
    if not taken and ground.low(end) == "to":  # «A call from X to Y»
        taker = ground.right_side(end + 1, before)
    actors = tuple(dict.fromkeys((*taker.actors, *others.actors)))
    return draft_of(ground, a, b, word, phrase, actors, back=False, partial=not taker.actors)


def _next_host(ground: Ground, phrase: Phrase, a: int, b: int, before: Before) -> str | None:
    """«Palau hosts the next summit in 2026»: the state that is to receive the others."""
    verb = governor(ground, phrase.first)
    another = any(ground.low(i) in ground.g.another for i in range(phrase.first, a))
    if not (another and ground.low(verb).startswith("host") and settled(ground, b)):
        return None
    hosts = ground.subject(verb, before).actors
    return hosts[0] if len(hosts) == 1 and ground.kind(hosts[0]).kind == "state" else None


def _states(ground: Ground, phrase: Phrase, actors: Actors, before: Before) -> Actors:
    """Leaders who «agree to resume negotiations» do so for their states."""
    if ground.low(governor(ground, phrase.first)) not in ground.g.resuming:
        return actors
    states = [before.states.get(ground.kind(a).represents or "", "") for a in actors]
    return tuple(states) if all(states) and len(set(states)) == len(actors) > 1 else actors


def _pointing(
    ground: Ground,
    a: int,
    b: int,
    word: Turning,
    phrase: Phrase,
    actors: Actors,
    meant: Actors = (),
) -> Draft | None:
    """«the talks», «the meeting»: an encounter told before."""
    before = {ground.low(i) for i in range(phrase.first, a)}
    if not word.again or before & ground.g.another:
        return None
    such = ground.low(phrase.first) == "no" and ground.low(phrase.first + 1) == "such"
    denied = word.again == "yes" and (such or _never_was(ground, phrase.first))
    if not (points_back(ground, phrase, b) or denied):
        return None
    return draft_of(ground, a, b, word, phrase, actors, back=True, meant=meant)


def _round(ground: Ground, first: int, a: int, b: int) -> bool:
    """«the first round, held on Monday in Oslo»: one of several, with its day or place."""
    numbered = any(
        ground.low(i) in ground.g.another or ground.low(i) in ("first", "final", "latest")
        for i in range(first, a)
    )
    return ground.low(a).startswith("round") and numbered and settled(ground, b)


def _never_was(ground: Ground, first: int) -> bool:
    """«There was no meeting»: one told before is denied."""
    verb = ground.low(first - 1)
    there = ground.low(first - 2) == "there" and verb in ("was", "were")
    return ground.low(first) == "no" and (there or verb == "been")


def _any(ground: Ground, phrase: Phrase) -> bool:
    """«a session», «an earlier meeting»: one that was not told before."""
    return ground.low(phrase.first) in ("a", "an", "another", "earlier")


def _told_of(ground: Ground, b: int) -> bool:
    """Whether a day, a place or what became of them stands behind talks."""
    return settled(ground, b) or any(
        ground.low(i) in ground.g.fares for i in range(b, min(b + 9, len(ground.words)))
    )


def _on_its_own(ground: Ground, a: int, b: int, word: Turning, phrase: Phrase) -> bool:
    """Whether talks are told without a side: «a third round», «talks in Geneva in 2020 failed».

    They are between those who met or were joined last, where a day, a place or what became of
    them stands behind.
    """
    if not word.again or (phrase.named and phrase.place is None) or ground.low(b) == "of":
        return False
    before = {ground.low(i) for i in range(phrase.first, a)}
    if before & ground.g.another or ("first" in before and ground.low(a).startswith("round")):
        return settled(ground, b) or ground.low(b) in ground.g.fares
    planned = ground.low(b) in ground.g.planning and settled(ground, b)
    if word.format == "summit" and planned and before & ground.g.indefinite:
        return True  # «A summit planned for Geneva in October»
    bare = phrase.first == a or not before & (ground.g.points | ground.g.indefinite)
    if ground.low(a).startswith(("bilateral", "trilateral")):
        return settled(ground, b)
    if word.format != "talks" or word.again == "only" or not bare or "no" in before:
        return False
    if ground.low(a).startswith(("discussion", "conversation", "chat")):
        return False
    if ground.low(governor(ground, phrase.first)) in ground.g.host:
        return True
    return settled(ground, b) or (_opens(ground, phrase.first) and _fares(ground, b))


def _others_named(ground: Ground, told: Actors) -> bool:
    """Whether the sentence is of other states or bodies than those."""
    codes = {ground.kind(a).represents or a for a in told}
    return any(
        ground.kind(a).kind in ("state", "government_body", "organization")
        and a not in told
        and (ground.kind(a).represents or a) not in codes
        for group in ground.groups
        for a in group.actors
    )


def _opens(ground: Ground, first: int) -> bool:
    return first == 0 or ground.stops(first - 1) or ground.low(first - 1) in (",", "and", "but")


def _fares(ground: Ground, b: int) -> bool:
    """Whether a verb tells what becomes of them: «talks … resumed», «negotiations have stalled»."""
    return any(ground.low(i) in ground.g.fares for i in range(b, min(b + 16, len(ground.words))))


def _stands(
    ground: Ground, b: int, word: Turning, phrase: Phrase, side: Side, others: Side
) -> bool:
    """Whether an encounter is told though only one of those who met is known.

    Somebody must stand on the other side, or its day or place behind a verb of holding.
    """
    known = (*side.actors, *others.actors)
    if word.again == "only" or phrase.joined or _for_them(ground, phrase.first):
        return False
    if not (ground.official(known[0]) or side.office or others.office):
        return False
    if side.people and others.people:
        return True
    if others.actors and off(ground, phrase.first, b):
        return True  # «A courtesy call on the premier was cancelled»
    if others.actors:  # «talks between negotiators and Hamas», «a meeting attended by Fidan»
        turn = ground.low(governor(ground, phrase.first))
        held = turn in ground.g.light and turn not in ground.g.resuming
        after = ground.low(phrase.first - 1) in ground.g.given
        held = held or (after and ground.personal(others.actors))
        told = ground.low(phrase.first) in ground.g.points or bool(phrase.owner) or phrase.named
        return told or held or settled(ground, b)
    held = ground.low(governor(ground, phrase.first)) in ground.g.light
    if phrase.owner:  # «Putin’s talks in Beijing», not «the G20 ministers’ meeting in Delhi»
        held = ground.personal(phrase.owner)
    return held and word.again == "yes" and settled(ground, b)


def _for_them(ground: Ground, first: int) -> bool:
    """«responsible for gas talks with Iceland»: talks that somebody sees to."""
    return "for" in (ground.low(first - 1), ground.low(first - 2))


def settled(ground: Ground, b: int, *, behind: bool = False) -> bool:
    """Whether a day or a place stands right behind token `b`, or `behind` a short object."""
    found = 0
    for i in range(b, min(b + 7, len(ground.words))):
        if ground.time(i) is not None and ground.low(i - 1) not in ground.g.not_when:
            found += 1
        elif ground.stops(i) or (ground.low(i) == "," and i > b):
            break
        elif (
            ground.low(i) in ("in", "at", "outside", "near") and ground.place_at(i + 1)
        ) or ground.low(i) == "session":
            found += 2
    return found > behind


def _other_sense(ground: Ground, a: int, b: int, word: Turning) -> bool:
    """A call for peace, a call to arms, talks as a verb, a meeting of minds."""
    low, after = ground.low(a), ground.low(b)
    if after in turnings() and low in ("face-to-face", "tête-à-tête"):
        return True
    if low.startswith("call") and b - a == 1:
        timed = after == "on" and ground.time(b + 1) is not None
        return (after in ("for", "on", "to") and not timed) or ground.low(a - 1) in _CALLERS
    if low == "talks" and after in ("about", "to", "up", "tough", "like", "as"):
        return True
    if low in ("bilateral", "trilateral") and after.isalpha() and after not in ground.g.prep:
        return True  # «bilateral ties»
    if low in ("round", "rounds") and b - a == 1 and after == "of":
        return True  # «the next round of voting»
    if ground.low(a - 1) == "under":
        return True  # «under discussion»
    if low == "exchange":  # of trade, prisoners, students, fire
        at = a - 1  # «a frank exchange», not «a prisoner exchange»
        while ground.low(at) in ground.g.manner:
            at -= 1
        return ground.low(at) not in ground.g.points | ground.g.indefinite
    return after in ("of",) and ground.low(b + 1) in ("minds", "the minds")
