"""Which accounts are of one case of a person held, charged or tried.

Case → profile (who, held by whom, on what charge, since when) → blocks (a surname; holder, month
       and what the person is) → evidence for and against two being one (same_case.tsv)
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from onrecord.facts import Reading
from onrecord.record.accounts import Kind, accounts
from onrecord.record.clusters import Pair, clusters
from onrecord.record.identity.cases.blocks import blocks
from onrecord.record.identity.cases.completing import reread
from onrecord.record.identity.cases.evidence import evidence
from onrecord.record.identity.cases.profile import CaseProfile
from onrecord.record.identity.cases.within import profiles
from onrecord.record.identity.protocol import Evidence

__all__ = ["CaseProfile", "Cases"]


class Cases:
    """The identity of cases."""

    @property
    def kind(self) -> Kind:
        """Cases."""
        return "case"

    @property
    def profile(self) -> type[CaseProfile]:
        """The type of its profiles."""
        return CaseProfile

    def profiles(self, reading: Reading) -> Iterator[tuple[str, CaseProfile]]:
        """What counts of each case told, with its account's key."""
        if not reading.cases:
            return
        keys = [one.key for one in accounts(reading) if one.kind == self.kind]
        yield from zip(keys, profiles(reading), strict=True)

    def blocks(self, profile: CaseProfile) -> frozenset[str]:
        """A surname; who holds somebody, since which month, and what he or she is."""
        return blocks(profile)

    def evidence(self, one: CaseProfile, other: CaseProfile) -> Evidence:
        """What speaks for and against two accounts being of one case, in points by name."""
        return evidence(one, other)

    def apart(self, one: CaseProfile, other: CaseProfile) -> bool:
        """Whether a report that tells two is believed: always."""
        return True

    def decide(
        self,
        profiles: Mapping[int, CaseProfile],
        points: Mapping[Pair, float],
        *,
        apart: AbstractSet[Pair],
        together: AbstractSet[Pair],
    ) -> list[list[int]]:
        """The clusters of a component, surnames alone read as the full name that fits."""
        again = reread(profiles, points)
        return clusters(list(profiles), again, apart=apart, together=together)
