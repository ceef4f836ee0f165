"""How one component is decided: by average linkage, or as the kind's own room knows better."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from onrecord.record.clusters import Pair, clusters
from onrecord.record.identity.protocol import Identity

P = TypeVar("P")
P_contra = TypeVar("P_contra", contravariant=True)

__all__ = ["Deciding", "decide", "kept_apart"]


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
    if isinstance(room, Deciding):
        return room.decide(profiles, points, apart=apart, together=together)
    return clusters(list(profiles), points, apart=apart, together=together)


def kept_apart(identity: Identity[P], one: P, other: P) -> bool:
    """Whether a reading that tells two things of two tied profiles is believed in that."""
    room: Any = identity
    return room.apart(one, other) if isinstance(room, Deciding) else True
