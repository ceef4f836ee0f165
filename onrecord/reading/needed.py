"""Groups of people that no fact speaks of are left out: «villagers», «two men in the square»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.facts import Actor, Reading, Statement
from onrecord.facts.walk import facts

_FIELDS = ("speaker", "addressees", "targets", "participants", "by", "actor", "recipient")


def with_needed(reading: Reading) -> Reading:
    """The reading without nameless groups that take part in nothing; all other actors stay."""
    named = set(_named(reading))
    actors = tuple(a for a in reading.actors if a.id in named or not _nameless(a))
    return reading if len(actors) == len(reading.actors) else replace(reading, actors=actors)


def _nameless(actor: Actor) -> bool:
    """Whether a group is only described, by no name of its own."""
    return actor.kind == "group" and all(m.form != "name" for m in actor.mentions)


def _named(reading: Reading) -> Iterator[str]:
    """The ids of all actors that facts refer to."""
    for fact in facts(reading):
        for name in _FIELDS:
            yield from getattr(fact, name, ())
        told = (fact,) if isinstance(fact, Statement) else fact.tellings
        yield from (voucher.actor for one in told for voucher in one.vouched_by)
    for agreement in reading.agreements:
        yield from agreement.parties
    for case in reading.cases:
        yield case.person
        if case.held_by is not None:
            yield case.held_by
