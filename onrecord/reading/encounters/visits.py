"""Visits: who goes where, and whom he goes to see.

«flew to Doha for talks with Hassan», «his visit to Oslo», «is in Kyiv for a two-day visit».
"""

from onrecord.facts import PlaceSlot
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Before, Ground, Side
from onrecord.reading.encounters.paid import paid, who_was_to
from onrecord.reading.encounters.phrases import Phrase, draft_of, governor, off, points_back
from onrecord.reading.encounters.words import Turning, turnings
from onrecord.reading.places import named_place
from onrecord.reading.scene import Cast
from onrecord.tables.places import lookup

_VISITORS = frozenset({"person", "office", "group", "government_body", "unnamed_source"})
_APART = frozenset({"again", "next", "another"})
_FOR = frozenset({"for"})
_WITH = frozenset({"with"})
_BY = frozenset({"by", "of"})
_MONTH = len("2026-01")
_REACH = 16  # tokens behind a place within which whom a visit is to may stand


def visit_by_verb(ground: Ground, a: int, b: int, word: Turning, before: Before) -> Draft | None:
    """Someone who goes to a place, and whom he goes to see."""
    if ground.low(a) == "flown" and ground.low(a - 1) in ground.g.be:
        return None  # «the wounded were flown to»
    if ground.low(b) in ("back", "home") and ground.low(a) in ground.g.homeward:
        return None  # «flew back to Oslo»
    at = b
    if "-" not in word.places:
        while ground.low(at).endswith("ly") or ground.low(at) in ("back", "on") or (
            ground.time(at) is not None  # «has gone on Saturday to Oslo»
        ):  # fmt: skip
            at += 1
        if word.places == _FOR:
            at = _past_left(ground, at)
        if ground.low(at) not in word.places:
            return None
        at += 1
    place = known = _visited(ground, at)
    place = known or _town(ground, at)
    if place is None:
        return None
    if word.mutual == "dated" and not _on_a_day(ground, place[1]):
        return None  # «came to Oslo as a child»
    visitor = ground.subject(a, before)
    if not visitor.people or (visitor.actors and not _goes(ground, visitor.actors[0])):
        return None
    hosts = _hosts(ground, ground.token(place[1] - 1) + 1, before)
    if not (known or hosts.actors or _soon(ground, a, place[1])):
        return None  # «went to Harvard in the 1990s»
    if not (hosts.actors or (visitor.actors and ground.official(visitor.actors[0]))):
        return None  # anybody travels
    words = ground.words
    return Draft(
        words[a].start,
        words[b - 1].end,
        "visit",
        tuple(dict.fromkeys((*visitor.actors, *hosts.actors))),
        place=place,
        apart=ground.low(a - 1) in _APART,
        partial=not visitor.actors or (hosts.people and not hosts.actors),
        says=word.says,
    )


def _past_left(ground: Ground, at: int) -> int:
    """The token behind the place that is left, and its day: «left [Oslo on Monday] for Vienna»."""
    left = _visited(ground, at)
    if left is None:
        return at
    last = ground.token(left[1] - 1) + 1
    while last < len(ground.words) and (ground.time(last) is not None or ground.low(last) == "on"):
        last += 1
    return last


def _on_a_day(ground: Ground, end: int) -> bool:
    """Whether a day stands right behind the place that ends at `end`."""
    at = ground.token(end - 1) + 1
    times = [ground.time(i) for i in range(at, min(at + 4, len(ground.words)))]
    return any(time is not None and len(time.value or "") >= len("2026-01-01") for time in times)


def _soon(ground: Ground, a: int, end: int) -> bool:
    """Whether a day, week or month stands between the verb at `a` and right behind the place."""
    last = ground.token(end - 1) + 4
    times = [time for i in range(a, last) if (time := ground.time(i)) is not None]
    return any(t.type in ("DATE", "TIME") and len(t.value or "") >= _MONTH for t in times)


