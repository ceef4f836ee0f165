"""Who plays which role in a fact: the ids of the reading that stand in it, each with its role."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Encounter,
    Event,
    Reading,
    Statement,
)
from onrecord.record.accounts import Told
from onrecord.store.numbers import Role

Played = tuple[Role, str]
_BODIES = frozenset({"state", "government_body"})


class Spoken:
    """Which actors are spoken of where in a reading, to ask what a stretch is about."""

    def __init__(self, reading: Reading) -> None:
        places = sorted(
            (mention.span.start, mention.span.end, actor.id)
            for actor in reading.actors
            for mention in actor.mentions
        )
        self._starts = [start for start, _, _ in places]
        self._places = places

    def within(self, start: int, end: int) -> Iterator[str]:
        """The ids of those who are spoken of between two offsets."""
        for _, last, actor in self._places[bisect_left(self._starts, start) :]:
            if _ >= end:
                return
            if last <= end:
                yield actor


def played(told: Told, spoken: Spoken) -> frozenset[Played]:
    """Every role in a fact."""
    match told:
        case Statement():
            found = _statement(told, spoken)
        case Encounter():
            found = (_each("with", told.participants),)
        case Agreement():
            found = (
                _each("party", told.parties),
                *(_each("by", change.by) for change in told.changes),
            )
        case Case():
            found = (
                _each("person", (told.person,)),
                _each("holder", () if told.held_by is None else (told.held_by,)),
                *(_each("by", step.by) for step in told.steps),
            )
        case Event():
            found = (
                _each("by", told.actor),
                _each("to", told.recipient),
            )
        case Actor():
            found = ()
    return frozenset(one for group in found for one in group)


def state_of(actor: Actor, role: Role) -> str | None:
    """The state whose role this is as well: of those who act for it, or it itself.

    Who speaks about a minister need not speak about the state: there only the state and its bodies
    count.
    """
    if role == "about" and actor.kind not in _BODIES:
        return None
    own = actor.identifiers.get("iso3166") if actor.kind == "state" else None
    return own or actor.represents


def _statement(told: Statement, spoken: Spoken) -> tuple[Sequence[Played], ...]:
    about = {
        actor
        for span in told.content
        for actor in spoken.within(span.start, span.end)
        if actor not in told.speaker
    }
    return (
        _each("by", told.speaker),
        _each("to", told.addressees),
        _each("target", told.targets),
        _each("about", (*told.about, *about)),
    )


def _each(role: Role, ids: Sequence[str]) -> list[Played]:
    return [(role, one) for one in ids]
