"""Between whom an agreement is: those it is said to be between, and who signs and agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.reading.agreements.joining import Draft
from onrecord.reading.agreements.lexicon import listed, names
from onrecord.reading.agreements.turns import Found
from onrecord.reading.scene import Sighting
from onrecord.reading.turning import Ground
from onrecord.reading.turning.clause import SIDES, joined_after

_BINDING = frozenset(
    {"signed", "agreed", "ratified", "suspended", "withdrawn", "extended", "negotiated"}
)
_TWO = 2
_ACTORS = frozenset({"state", "organization", "group", "government_body"})
_SIDED = frozenset({"state", "group"})
_CLEARLY = 2  # how much oftener than any other
_OFTEN = 3  # sightings that make a state one of those a report is about


def parties_of(ground: Ground, draft: Draft, found: Sequence[Found]) -> tuple[str, ...]:
    """The parties, as actors of the cast: states rather than those who act for them."""
    named: list[str] = []
    if draft.known and draft.name:
        codes = names()[draft.name].parties
        named.extend(state for code in codes if (state := ground.state(code)))
    named.extend(_between(ground, draft))
    for one in found:
        if SIDES not in one.turn.by:
            named.extend(_bound(ground, one))
    if len(set(named)) < _TWO:
        named.extend(actor for one in found for actor in _bound(ground, one))
    if len(set(named)) == 1:  # who turns a draft down was to be a party to it
        named.extend(a for one in found if one.turn.label == "rejected" for a in _of(ground, one))
    if len(set(named)) < _TWO and not draft.known:
        named = [*_pair(ground, draft, frozenset(named))] or named
    return tuple(dict.fromkeys(a for a in named if _binds(ground, a)))


def _binds(ground: Ground, actor: str) -> bool:
    """Whether somebody can be a party: not «the ministers», «parliament», who act for one."""
    written = ground.cast.actor(actor).name.split()
    acting = bool(written) and written[-1].lower() in listed("no_party")
    return not acting or ground.kind_of(actor) in {"state", "organization"}


def _pair(ground: Ground, draft: Draft, named: frozenset[str]) -> tuple[str, ...]:
    """The two states that a report is about, where they are told apart from all others."""
    counts = _counted(ground, ground.outermost()).most_common()
    states = [(a, n) for a, n in counts if n >= _OFTEN and ground.kind_of(a) == "state"]
    if len(states) < _TWO:
        return ()
    (one, _), (other, often) = states[:_TWO]
    others = [n for a, n in counts if a not in (one, other)]
    pair = (one, other)
    clear = all(often > _CLEARLY * n for n in others) and named <= set(pair)
    return pair if clear and _theirs(ground, draft, frozenset(pair)) else ()


def _theirs(ground: Ground, draft: Draft, pair: frozenset[str]) -> bool:
    """Whether nobody else is spoken of beside an agreement, and one of the two is."""
    beside: set[str] = set()
    for place in draft.places:
        line = ground.line(place.start)
        beside |= set(_counted(ground, ground.sightings(line.starts[0], line.ends[-1])))
    return bool(beside) and beside <= pair


def _counted(ground: Ground, sightings: Iterable[Sighting]) -> Counter[str]:
    """How often states, those who act for them and armed groups are spoken of."""
    seen = (ground.state_of(s.actor) or s.actor for s in sightings)
    return Counter(actor for actor in seen if ground.kind_of(actor) in _SIDED)


def _bound(ground: Ground, one: Found) -> list[str]:
    """Those whom a turn shows to be parties: who signs, ratifies or leaves."""
    if one.turn.label not in _BINDING or one.turn.modality == "denied":
        return []
    return _of(ground, one)


def _of(ground: Ground, one: Found) -> list[str]:
    """Those who do it: states rather than persons who act for them."""
    states = [(actor, ground.state_of(actor)) for actor in one.turn.by if actor != SIDES]
    return [s or a for a, s in states if s or ground.kind_of(a) in _ACTORS]


def _between(ground: Ground, draft: Draft) -> list[str]:
    """«a pact between X and Y», «the accord with Z», «an X-Y truce»."""
    named: list[str] = []
    for place in draft.places:
        line = ground.line(place.start)
        after = line.at(place.end - 1) + 1
        for index in range(after, min(after + 4, len(line) - 1)):
            if line.forms[index] in {"between", "with"}:
                named.extend(joined_after(ground, line, index + 1))
                break
            if line.forms[index] in {",", ".", "that", "which", "to", "and"}:
                break
        named.extend(
            s.actor
            for s in ground.sightings(place.start, place.end)
            if ground.kind_of(s.actor) == "state"
        )
    states = [ground.state_of(actor) or actor for actor in named]
    return [a for a in states if ground.kind_of(a) in _ACTORS]
