"""Which accounts are of one event.

An event that codes an encounter is one with another where their encounters are. One that codes a
statement, a change of an agreement or a step of a case is compared by who did it to whom, about
what and when; one that stands for itself also by its words, its report's and the figures it gives.

    Event → profile → blocks → evidence (same_event.tsv, related_turns.tsv)
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from onrecord.facts import Reading
from onrecord.record.accounts import Kind
from onrecord.record.clusters import Pair, clusters
from onrecord.record.identity.encounters import OVERWHELMING
from onrecord.record.identity.events.blocks import blocks
from onrecord.record.identity.events.evidence import evidence, met
from onrecord.record.identity.events.profile import EventProfile, profiles
from onrecord.record.identity.protocol import Evidence

__all__ = ["EventProfile", "Events"]


class Events:
    """The identity of events."""

    @property
    def kind(self) -> Kind:
        """Events."""
        return "event"

    @property
    def profile(self) -> type[EventProfile]:
        """The type of its profiles."""
        return EventProfile

    def profiles(self, reading: Reading) -> Iterator[tuple[str, EventProfile]]:
        """What counts of each event told, with its key."""
        return profiles(reading)

    def blocks(self, profile: EventProfile) -> frozenset[str]:
        """The blocks of its encounter; else its type, a name and a stretch of days."""
        return blocks(profile)

    def evidence(self, one: EventProfile, other: EventProfile) -> Evidence:
        """What speaks for and against two accounts being of one event, in points by name."""
        return evidence(one, other)

    def met(self, one: EventProfile, other: EventProfile) -> Evidence:
        """The evidence for two that share a block."""
        return met(one, other)

    def apart(self, one: EventProfile, other: EventProfile) -> bool:
        """Whether a reading that tells two is believed where evidence ties them.

        Those of encounters as encounters are. Others, where they are as like as two accounts get.
        """
        return sum(evidence(one, other).values()) < OVERWHELMING

    def decide(
        self,
        profiles: Mapping[int, EventProfile],
        points: Mapping[Pair, float],
        *,
        apart: AbstractSet[Pair],
        together: AbstractSet[Pair],
    ) -> list[list[int]]:
        """The clusters of one component: by the mean of their evidence, nothing more."""
        return clusters(list(profiles), points, apart=apart, together=together)
