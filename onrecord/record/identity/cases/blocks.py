"""Where the likes of a case are looked for."""

from functools import lru_cache

from onrecord.record.identity.actors.names import named_by_first, parsed
from onrecord.record.identity.actors.spelling import loose
from onrecord.record.identity.cases.profile import CaseProfile

_DATES = 2
_TRADES = 2
_MANY = 5


@lru_cache(maxsize=16384)
def blocks(profile: CaseProfile) -> frozenset[str]:
    """The names of the blocks of a case.

    The surname; and for persons described, who holds them, in which month something was done to
    them, and of which state or trade they are.
    """
    found = {f"person {word}" for word in surnames(profile)}
    months = sorted({date[:7] for date in _dates(profile)})[:_DATES]
    if profile.holder:
        found |= {
            f"held {profile.holder} {month} {what}"
            for month in months
            for what in (*profile.nations[:1], *profile.trades[:_TRADES])
        }
    if many(profile):
        found |= {f"several {profile.count} {month}" for month in months}
        sides = {*profile.around, *profile.nations, profile.holder} - {""}
        found |= {f"several {profile.count} {one} {m[:4]}" for one in sides for m in months}
    return frozenset(found)


def _dates(profile: CaseProfile) -> list[str]:
    dated = [step.split()[1] for step in profile.steps]
    return dated or [date for date in (profile.taken, profile.told, profile.last) if date][:1]


def many(profile: CaseProfile) -> bool:
    """Whether so many are held that the number tells which they are."""
    return profile.count.isdigit() and int(profile.count) >= _MANY


def surnames(profile: CaseProfile) -> set[str]:
    """The consonants of the word that is the family name, or may be."""
    words = parsed(profile.name).words if profile.name else ()
    if not words:
        return set()
    chosen = {words[-1]}
    if any(map(named_by_first, profile.nations)):
        chosen.add(words[0])
    return {loose(word) or word for word in chosen}