def invitation(ground: Ground, a: int, b: int, word: Turning, before: Before) -> Draft | None:
    """«invited her to Hanoi»: a visit asked for, of the guest to whoever invites."""
    guest = ground.right_side(b, before)
    at = b
    while at < min(b + 8, len(ground.words)) and ground.low(at) != "to":
        at += 1
    if ground.low(at + 1) in ground.g.light:  # «invited her to pay a visit to Hanoi»
        at = next((i for i in range(at + 2, at + 9) if ground.low(i) in ("to", "in")), at)
    place = _visited(ground, at + 1) or _town(ground, at + 1)
    host = ground.subject(a, before)
    actors = tuple(dict.fromkeys((*guest.actors, *host.actors)))
    if place is None or ground.low(at) not in ("to", "in") or len(actors) < 2:
        return None
    words = ground.words
    span = words[a].start, words[b - 1].end
    return Draft(*span, "visit", actors, place=place, says=word.says)


def visit_by_noun(
    ground: Ground, a: int, b: int, word: Turning, phrase: Phrase, before: Before
) -> Draft | None:
    """A visit or trip: the visitor, the place, the hosts."""
    if ground.low(a).startswith("visit") and (two := paid(ground, a, b, phrase, before)):
        return draft_of(ground, a, b, word, phrase, two, back=False)
    place = phrase.place
    visitor = phrase.owner or who_was_to(ground, b)
    for at in range(b, min(b + _REACH, len(ground.words))):
        low = ground.low(at)
        if low in word.places and (found := _visited(ground, at + 1)):
            place = found
            break
        if ground.stops(at) or low == "," or low in ("and", "but"):
            break
    known, of_state = bool(visitor) or phrase.owned, False
    if not known:  # «the visit of the President of India to Oslo»: where only the state is known
        visitor = ground.behind(b, _BY, before, reach=6).actors
        of_state = any(ground.low(i) in ground.g.role for i in range(b, b + 6))
    place = place or _stay(ground, phrase)
    if not visitor and not known and place is not None:
        visitor = _visitor(ground, phrase, before)
    called_off = off(ground, phrase.first, b)
    hosts: Actors = ()
    if called_off and visitor and place is None:  # «put off a visit by the prime minister»
        host = ground.subject(governor(ground, phrase.first) - 1, before).actors
        states = tuple(a for a in host if ground.kind(a).kind == "state")
        return draft_of(ground, a, b, word, phrase, (*visitor, *states), back=False)
    if called_off and place and before.visitor and not known and not visitor:
        return draft_of(ground, a, b, word, phrase, before.visitor, back=False, place=place)
    if visitor and place is None and _goes_ahead(ground, b) and ground.official(visitor[0]):
        return draft_of(ground, a, b, word, phrase, visitor, back=False, partial=True)
    if not visitor or place is None:
        if not points_back(ground, phrase, b) and not called_off:
            return None
        visitor = ()
    elif of_state and ground.kind(visitor[0]).kind == "state":
        pass
    elif not _goes(ground, visitor[0]) or not (
        ground.official(visitor[0]) or (phrase.owner and _state(ground.text[slice(*place)]))
    ):
        visitor = ()
    else:
        hosts = _hosts(ground, b, before).actors
    actors = tuple(dict.fromkeys((*visitor, *hosts)))
    return draft_of(ground, a, b, word, phrase, actors, back=not actors, place=place)


def _goes_ahead(ground: Ground, b: int) -> bool:
    """«A visit by X would go ahead on Thursday», «X’s visit begins on Monday»: its day is told."""
    for at in range(b, min(b + 18, len(ground.words))):
        low = ground.low(at)
        if low in ("ahead", "begin", "begins", "began", "start", "starts", "started"):
            return ground.time(at + 1) is not None or ground.time(at + 2) is not None
        if ground.stops(at):
            break
    return False


def host_state(text: str, draft: Draft, place: PlaceSlot | None, cast: Cast) -> Actors:
    """Those who met: of a state's visitor whose hosts are not told, the state visited is one."""
    told = draft.participants
    invited = text[max(0, draft.start - 24) : draft.start].endswith("invitation to ")
    if draft.format != "visit" or not (draft.noun or invited) or len(told) != 1 or place is None:
        return told
    visitor = cast.actor(told[0])
    for actor in cast.actors:
        if actor.kind == "state" and actor.identifiers.get("iso3166") == place.country:
            return told if visitor.represents in (None, place.country) else (*told, actor.id)
    return told


def _state(name: str) -> bool:
    """Whether a place is a state: whoever’s visit there is told of, it is of note."""
    return any(entry.kind == "state" for entry in lookup(name))


def _goes(ground: Ground, ident: str) -> bool:
    return ground.kind(ident).kind in _VISITORS


