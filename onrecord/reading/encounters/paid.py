"""Visits paid to a person: «paid her a visit», «the visit X paid him», «had a visit from X»."""

from onrecord.reading.encounters.ground import Actors, Before, Ground
from onrecord.reading.encounters.phrases import Phrase, governor

__all__ = ["paid", "who_was_to"]

_REACH = 10  # tokens behind the noun within which the verb may stand


def paid(ground: Ground, a: int, b: int, phrase: Phrase, before: Before) -> Actors:
    """Who paid whom the visit of tokens `a` to `b`, the visitor first; empty where it is no such.

    The one visited must be a person: «paid a visit to Oslo» is told by its place.
    """
    return (
        _which_paid(ground, b, before)
        or _paid_him(ground, phrase, before)
        or _made_to(ground, b, before)
        or _paid_to(ground, phrase, b, before)
        or _from_whom(ground, phrase, b, before)
    )


def who_was_to(ground: Ground, b: int) -> Actors:
    """«the visit that X was to pay to Oslo», «the trip which X will make»: the visitor."""
    visitor = ground.object(b + 1) if ground.low(b) in ("that", "which") else None
    if visitor is None or not ground.personal(visitor.actors):
        return ()
    reach = range(visitor.last + 1, visitor.last + 6)
    pays = next((at for at in reach if ground.low(at) in ground.g.paying), None)
    helpers = ground.g.group | ground.g.be
    between = range(visitor.last + 1, pays or 0)
    return visitor.actors if pays and all(ground.low(at) in helpers for at in between) else ()


def _two(ground: Ground, visitor: Actors, host: Actors) -> Actors:
    """The two, where both are persons and at least one acts for others."""
    if not (ground.personal(visitor) and ground.personal(host)) or set(visitor) & set(host):
        return ()
    both = tuple(dict.fromkeys((*visitor, *host)))
    return both if any(map(ground.official, both)) else ()


def _which_paid(ground: Ground, b: int, before: Before) -> Actors:
    """«the visit that X paid him»."""
    at = b + (ground.low(b) in ("that", "which"))
    visitor = ground.object(at)
    if visitor is None:
        return ()
    verb = visitor.last + 1
    verb += ground.low(verb) in ground.g.be or ground.low(verb) in ("has", "had")
    if ground.low(verb) not in ground.g.paying:
        return ()
    return _two(ground, visitor.actors, ground.right_side(verb + 1, before).actors)


def _paid_him(ground: Ground, phrase: Phrase, before: Before) -> Actors:
    """«X paid him a visit»."""
    host = ground.group(phrase.first - 1)
    if host is None or host.last != phrase.first - 1:
        return ()
    verb = host.first - 1
    if ground.low(verb) not in ground.g.paying:
        return ()
    return _two(ground, ground.subject(verb, before).actors, host.actors)


def _made_to(ground: Ground, b: int, before: Before) -> Actors:
    """«the visit made to him on Monday by X»."""
    if ground.low(b) not in ground.g.paying or ground.low(b + 1) != "to":
        return ()
    host = ground.right_side(b + 2, before).actors
    for at in range(b + 2, min(b + 2 + _REACH, len(ground.words))):
        if ground.low(at) == "by":
            return _two(ground, ground.right_side(at + 1, before).actors, host)
        if ground.stops(at):
            break
    return ()


def _paid_to(ground: Ground, phrase: Phrase, b: int, before: Before) -> Actors:
    """«X paid a visit to him», not «to Oslo»."""
    verb = governor(ground, phrase.first)
    if ground.low(verb) not in ground.g.paying or ground.low(b) not in ("to", "on"):
        return ()
    host = ground.object(b + 1)
    if host is None:
        return ()
    return _two(ground, ground.subject(verb, before).actors, host.actors)


def _from_whom(ground: Ground, phrase: Phrase, b: int, before: Before) -> Actors:
    """«He had a visit from X», «received a visit by X»."""
    verb = governor(ground, phrase.first)
    if ground.low(b) not in ("from", "by") or ground.low(verb) not in ground.g.having:
        return ()
    if any(ground.low(at) in ground.g.doubting for at in range(verb - 3, verb)):
        return ()  # «was not allowed a visit by»
    visitor = ground.object(b + 1)
    if visitor is None:
        return ()
    return _two(ground, visitor.actors, ground.subject(verb, before).actors)
