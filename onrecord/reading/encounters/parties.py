"""Who takes part in what a noun of meeting tells: by «with», by the verb, by what is said in it."""

from onrecord.reading.encounters.ground import Before, Ground, Side
from onrecord.reading.encounters.phrases import Phrase, dropped, governor
from onrecord.reading.encounters.words import Turning, turnings

_SEVERAL = frozenset({"between", "among", "of", "involving"})
_LED = frozenset({"led", "attended", "chaired", "joined"})
_ENDS = frozenset({",", "and", "but", "before", "after", "ahead", "following"})
_QUOTES = frozenset({'"', "”", "’"})
_TOGETHER = frozenset({"agreed", "discussed", "decided", "pledged", "spoke"})
_PARTED = frozenset({"break", "breaks", "broke", "broken", "breaking", "turned", "turns", "turn"})
_TWO = 2
_WITHIN = frozenset({"in", "during", "at", "over"})
_ASIDE = 30  # tokens from a noun within which those who speak at it may stand
_REACH = 14  # tokens behind the noun within which the others may stand


def other_side(ground: Ground, b: int, word: Turning, before: Before) -> tuple[Side, bool]:
    """Who stands behind «with», or behind «between» and then all of them."""
    verbal = False
    b += ground.low(b) in _QUOTES  # «had “a frank exchange” with»
    if (late := ground.behind_where(b, word.others)) is not None:
        return ground.right_side(late + 1, before), False  # «to be held on Monday, with Dahl»
    for at in range(b, min(b + _REACH, len(ground.words))):
        low = ground.low(at)
        if low in word.others and not (verbal and low not in _SEVERAL):
            if low == "of" and (at != b or ground.time(at + 1) is not None):
                continue  # «the meeting of 14 March between»
            if at > b and ground.low(at - 1) in ground.g.relation:
                break  # «to mend relations between»
            several = low in _SEVERAL
            side = ground.right_side(at + 1, before, between=several)
            if several and len(side.actors) < 2:
                return _one_of_two(ground, at, side, before) if side.people else (Side(), False)
            if side.people:
                return side, several
        elif _hosted(ground, at, b):
            continue
        elif ground.stops(at) or low in _ENDS or _done(ground, at):
            break
        elif verbal and any(w.noun and w.object != "length" for w in turnings().get(low, ())):
            break  # «The talks show how much rides on the meeting between»
        elif at > b and _verbal(ground, at):
            verbal = True
    return Side(), False


def _one_of_two(ground: Ground, at: int, side: Side, before: Before) -> tuple[Side, bool]:
    """«a call between Corvo and Premier Dahl» where the cast knows one of them alone."""
    if side.actors:
        return side, True
    for joined in range(at + 2, min(at + 6, len(ground.words))):
        if ground.low(joined) == "and":
            other = ground.right_side(joined + 1, before)
            return Side(other.actors, people=True, office=other.office), True
        if ground.stops(joined) or ground.low(joined) in ground.g.prep:
            break
    return side, True


def _hosted(ground: Ground, at: int, b: int) -> bool:
    """«the meeting he hosted in Oslo between»: a clause of two words about who arranged it."""
    group = ground.group(b)
    return (
        group is not None
        and group.first == b
        and at == group.last + 1
        and ground.low(at) in ground.g.host
    )


def _done(ground: Ground, at: int) -> bool:
    """A verb that is not about the meeting: «in this meeting Corvo referred to», not «planned»."""
    low = ground.low(at)
    return (
        low.endswith("ed")
        and not low.endswith("eed")
        and ground.group(at - 1) is not None
        and (low not in ground.g.due | ground.g.fares | ground.g.ahead)
    )


def _verbal(ground: Ground, at: int) -> bool:
    return ground.low(at) in ("will", "would", "has", "have", "had", "is", "are", "was", "were")


def led_by(ground: Ground, b: int, before: Before) -> Side:
    """«The session, at a hotel, was led by X and Y»: those who led or attended it."""
    for at in range(b, min(b + 24, len(ground.words) - 2)):
        if ground.stops(at):
            break
        given = ground.low(at) in ground.g.given_by and ground.low(b - 1) in ground.g.over
        if (ground.low(at) in _LED or given) and ground.low(at + 1) == "by":
            return ground.right_side(at + 2, before)
    return Side()


def one_side(ground: Ground, phrase: Phrase, a: int, before: Before, others: Side) -> Side:
    """Who stands before the noun: joined to it, its owner, or who takes part by its verb."""
    if len(phrase.joined) > 1 and not others.people:
        return ground.side(phrase.joined)
    theirs = phrase.owned and phrase.first <= 2 and ground.low(phrase.first) == "their"
    if theirs and (several := ground.several_behind(a, before) or ground.two_named_behind(a)):
        return ground.side(several)  # «At their previous meeting, the two leaders spoke»
    if phrase.owner or phrase.owned:
        verb = governor(ground, phrase.first)
        if phrase.owned and ground.low(verb) in ground.g.light:  # «X and Y held their first talks»
            subject = ground.subject(verb, before)
            if len(subject.actors) > len(phrase.owner) or set(phrase.owner) <= set(before.met):
                return subject if subject.actors else ground.side(phrase.owner)
        return ground.side(phrase.owner)
    shared = ground.low(a + 1) in _SEVERAL
    return _taking_part(ground, phrase, a, before, others.people, shared=shared)


