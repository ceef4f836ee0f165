"""Where the likes of a case are looked for."""

from functools import lru_cache

from onrecord.record.identity.actors.names import named_by_first, parsed
from onrecord.record.identity.actors.spelling import loose
from onrecord.record.identity.cases.profile import CaseProfile

_DATES = 2
_TRADES = 2


@lru_cache(maxsize=16384)
def blocks(profile: CaseProfile) -> frozenset[str]:
    """The names of the blocks of a case.

    The surname; and for persons described, who holds them, in which month something was done to
    them, and of which state or trade they are.
    """
    found = {f"person {word}" for word in surnames(profile)}
    if profile.holder is None:
        return frozenset(found)
    holder = profile.holder.state or profile.holder.name
    months = sorted({step.split()[1][:7] for step in profile.steps})[:_DATES]
    for month in months or [str(profile.told)]:
        for what in (*profile.nations[:1], *profile.trades[:_TRADES]):
            found.add(f"held {holder} {month} {what}")
    return frozenset(found)


def surnames(profile: CaseProfile) -> set[str]:
    """The consonants of the word that is the family name, or may be."""
    words = parsed(profile.name).words if profile.name else ()
    if not words:
        return set()
    chosen = {words[-1]}
    if any(map(named_by_first, profile.nations)):
        chosen.add(words[0])
    return {loose(word) or word for word in chosen}
