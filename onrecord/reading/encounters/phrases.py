"""The noun phrase around a noun of meeting: who owns it, who is joined before it, what governs it.

«Lavrov’s two-hour meeting», «the US-Iran talks», «held a first round of consultations».
"""

import re
from dataclasses import dataclass

from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Ground
from onrecord.reading.encounters.words import Turning, phrases, plainly
from onrecord.reading.places import named_place

_POSSESSIVE = frozenset({"'s", "’s", "’", "'"})
_ORDINALS = frozenset({"first", "second", "third"})
_BEHIND = 20  # tokens behind a noun within which the verb may stand that calls it off
_ENDING = ("al", "ic", "ive", "ous", "ed", "ly", "ary")
_SAID = frozenset({"said", "says", "say", "told", "saying", "that’s", "but"})
_QUOTES = frozenset({'"', "“", "”", "‘"})
_BY_PHONE = re.compile(r"(?:tele)?phone|video", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun phrase around a noun: its first token, its owner, the actors joined before it."""

    first: int
    owner: Actors
    joined: Actors
    place: tuple[int, int] | None
    named: bool  # a name stands in it
    owned: bool = False  # «his», «their» stands before it


def phrase_of(ground: Ground, a: int, met: Actors) -> Phrase:
    """What stands before the noun at token `a`, back to its article or owner."""
    i, place, named = a - 1, None, False
    owner: Actors = ()
    joined: Actors = ()
    while i >= 0 and a - i <= 8:
        low, group = ground.low(i), ground.group(i)
        if low in _POSSESSIVE and (day := ground.time(i - 1)) is not None and i > 0:
            i = ground.token(day.start) - 1  # «Friday’s meeting with»
        elif low in _POSSESSIVE:
            holder = ground.group(i - 1)
            owner = ground.leftward(holder) if holder else ()
            first = holder.first if holder else i
            return Phrase(first, owner, joined, place, named, owned=holder is None)
        if low in ground.g.own:
            own = ground.meets(group) if group and group.first == group.last else ()
            owner = own or (met if low == "their" else ())
            return Phrase(i, owner, joined, place, named, owned=True)
        if group is not None and group.last == i and not joined:
            named = True
            joined, i = _joined(ground, i)
        elif _governs(ground, i):
            break
        elif low in ground.g.modifier or low.endswith(_ENDING) or low.isdigit() or "-" in low:
            i -= 1
            if low in ground.g.indefinite or low in ground.g.points - _ORDINALS:
                return Phrase(i + 1, owner, joined, place, named)
        elif _quoted(ground, i) or (ground.time(i) is not None and low not in ground.g.prep):
            i -= 1
        elif (found := named_place(ground.text, ground.words[i].start)) and (
            found[1] == ground.words[i].end
        ):
            place, named, i = found, True, i - 1
        else:
            named = named or (ground.text[ground.words[i].start].isupper() and i > 0)
            i = _past_nouns(ground, i)
            break
    return Phrase(i + 1, owner, joined, place, named)


def _governs(ground: Ground, i: int) -> bool:
    """Whether a verb of holding stands right behind its subject: «Serbia opened talks»."""
    verb = ground.low(i) in ground.g.light | ground.g.host
    return verb and ground.group(i) is None and ground.group(i - 1) is not None and (
        ground.low(i - 1) not in ground.g.own
    )  # fmt: skip


def _quoted(ground: Ground, i: int) -> bool:
    """Whether token `i` is a quotation mark within the phrase: «had “frank” talks with»."""
    before = ground.low(i - 1)
    held = before in ground.g.light | ground.g.modifier or before.endswith(_ENDING)
    return ground.low(i) in _QUOTES and held


def _past_nouns(ground: Ground, i: int) -> int:
    """The verb of holding before «Nile dam talks», else `i`: what talks are about is skipped."""
    for at in range(i, max(-1, i - 4), -1):
        low = ground.low(at)
        if low in ground.g.light or low in ground.g.host:
            return at
        if not low.isalpha() or low in ground.g.prep or ground.stops(at) or ground.group(at):
            break
    return i


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


def points_back(ground: Ground, phrase: Phrase, b: int) -> bool:
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


def governor(ground: Ground, first: int) -> int:
    """The token before the noun phrase, past «a round of», «two days of»."""
    i = first - 1
    while i > 0 and (ground.low(i) in ground.g.measure or _lasting(ground, i)):
        i -= 1
    if ground.low(i) in _QUOTES and ground.low(i - 1) in ground.g.light:
        i -= 1  # «had “a brotherly conversation” with»
    return i


def _lasting(ground: Ground, i: int) -> bool:
    """«held [four hours of] talks»: a length of time."""
    time = ground.time(i)
    return time is not None and time.type == "DURATION"


def _came_to_nothing(ground: Ground, first: int, b: int, end: int) -> bool:
    """«A meeting with X, set for Friday, will not take place»: the noun is the verb's subject."""
    if ground.low(first - 1) in ground.g.prep or ground.low(first - 1) in ground.g.light:
        return False
    told = phrases("off finite").search(ground.text, ground.words[b - 1].end, end)
    if told is None or ground.text.startswith(" to ", told.end()):
        return False  # «the talks are off to a good start»
    if any(ground.low(i) in ground.g.doubting for i in range(max(0, first - 12), first)):
        return False  # «neither has told me that the talks are off»
    between = range(b, ground.token(told.start()))
    return not any(
        (ground.low(i) in plainly() and not ground.low(i).endswith("ed")) or ground.low(i) in _SAID
        for i in between
        if ground.low(i) not in ("had", "has", "have", "expected")
    )


def dropped(ground: Ground, first: int) -> int | None:
    """The verb right before the noun phrase that says that its subject would not have it."""
    low = ground.words[max(0, first - 7)].start
    for told in phrases("off").finditer(ground.text, low, ground.words[first].start):
        last = ground.token(told.end() - 1)
        if first - last <= 1 + (ground.low(first - 1) in ("from", "for", "of")):
            return ground.token(told.start())
    return None


def _within(ground: Ground, b: int, last: int) -> int:
    """The token before `last` and not far behind token `b`, where names do not count."""
    at, seen = b, 0
    while at < last and seen < _BEHIND:
        seen += ground.group(at) is None
        at += 1
    return max(at, b)


def _doubted(ground: Ground, at: int) -> bool:
    """Whether reports or claims of what stands at a token are denied, or it is left open."""
    for i in range(at - 1, max(-1, at - _DOUBT), -1):
        if ground.low(i) in ("that", "whether", "if"):
            low = {ground.low(k) for k in range(max(0, i - 6), i + 1)}
            return bool(low & ground.g.doubting)
        if ground.low(i) in (".", ";", ":"):
            break
    return False


_DOUBT = 6  # tokens from «that» to the verb


def off(ground: Ground, first: int, b: int) -> bool:
    """Whether the verb before or behind the noun says that it did not come about."""
    start = ground.words[max(0, first - 6)].start
    last = b
    while last < len(ground.words) and last < b + 36 and ground.low(last) not in (".", ";"):
        last += 1
    text = ground.text
    before = phrases("off").search(text, start, ground.words[first].start)
    if before is not None and _doubted(ground, ground.token(before.start())):
        return False  # «denied reports that it had pulled out of the talks»
    near = ground.words[_within(ground, b, last) - 1].end
    behind = phrases("off").search(text, ground.words[b - 1].end, near)
    if ground.low(governor(ground, first)) in ground.g.shun or dropped(ground, first) is not None:
        return True
    if ground.low(b) in ground.g.planning and any(
        ground.low(i) in ground.g.collapsing for i in range(b, last)
    ):
        return True  # «A summit planned for Geneva in October had collapsed»
    if _came_to_nothing(ground, first, b, ground.words[last - 1].end):
        return True
    if behind is None:
        return before is not None
    helper = text[ground.words[b - 1].end : behind.start()].rstrip().lower()
    called = not helper or helper.split()[-1] in ground.g.be
    return before is not None or called


def draft_of(
    ground: Ground,
    a: int,
    b: int,
    word: Turning,
    phrase: Phrase,
    actors: Actors,
    *,
    back: bool,
    meant: Actors = (),
    guessed: bool = False,
    partial: bool = False,
    unseen: bool = False,
    place: tuple[int, int] | None = None,
) -> Draft:
    """The telling by a noun of tokens `a` to `b`, exclusive, of those actors."""
    words, low = ground.words, ground.low(phrase.first)
    first = phrase.first if low in ground.g.own else a
    modifiers = ground.text[words[phrase.first].start : words[b - 1].end]
    before = {ground.low(i) for i in range(phrase.first, a)}
    turn = governor(ground, phrase.first)
    governed = turn >= 0 and ground.low(turn) in ground.g.light | ground.g.host
    return Draft(
        words[first].start,
        words[b - 1].end,
        "call" if _BY_PHONE.search(modifiers) else word.format,
        actors,
        noun=True,
        back=back,
        meant=meant,
        guessed=guessed,
        partial=partial,
        unseen=unseen,
        apart=bool(before & ground.g.another),
        off=off(ground, phrase.first, b),
        place=place or phrase.place,
        turn=(words[turn].start, words[turn].end) if governed else None,
        given=ground.low(phrase.first - 1) in ground.g.given or (bool(phrase.owner) and not back),
        vague=word.again == "only" and back,
        such=back and "such" in before,
    )
