"""Which accounts are of one agreement.

Agreement → profile (names, parties, what about, when struck) → blocks (a name; two parties, with
            what it is about or the month) → evidence for and against two being one
            (same_agreement.tsv)
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from onrecord.facts import Reading
from onrecord.record.accounts import Kind, accounts
from onrecord.record.clusters import Pair, clusters
from onrecord.record.identity.agreements.aliases import reread
from onrecord.record.identity.agreements.blocks import blocks
from onrecord.record.identity.agreements.evidence import evidence, met, told_twice
from onrecord.record.identity.agreements.glancing import Glance, glance, unlike
from onrecord.record.identity.agreements.naming import (
    bare,
    descriptions,
    forms,
    sorts,
    struck_in,
)
from onrecord.record.identity.agreements.profile import AgreementProfile
from onrecord.record.identity.agreements.within import profiles
from onrecord.record.identity.protocol import Evidence

__all__ = ["AgreementProfile", "Agreements"]


class Agreements:
    """The identity of agreements."""

    @property
    def kind(self) -> Kind:
        """Agreements."""
        return "agreement"

    @property
    def profile(self) -> type[AgreementProfile]:
        """The type of its profiles."""
        return AgreementProfile

    def profiles(self, reading: Reading) -> Iterator[tuple[str, AgreementProfile]]:
        """What counts of each agreement told, with its account's key."""
        if not reading.agreements:
            return
        keys = [one.key for one in accounts(reading) if one.kind == self.kind]
        yield from zip(keys, profiles(reading), strict=True)

    def blocks(self, profile: AgreementProfile) -> frozenset[str]:
        """Its names; two of its parties with what it is about, or with the month."""
        return blocks(profile)

    def evidence(self, one: AgreementProfile, other: AgreementProfile) -> Evidence:
        """What speaks for and against two accounts being of one agreement, in points by name."""
        return evidence(one, other)

    def met(self, one: AgreementProfile, other: AgreementProfile) -> Evidence:
        """The evidence for two that share a block."""
        return met(one, other)

    def glance(self, profile: AgreementProfile) -> Glance | None:
        """The days and the subject of one without a name."""
        return glance(profile)

    def unlike(self, one: Glance, other: Glance) -> bool:
        """Whether days far apart surely say more than parties and subject can."""
        return unlike(one, other)

    def called(self, profile: AgreementProfile) -> frozenset[str]:
        """Its names, folded, with and without their heads, letters («bmct»), and what it is about,
        with and without the head that tells its sort («§fish protocol»); of one without a name
        the place where it was struck («kasane ceasefire»)."""
        written = (*forms(profile.known), *profile.names, *profile.short)
        heads = {*profile.heads, *sorts(profile.names)}
        truce = profile.kind == "ceasefire"
        plain = descriptions(profile.about, heads) | struck_in(profile.places, heads, truce=truce)
        return frozenset(filter(None, (*written, *(" ".join(bare(n)) for n in written), *plain)))

    def apart(self, one: AgreementProfile, other: AgreementProfile) -> bool:
        """Whether a report that tells two is believed: not where both have one full name.

        Nor where it speaks of two ceasefires that nothing tells apart.
        """
        return not told_twice(one, other)

    def decide(
        self,
        profiles: Mapping[int, AgreementProfile],
        points: Mapping[Pair, float],
        *,
        apart: AbstractSet[Pair],
        together: AbstractSet[Pair],
    ) -> list[list[int]]:
        """The clusters of a component, names that some report gives together counted as one."""
        again = reread(profiles, points)
        return clusters(list(profiles), again, apart=apart, together=together)
