"""Things of which every account stands alone: nothing is known of what could join them."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.facts import Reading
from onrecord.record.accounts import Kind, accounts
from onrecord.record.identity.protocol import Evidence


@dataclass(frozen=True, slots=True)
class AloneProfile:
    """An account that is like no other."""

    key: str


@dataclass(frozen=True, slots=True)
class Alone:
    """The identity of a kind whose accounts are never joined."""

    kind: Kind

    @property
    def profile(self) -> type[AloneProfile]:
        """The type of its profiles."""
        return AloneProfile

    def profiles(self, reading: Reading) -> Iterator[tuple[str, AloneProfile]]:
        """Each account by its key."""
        for one in accounts(reading):
            if one.kind == self.kind:
                yield one.key, AloneProfile(one.key)

    def blocks(self, profile: AloneProfile) -> frozenset[str]:
        """None: it is looked for nowhere."""
        return frozenset()

    def evidence(self, one: AloneProfile, other: AloneProfile) -> Evidence:
        """None."""
        return {}
