"""Between whom an agreement is: those it is said to be between, and who signs and agrees."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.agreements.joining import Draft
from onrecord.reading.agreements.lexicon import names
from onrecord.reading.agreements.turns import Found
from onrecord.reading.turning import Ground
from onrecord.reading.turning.clause import SIDES, joined_after

_BINDING = frozenset(
    {"signed", "agreed", "ratified", "suspended", "withdrawn", "extended", "negotiated"}
)
_ACTORS = frozenset({"state", "organization", "group", "government_body"})


def parties_of(ground: Ground, draft: Draft, found: Sequence[Found]) -> tuple[str, ...]:
    """The parties, as actors of the cast: states rather than those who act for them."""
    named: list[str] = []
    if draft.known and draft.name:
        codes = names()[draft.name].parties
        named.extend(state for code in codes if (state := ground.state(code)))
    named.extend(_between(ground, draft))
    for one in found:
        if one.turn.label in _BINDING and one.turn.modality != "denied":
            for actor in one.turn.by:
                if actor == SIDES:
                    continue
                state = ground.state_of(actor)
                if state or ground.kind_of(actor) in _ACTORS:
                    named.append(state or actor)
    return tuple(dict.fromkeys(named))


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
