"""Nouns of meeting: «held talks with», «his meeting with Lavrov», «a Vienna visit», «the call»."""

import re
from dataclasses import dataclass

from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Ground
from onrecord.reading.encounters.verbs import VISITORS, hosts_of, official, visited
from onrecord.reading.encounters.words import Turning, phrases, turnings
from onrecord.reading.places import named_place

_POSSESSIVE = frozenset({"'s", "’s", "’", "'"})
_ORDINALS = frozenset({"first", "second", "third"})
_CALLERS = frozenset({"to", "we", "they", "i"})
_ENDING = ("al", "ic", "ive", "ous", "ed", "ly", "ary")
_BY_PHONE = re.compile(r"(?:tele)?phone|video", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The noun phrase around a noun: its first token, its owner, the actors joined before it."""

    first: int
    owner: Actors
    joined: Actors
    place: tuple[int, int] | None
    named: bool  # a name stands in it
    owned: bool = False  # «his», «their» stands before it


def noun(ground: Ground, a: int, b: int, word: Turning, memory: Actors) -> Draft | None:
    """The telling that turns on the noun of tokens `a` to `b`, exclusive; None where it is none."""
    phrase = _phrase(ground, a, memory)
    if _other_sense(ground, a, b, word):
        return None
    if word.format == "visit":
        return _visit(ground, a, b, word, phrase, memory)
    others, both = _others(ground, b, word)
    if not others:
        others = _led_by(ground, b)
        both = bool(others)
    actors = phrase.joined if len(phrase.joined) > 1 else ()
    if both:
        actors = others
    elif others or not actors:
        side = phrase.owner
        if not phrase.owned and not side:
            side = _taking_part(ground, phrase, a, memory, bool(others))
        actors = side + tuple(x for x in others if x not in side)
    actors = tuple(dict.fromkeys(actors))
    points = _points_back(ground, phrase, b)
    retold = len(actors) > 1 and not others and not phrase.joined and bool(phrase.owner)
    if len(actors) < 2 or (word.again == "only" and not others):
        before = {ground.low(i) for i in range(phrase.first, a)}
        if not word.again or not points or others or before & ground.g.another:
            return None
        actors = () if len(actors) < 2 else actors
    return _draft(ground, a, b, word, phrase, actors, back=retold or len(actors) < 2)


def _draft(
    ground: Ground, a: int, b: int, word: Turning, phrase: _Phrase, actors: Actors, *, back: bool
) -> Draft:
    words = ground.words
    first = phrase.first if ground.low(phrase.first) in ground.g.own else a
    modifiers = ground.text[words[phrase.first].start : words[b - 1].end]
    before = {ground.low(i) for i in range(phrase.first, a)}
    return Draft(
        words[first].start,
        words[b - 1].end,
        "call" if _BY_PHONE.search(modifiers) else word.format,
        actors,
        noun=True,
        back=back,
        apart=bool(before & ground.g.another),
        off=_off(ground, phrase.first, b),
        place=phrase.place,
        turn=_governor(ground, phrase.first),
        given=ground.low(phrase.first - 1) in ground.g.given or (bool(phrase.owner) and not back),
        vague=word.again == "only" and back,
    )


def _other_sense(ground: Ground, a: int, b: int, word: Turning) -> bool:
    """A call for peace, a call to arms, talks as a verb, a meeting of minds."""
    low, after = ground.low(a), ground.low(b)
    if after in turnings() and low in ("face-to-face", "tête-à-tête"):
        return True
    if low.startswith("call") and b - a == 1:
        timed = after == "on" and ground.time(b + 1) is not None
        return (after in ("for", "on", "to") and not timed) or ground.low(a - 1) in _CALLERS
    if low == "talks" and after in ("about", "to", "up"):
        return True
    return after in ("of",) and ground.low(b + 1) in ("minds", "the minds")


def _phrase(ground: Ground, a: int, memory: Actors) -> _Phrase:
    """What stands before the noun, back to its article or owner."""
    i, place, named = a - 1, None, False
    owner: Actors = ()
    joined: Actors = ()
    while i >= 0 and a - i <= 8:
        low, group = ground.low(i), ground.group(i)
        if low in _POSSESSIVE:
            holder = ground.group(i - 1)
            owner = ground.leftward(holder) if holder else ()
            return _Phrase(holder.first if holder else i, owner, joined, place, named)
        if low in ground.g.own:
            own = ground.meets(group) if group and group.first == group.last else ()
            owner = own or (memory if low == "their" else ())
            return _Phrase(i, owner, joined, place, named, owned=True)
        if group is not None and group.last == i and not joined:
            named = True
            joined, i = _joined(ground, i)
        elif low in ground.g.modifier or low.endswith(_ENDING) or low.isdigit() or "-" in low:
            i -= 1
            if low in ground.g.indefinite or low in ground.g.points - _ORDINALS:
                return _Phrase(i + 1, owner, joined, place, named)
        elif ground.time(i) is not None and low not in ground.g.prep:
            i -= 1
        elif (found := named_place(ground.text, ground.words[i].start)) and (
            found[1] == ground.words[i].end
        ):
            place, named, i = found, True, i - 1
        else:
            named = named or (ground.text[ground.words[i].start].isupper() and i > 0)
            break
    return _Phrase(i + 1, owner, joined, place, named)


def _joined(ground: Ground, i: int) -> tuple[Actors, int]:
    """«Putin-Xi», «US-China»: the actors joined by hyphens that end at token `i`."""
    group = ground.group(i)
    found: Actors = ()
    while group is not None:
        found = (*ground.meets(group), *found)
        i = group.first - 1
        if ground.low(i) not in ("-", "–", "‐"):
            break
        group = ground.group(i - 1)
    return tuple(dict.fromkeys(found)), i


def _others(ground: Ground, b: int, word: Turning) -> tuple[Actors, bool]:
    """Who stands behind «with», or behind «between» and then all of them."""
    for at in range(b, min(b + 14, len(ground.words))):
        low = ground.low(at)
        if low in word.others:
            group = ground.object(at + 1)
            if low == "of" and at != b:
                continue
            if group is not None:
                several = low in ("between", "among", "of")
                actors = ground.rightward(group, between=several)[0]
                if several:
                    return (actors, True) if len(actors) > 1 else ((), False)
                return actors, False
        elif ground.stops(at) or low in (",", "and", "but") or (at > b and _verbal(ground, at)):
            break
    return (), False


def _led_by(ground: Ground, b: int) -> Actors:
    """«The session, at a hotel, was led by X and Y»: all of several who led or attended it."""
    for at in range(b, min(b + 24, len(ground.words) - 2)):
        if ground.stops(at):
            break
        if ground.low(at) in ("led", "attended") and ground.low(at + 1) == "by":
            group = ground.object(at + 2)
            actors = ground.rightward(group)[0] if group else ()
            return actors if len(actors) > 1 else ()
    return ()


def _verbal(ground: Ground, at: int) -> bool:
    return ground.low(at) in ("will", "would", "has", "have", "had", "is", "are", "was", "were")


def _taking_part(ground: Ground, phrase: _Phrase, a: int, memory: Actors, other: bool) -> Actors:
    """Who takes part by the verb or preposition that governs the noun: «held talks»."""
    i = phrase.first - 1
    while ground.low(i) in ("of", "round", "rounds", "series", "days", "hours", "two", "a"):
        i -= 1
    low = ground.low(i)
    if low in ground.g.light:
        return ground.subject(i, memory)
    if low in ("in", "for", "part") and ground.low(i - 1) in ("engaged", "took", "take", "taken"):
        return ground.subject(i - 1, memory)
    if low == "for" and i + 1 != a:
        return ()  # «responsible for nuclear talks with»
    if low in ground.g.during and other:
        if i <= 0:
            return _first_behind(ground, i)
        return ground.clause_subject(i)
    return ()


def _first_behind(ground: Ground, i: int) -> Actors:
    """«After talks with Lavrov, Blinken said»: the subject behind the first comma."""
    for at in range(i, len(ground.words)):
        if ground.low(at) == ",":
            group = ground.object(at + 1)
            return ground.rightward(group)[0] if group else ()
    return ()


def _points_back(ground: Ground, phrase: _Phrase, b: int) -> bool:
    """Whether the noun may mean an encounter told before, by its article or as a headline's."""
    after = ground.low(b)
    if after in ("with", "of", "for") or (
        after == "between" and any(ground.group(i) for i in range(b + 1, b + 4))
    ):
        return False
    low = ground.low(phrase.first)
    if low in ground.g.indefinite or (low == "that" and phrase.first > 0):
        return False
    if phrase.named and phrase.place is None:
        return False
    if ground.headline:
        return True
    return low in ground.g.points or bool(phrase.owner)


def _governor(ground: Ground, first: int) -> tuple[int, int] | None:
    """The verb before the noun phrase, for its modality."""
    i = first - 1
    while i > 0 and ground.low(i) in (
        "of",
        "round",
        "rounds",
        "series",
        "days",
        "hours",
        "two",
        "a",
    ):
        i -= 1
    low = ground.low(i)
    if i >= 0 and (low in ground.g.light or low in ground.g.host):
        return ground.words[i].start, ground.words[i].end
    return None


def _off(ground: Ground, first: int, b: int) -> bool:
    """Whether the verb before or behind the noun says that it did not come about."""
    start = ground.words[max(0, first - 4)].start
    last = b
    while last < len(ground.words) and last < b + 20 and ground.low(last) not in (".", ";"):
        last += 1
    text = ground.text
    before = phrases("off").search(text, start, ground.words[first].start)
    behind = phrases("off").search(text, ground.words[b - 1].end, ground.words[last - 1].end)
    if behind is None:
        return before is not None
    helper = text[ground.words[b - 1].end : behind.start()].rstrip().lower()
    return before is not None or helper.endswith(("was", "were", "been", "be", "is", "are", ""))


def _visit(
    ground: Ground, a: int, b: int, word: Turning, phrase: _Phrase, memory: Actors
) -> Draft | None:
    """A visit or trip: the visitor, the place, the hosts."""
    place = phrase.place
    if ground.low(b) in word.places:
        place = visited(ground, b + 1) or place
    visitor = phrase.owner
    by = ground.behind(b, frozenset({"by"}), reach=6)
    if not visitor and by is not None:
        visitor = ground.rightward(by)[0]
    if not visitor and place is not None:
        visitor = _visitor(ground, phrase, memory)
    hosts = hosts_of(ground, b) if visitor else ()
    off = _off(ground, phrase.first, b)
    if not visitor or place is None:
        if not _points_back(ground, phrase, b) and not off:
            return None
        visitor = hosts = ()
    elif ground.kind(visitor[0]).kind not in VISITORS or not official(ground, visitor[0]):
        visitor = hosts = ()
    actors = tuple(dict.fromkeys((*visitor, *hosts)))
    draft = _draft(ground, a, b, word, phrase, actors, back=not actors)
    return Draft(
        draft.start,
        draft.end,
        "visit",
        actors,
        noun=True,
        back=not actors,
        apart=draft.apart,
        off=off,
        place=place,
        turn=draft.turn,
        given=draft.given,
    )


def _visitor(ground: Ground, phrase: _Phrase, memory: Actors) -> Actors:
    i = phrase.first - 1
    low = ground.low(i)
    if low in ground.g.light or low == "off":
        return ground.subject(i - (low == "off"), memory)
    if low in ("on", "during", "for", "after", "before"):
        return _first_behind(ground, i) if i <= 0 else ground.clause_subject(i)
    return ()
