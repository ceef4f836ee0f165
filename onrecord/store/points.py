"""Profiles and the evidence for pairs of them, remembered: both are of their content alone."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from onrecord.record.accounts import Kind
from onrecord.record.identity.deciding import called, evidence_met, glances
from onrecord.record.identity.protocol import Identity
from onrecord.store.bundling import pressed, unpressed
from onrecord.store.numbers import block
from onrecord.store.packing import pack_plain, unpack_plain

Identities = Mapping[Kind, Identity[Any]]
MOST_PAIRS = 400_000
MOST_PROFILES = 50_000


class Node(NamedTuple):
    """A packed profile, where its likes are looked for, and the names under which it is found."""

    kind: Kind
    package: bytes
    blocks: tuple[int, ...]
    called: tuple[str, ...]


class Points:
    """What the rooms of identity say, each thing asked once (until memory is full)."""

    def __init__(self, identities: Identities) -> None:
        self.identities = identities
        self._points: dict[tuple[int, int], float] = {}
        self._profiles: dict[int, Any] = {}
        self._nodes: dict[int, Node] = {}
        self._glances: dict[int, Any] = {}

    def node(self, kind: Kind, name: int, profile: Any) -> Node:
        """A node by its name, which is drawn from its kind and profile."""
        known = self._nodes.get(name)
        if known is None:
            if len(self._nodes) >= MOST_PROFILES:
                self._nodes.clear()
            identity = self.identities[kind]
            blocks = {block(kind, name) for name in identity.blocks(profile)}
            names = sorted(called(identity, profile))
            package = pressed(pack_plain(profile))
            known = self._nodes[name] = Node(kind, package, tuple(blocks), tuple(names))
        return known

    def of(
        self, kind: Kind, one: int, other: int, profiles: Mapping[int, Any], *, met: bool = False
    ) -> float:
        """The sum of the evidence for two named profiles being one thing.

        ``met``: they are known to share a block.
        """
        pair = (one, other) if one < other else (other, one)
        known = self._points.get(pair)
        if known is None:
            if len(self._points) >= MOST_PAIRS:
                self._points.clear()
            identity, of = self.identities[kind], (profiles[pair[0]], profiles[pair[1]])
            evidence = evidence_met(identity, *of) if met else identity.evidence(*of)
            known = self._points[pair] = sum(evidence.values())
        return known

    def tied(self, kind: Kind, one: int, other: int, profiles: Mapping[int, Any]) -> bool:
        """Whether evidence ties two named profiles that share a block."""
        if glances(type(self.identities[kind])):
            first, second = (self._glance(kind, name, profiles) for name in (one, other))
            room: Any = self.identities[kind]
            if first is not None and second is not None and room.unlike(first, second):
                return False
        return self.of(kind, one, other, profiles, met=True) > 0

    def _glance(self, kind: Kind, name: int, profiles: Mapping[int, Any]) -> Any:
        if name not in self._glances:
            if len(self._glances) >= MOST_PROFILES:
                self._glances.clear()
            room: Any = self.identities[kind]
            self._glances[name] = room.glance(profiles[name])
        return self._glances[name]

    def profile(self, kind: Kind, name: int, package: bytes) -> Any:
        """The profile of this name, which is in the package."""
        known = self._profiles.get(name)
        if known is None:
            if len(self._profiles) >= MOST_PROFILES:
                self._profiles.clear()
            profile = unpack_plain(self.identities[kind].profile, unpressed(package))
            known = self._profiles[name] = profile
        return known
