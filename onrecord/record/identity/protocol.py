"""What a room of identity gives, whatever the kind of thing."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Generic, Protocol, TypeVar

import msgspec

from onrecord.facts import Reading
from onrecord.record.accounts import Kind

P = TypeVar("P")

# Points by the name of the evidence: above zero speaks for one thing, below against.
Evidence = Mapping[str, float]


class Identity(Protocol, Generic[P]):
    """How things of one kind are told apart.

    All of it depends on its arguments alone, ``evidence`` is symmetric, and two profiles whose
    points sum to more than zero share at least one block: else they would never meet. A room may
    also decide its components itself: ``deciding.Deciding``; whoever decides one asks
    ``deciding.decide``, and ``deciding.kept_apart`` whether two that a reading tells apart stay so,
    ``deciding.called`` by which names a thing is found.
    """

    @property
    def kind(self) -> Kind:
        """The kind of thing that it knows."""

    @property
    def profile(self) -> type[P]:
        """The type of its profiles, a frozen dataclass of plain values."""

    def profiles(self, reading: Reading) -> Iterator[tuple[str, P]]:
        """What counts of each account of this kind, with the account's key.

        Two accounts of one reading never have equal profiles where the reading tells them apart
        (an ``ordinal`` is part of the profile for that).
        """

    def blocks(self, profile: P) -> frozenset[str]:
        """Names under which profiles that may be the same are looked for, few and selective."""

    def evidence(self, one: P, other: P) -> Evidence:
        """The points for (above zero) and against two profiles being one thing, by name."""


def named(kind: Kind, profile: object) -> int:
    """The name of a profile: a whole number of 63 bits drawn from its content."""
    content = kind.encode() + b"\x1f" + msgspec.msgpack.encode(profile, order="deterministic")
    return int.from_bytes(hashlib.sha256(content).digest()[:8], "big") >> 1