def _visited(ground: Ground, at: int) -> tuple[int, int] | None:
    """The range that names the place at token `at`, behind an article."""
    if ground.low(at) in ("the", "neighbouring", "neighboring", "nearby"):
        at += 1
    if ground.low(at) in ("a", "an") or ground.low(at - 1) == "the":  # «a hotel in Oslo»
        building = next((i for i in range(at, at + 4) if ground.low(i) in ground.g.venue), at)
        at = building + 2 if ground.low(building + 1) in ("in", "near", "outside") else at
    for of in range(at + 1, at + 5):  # «the Socialist Republic of Viet Nam»
        if ground.low(of) == "of" and ground.low(of - 1) in ground.g.realm:
            at = of + 1
    if at >= len(ground.words):
        return None
    return named_place(ground.text, ground.words[at].start)


def _town(ground: Ground, at: int) -> tuple[int, int] | None:
    """«flew to Kasane on Sunday»: a name in no table, nobody’s, with the end of its phrase."""
    if at >= len(ground.words) or ground.group(at) is not None or ground.time(at) is not None:
        return None
    word = ground.words[at]
    written = ground.text[word.start : word.end]
    named = written[:1].isupper() and written[1:].islower() and len(written) > 2
    alone = ground.ends_phrase(at + 1) or ground.time(at + 1) is not None
    known = word.low in ground.g.stop or word.low in ground.g.own or ground.head(at)
    return (word.start, word.end) if named and alone and not known else None


def _stay(ground: Ground, phrase: Phrase) -> tuple[int, int] | None:
    """Where one is «for a two-day visit», «on an official trip»: the place before."""
    i = phrase.first - 1
    left = ground.low(i) == "after"
    if ground.low(i) not in ("for", "on", "during", "after"):
        return None
    for at in range(i - 1, max(-1, i - 10), -1):
        gone = left and ground.low(at) in ("left", "leaves", "departed", "leaving", "quit")
        if gone or (not left and ground.low(at) in ("in", "to", "at") and ground.time(at) is None):
            place = _visited(ground, at + 1)
            if place is not None:
                return place
        if ground.stops(at):
            return None
    return None


def _hosts(ground: Ground, i: int, before: Before) -> Side:
    """Whom a visit is to: «to meet Putin», «for talks with Wang»."""
    for at in range(i, min(i + _REACH, len(ground.words) - 1)):
        low, after = ground.low(at), ground.low(at + 1)
        if low == "to" and after in ground.g.to_see:
            return ground.right_side(at + 2 + (ground.low(at + 2) == "with"), before)
        notes = low == "to" and after in ("compare", "swap", "exchange")
        if notes or (low == "to" and after in ("hold", "attend", "begin")):
            return ground.behind(at + 2, _WITH, before, reach=6)
        if low == "with" and any(w.noun for w in turnings().get(after, ())):
            return ground.behind(at + 2, _WITH, before, reach=6)  # «a visit, with talks with X»
        time = ground.time(at + 1)
        if low == "for" and (time is None or time.type == "DURATION"):  # «for two days of talks»
            return ground.behind(at + 1, _WITH, before, reach=6)
        if ground.stops(at):
            break
    return Side()


def _came_back(ground: Ground, i: int) -> int | None:
    """The verb of «returned to the capital on Friday from»: whoever comes back was there."""
    for at in range(i - 1, max(-1, i - 10), -1):
        if ground.low(at) in ground.g.homeward and ground.low(at) not in ("back", "home"):
            return at
        if ground.stops(at) or ground.low(at) in (",", "and"):
            break
    return None


def _visitor(ground: Ground, phrase: Phrase, before: Before) -> Actors:
    i = phrase.first - 1
    low = ground.low(i)
    if low in ("off", "up", "on"):  # «set off on a trip», «floated the idea on a trip to»
        doer = ground.subject(i - 1, before).actors
        return doer or (ground.clause_subject(i) if low == "on" else ())
    if low in ground.g.light:
        return ground.subject(i, before).actors
    if low == "short" and ground.low(i - 1) in ground.g.light:  # «cut short a visit to»
        return ground.subject(i - 1, before).actors
    if low == "from" and (verb := _came_back(ground, i)) is not None:
        return ground.subject(verb, before).actors
    if low in ("on", "with", "during", "for", "from", "after", "before"):
        return ground.first_behind(i) if i <= 0 else ground.clause_subject(i)
    return ()
