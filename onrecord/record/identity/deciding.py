"""What a room of identity may know better: how a component is decided, what a profile is called."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from onrecord.record.clusters import Pair, clusters
from onrecord.record.identity.protocol import Evidence, Identity

P = TypeVar("P")
P_contra = TypeVar("P_contra", contravariant=True)

__all__ = [
    "Calling",
    "Deciding",
    "Glancing",
    "Meeting",
    "called",
    "decide",
    "evidence_met",
    "glances",
    "kept_apart",
]


@runtime_checkable
class Deciding(Protocol, Generic[P_contra]):
    """A room of identity that decides its components itself."""

    def apart(self, one: P_contra, other: P_contra) -> bool:
        """Whether two accounts that evidence ties stay apart because one reading told two.

        Where False, the reading is taken to have missed that they are one.
        """

    def decide(
        self,
        profiles: Mapping[int, P_contra],
        points: Mapping[Pair, float],
        *,
        apart: AbstractSet[Pair],
        together: AbstractSet[Pair],
    ) -> list[list[int]]:
        """The clusters of one component, as ``clusters`` gives them; in no order's debt."""


@runtime_checkable
class Calling(Protocol, Generic[P_contra]):
    """A room of identity whose things have names."""

    def called(self, profile: P_contra) -> frozenset[str]:
        """The names under which a question finds a thing of that profile."""


@runtime_checkable
class Meeting(Protocol, Generic[P_contra]):
    """A room of identity whose evidence asks whether two share a block."""

    def met(self, one: P_contra, other: P_contra) -> Evidence:
        """The evidence for two that do: the same as ``evidence`` gives, and sooner."""


@runtime_checkable
class Glancing(Protocol[P_contra]):
    """A room of identity that sees of most pairs at once that they are two."""

    def glance(self, profile: P_contra) -> Any:
        """What of a profile is enough for that; None where nothing is."""

    def unlike(self, one: Any, other: Any) -> bool:
        """Whether evidence surely does not tie two of which these are the glances.

        Where False, evidence must be asked.
        """


@cache
def glances(room: type) -> bool:
    """Whether rooms of a type are ``Glancing``."""
    return issubclass(room, Glancing)


@cache
def _meets(room: type) -> bool:
    return issubclass(room, Meeting)


def evidence_met(identity: Identity[P], one: P, other: P) -> Evidence:
    """The evidence for two profiles that are known to share a block."""
    room: Any = identity
    kind: Any = type(identity)
    if _meets(kind):
        found: Evidence = room.met(one, other)
        return found
    return identity.evidence(one, other)


@cache
def calls(room: type) -> bool:
    """Whether rooms of a type are ``Calling``: asked once, for asking takes long."""
    return issubclass(room, Calling)


@cache
def decides(room: type) -> bool:
    """Whether rooms of a type are ``Deciding``."""
    return issubclass(room, Deciding)


def called(identity: Identity[P], profile: P) -> frozenset[str]:
    """The names under which a question finds a thing of that profile; none where it has none."""
    room: Any = identity
    kind: Any = type(identity)
    return room.called(profile) if calls(kind) else frozenset()


def decide(
    identity: Identity[P],
    profiles: Mapping[int, P],
    points: Mapping[Pair, float],
    *,
    apart: AbstractSet[Pair] = frozenset(),
    together: AbstractSet[Pair] = frozenset(),
) -> list[list[int]]:
    """The things that the profiles of one component tell of: sorted lists of their names.

    Arguments as for ``clusters``; pairs have the smaller name first.
    """
    room: Any = identity
    kind: Any = type(identity)
    if decides(kind):
        found: list[list[int]] = room.decide(profiles, points, apart=apart, together=together)
        return found
    return clusters(list(profiles), points, apart=apart, together=together)


def kept_apart(identity: Identity[P], one: P, other: P) -> bool:
    """Whether a reading that tells two things of two tied profiles is believed in that."""
    room: Any = identity
    kind: Any = type(identity)
    return room.apart(one, other) if decides(kind) else True
