"""The cases of one report."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.facts import Reading
from onrecord.record.identity.cases.evidence import evidence
from onrecord.record.identity.cases.profile import CaseProfile, profile
from onrecord.record.identity.ground import ground


def profiles(reading: Reading) -> Iterator[CaseProfile]:
    """The profile of each case of a reading, in the reading's order.

    Where another report's might be the same by chance, it has its own report.
    """
    here = ground(reading)
    actors = {actor.id: actor for actor in reading.actors}
    met: dict[CaseProfile, int] = {}
    for one in reading.cases:
        plain = profile(one, actors[one.person], here)
        if sum(evidence(plain, plain).values()) <= 0:
            plain = replace(plain, own=reading.report.id)
        met[plain] = met.get(plain, -1) + 1
        yield replace(plain, ordinal=met[plain])
