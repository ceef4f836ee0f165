"""Which accounts are of one statement: a quotation in all its lengths, and its paraphrases.

Statement → profile (who, which words, when) → blocks (runs of quoted words; speaker, day and a
            root) → evidence for and against two being one (same_statement.tsv)
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from onrecord.facts import Reading
from onrecord.record.accounts import Kind
from onrecord.record.clusters import Pair, clusters
from onrecord.record.identity.protocol import Evidence
from onrecord.record.identity.statements.blocks import blocks
from onrecord.record.identity.statements.evidence import evidence, met
from onrecord.record.identity.statements.lengths import reread
from onrecord.record.identity.statements.profile import StatementProfile
from onrecord.record.identity.statements.within import profiles

__all__ = ["StatementProfile", "Statements"]


class Statements:
    """The identity of statements."""

    @property
    def kind(self) -> Kind:
        """Statements."""
        return "statement"

    @property
    def profile(self) -> type[StatementProfile]:
        """The type of its profiles."""
        return StatementProfile

    def profiles(self, reading: Reading) -> Iterator[tuple[str, StatementProfile]]:
        """What counts of each statement told, with its key.

        What one report tells twice (a headline and its sentence) has one profile.
        """
        return profiles(reading)

    def blocks(self, profile: StatementProfile) -> frozenset[str]:
        """Some runs of quoted words; who spoke, on which day, and a root of what was said."""
        return blocks(profile)

    def evidence(self, one: StatementProfile, other: StatementProfile) -> Evidence:
        """What speaks for and against two accounts being of one statement, in points by name."""
        return evidence(one, other)

    def met(self, one: StatementProfile, other: StatementProfile) -> Evidence:
        """The evidence for two that share a block."""
        return met(one, other)

    def apart(self, one: StatementProfile, other: StatementProfile) -> bool:
        """Whether a report that tells two is believed: always, since what it tells twice is one."""
        return True

    def decide(
        self,
        profiles: Mapping[int, StatementProfile],
        points: Mapping[Pair, float],
        *,
        apart: AbstractSet[Pair],
        together: AbstractSet[Pair],
    ) -> list[list[int]]:
        """The clusters of a component, pieces of one quoted sentence known as such."""
        again = reread(profiles, points)
        return clusters(list(profiles), again, apart=apart, together=together)
