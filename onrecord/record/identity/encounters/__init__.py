"""Which accounts are of one encounter: planned, held or called off it is one, with a history.

Encounter → profile (who, when, where, how) → blocks (pairs of sides in a stretch of days)
          → evidence for and against two being one (same_encounter.tsv)
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from onrecord.facts import Reading
from onrecord.record.accounts import Kind
from onrecord.record.clusters import Pair, clusters
from onrecord.record.identity.encounters.blocks import blocks
from onrecord.record.identity.encounters.completing import reread
from onrecord.record.identity.encounters.evidence import ONE_DAY, evidence
from onrecord.record.identity.encounters.profile import EncounterProfile, profiles
from onrecord.record.identity.protocol import Evidence

# Points from which on one reading's telling two encounters is taken for telling one twice.
OVERWHELMING = 5.5
_TIED = ONE_DAY | {"called off"}

__all__ = ["EncounterProfile", "Encounters"]


class Encounters:
    """The identity of encounters."""

    @property
    def kind(self) -> Kind:
        """Encounters."""
        return "encounter"

    @property
    def profile(self) -> type[EncounterProfile]:
        """The type of its profiles."""
        return EncounterProfile

    def profiles(self, reading: Reading) -> Iterator[tuple[str, EncounterProfile]]:
        """What counts of each encounter told, with its key."""
        return profiles(reading)

    def blocks(self, profile: EncounterProfile) -> frozenset[str]:
        """Two sides and a stretch of days; sides, country and year; a side that is in a country."""
        return blocks(profile)

    def evidence(self, one: EncounterProfile, other: EncounterProfile) -> Evidence:
        """What speaks for and against two accounts being of one encounter, in points by name."""
        return evidence(one, other)

    def apart(self, one: EncounterProfile, other: EncounterProfile) -> bool:
        """Whether a reading that tells two is believed where evidence ties them.

        Two meetings of the same people on one day in one town, of one format: a reading that tells
        two of these has told one twice. So has one that tells of two on one day, the sides called
        otherwise («the ministers», «General Hale and the Russians»), where nothing is against it.
        """
        found = evidence(one, other)
        if sum(found.values()) >= OVERWHELMING:
            return False
        beside = {"always", *({"beyond"} if "called off" in found else ())}
        against = any(value < 0 for name, value in found.items() if name not in beside)
        return against or one.participants == other.participants or not found.keys() & _TIED

    def decide(
        self,
        profiles: Mapping[int, EncounterProfile],
        points: Mapping[Pair, float],
        *,
        apart: AbstractSet[Pair],
        together: AbstractSet[Pair],
    ) -> list[list[int]]:
        """The clusters of a component, its people told as well as any of its reports tells them."""
        again = reread(profiles, points)
        return clusters(list(profiles), again, apart=apart, together=together)