def _taking_part(
    ground: Ground, phrase: Phrase, a: int, before: Before, other: bool, *, shared: bool
) -> Side:
    """Who takes part by the verb or preposition that governs the noun: «held talks»."""
    if other and (verb := dropped(ground, phrase.first)) is not None:
        return ground.subject(verb, before)  # «pulled out of a meeting with»
    i = governor(ground, phrase.first)
    low = ground.low(i)
    if other and low == "for" and (verb := _asking(ground, i)) is not None:
        return ground.subject(verb, before)
    if low in ("up", "off", "out", "down") and ground.low(i - 1) in ground.g.light | _PARTED:
        return ground.subject(i - 1, before)
    if low in ground.g.light:
        return ground.subject(i, before)
    if low in ground.g.host and other and not shared:
        return ground.subject(i, before)  # «will host a summit with», not «talks between»
    if low in ("in", "for", "part") and ground.low(i - 1) in ("engaged", "took", "take", "taken"):
        return ground.subject(i - 1, before)
    if low == "in" and ground.low(i - 1) in ground.g.be:
        return ground.subject(i - 1, before)
    if low in ("from", "out") and (left := _left(ground, i)) is not None:
        return ground.subject(left, before)
    if low == "for" and other and ground.went_before(i):  # «went on to Aden for a meeting with»
        return ground.side(ground.clause_subject(i))
    if low == "for" and (verb := _withdrew(ground, i)) is not None:
        return ground.subject(verb, before)
    if low in ("after", "following") and phrase.first - i > 1 and not other:
        spoke = ground.clause_subject(i)  # «X and Y agreed after three days of talks in Oslo»
        return ground.side(spoke) if len(spoke) > 1 else Side()
    if low == "for" and i + 1 != a:
        return Side()  # «responsible for nuclear talks with»
    meal = low == "over" and ground.low(a) in ground.g.over and i + 1 == phrase.first == a
    agreed = meal or (
        ground.low(i - 1) in _TOGETHER and ground.low(phrase.first) in ground.g.indefinite
    )
    if low in ground.g.during and (other or agreed):
        if not other:  # «the two ministers agreed in a call»
            spoke = ground.clause_subject(i)
            return ground.side(spoke) if len(spoke) > 1 else Side()
        if i <= 0:
            return ground.side(ground.first_behind(i) or ground.next_subject(a))
        return ground.side(ground.clause_subject(i))
    return Side()


def _withdrew(ground: Ground, i: int) -> int | None:
    """«withdrew on Monday for a tête-à-tête»: the verb of those who go aside to meet."""
    for at in range(i - 1, max(-1, i - 7), -1):
        if ground.low(at) in ground.g.withdrawing:
            return at
        if ground.stops(at) or ground.group(at) is not None or ground.low(at) == ",":
            break
    return None


def _asking(ground: Ground, i: int) -> int | None:
    """«called on Monday for a meeting with»: the verb of whoever asks for one."""
    for at in range(i - 1, max(-1, i - 6), -1):
        if ground.low(at) in ground.g.asking:
            return at
        if ground.stops(at) or ground.group(at) is not None or ground.low(at) == ",":
            break
    return None


def _left(ground: Ground, i: int) -> int | None:
    """«emerged on Monday from», «walked out of»: the verb; who leaves a meeting took part in it."""
    for at in range(i - 1, max(-1, i - 7), -1):
        if ground.low(at) in ground.g.leaving:
            return at
        if ground.stops(at) or ground.group(at) is not None:
            break
    return None


def _told_to(ground: Ground, first: int) -> Side | None:
    """«conveyed the facts to Dahl, in a call», who did and to whom, right before the phrase."""
    last = first - 2 - (ground.low(first - 2) == ",")
    heard = ground.group(last)
    if heard is None or ground.low(heard.first - 1) != "to" or not ground.personal(heard.actors):
        return None
    told = ground.clause_subject(heard.first - 1)
    if not ground.personal(told) or set(told) & set(heard.actors):
        return None
    return ground.side((*told, *heard.actors))


def held_by(ground: Ground, b: int) -> Side:
    """«the talks which Corvo and Dahl held»: the subject of the clause behind the noun."""
    at = b + (ground.low(b) in ("that", "which"))
    group = ground.object(at)
    if group is None or ground.low(group.first - 1) in ground.g.prep:
        return Side()
    actors, end = ground.rightward(group, between=True)
    verb, after = ground.low(end), ground.low(end + 1)
    held = verb in ("held", "had") or (verb in ("have", "has") and after in ("held", "had"))
    return ground.side(actors) if held else Side()


def speaking_in(ground: Ground, phrase: Phrase, a: int, before: Before) -> Side:
    """«In a call on Friday, Corvo told Hassan …», «told him during a meeting», «Corvo and Hassan
    stressed in a call that …»: the two of them."""
    if ground.low(phrase.first - 1) not in _WITHIN:
        return Side()
    if (two := _told_to(ground, phrase.first)) is not None:
        return two
    if phrase.first <= 2 and (several := ground.several_behind(a, before)):
        return ground.side(several)
    if ground.low(phrase.first) == "the":
        return Side()
    among_them = ground.low(phrase.first - 1) in ("in", "during") and ground.low(a + 1) != "of"
    both = ground.clause_subject(phrase.first - 1) if among_them else ()
    if ground.low(phrase.first) in ground.g.indefinite and len(both) == _TWO:
        return ground.side(both) if ground.personal(both) else Side()
    for at in range(max(1, a - _ASIDE), min(a + _ASIDE, len(ground.words))):
        heard = ground.object(at + 1) if ground.low(at) in ground.g.telling else None
        if heard is not None and ground.personal(heard.actors):
            told = ground.subject(at, before)
            if ground.personal(told.actors) and not set(told.actors) & set(heard.actors):
                return ground.side((*told.actors, *heard.actors))
    return Side()
