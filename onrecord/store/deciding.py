"""Which nodes are tied into one component, and which of them are one thing."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from onrecord.record.accounts import Kind
from onrecord.record.clusters import Pair
from onrecord.record.identity.crowds import MANY, decide_many, tied
from onrecord.record.review import Bonds
from onrecord.store.points import Points


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a node belongs: its component, and its thing where an account of it speaks."""

    component: int
    thing: int | None


def decide(
    kind: Kind,
    profiles: Mapping[int, Any],
    speaking: Collection[int],
    points: Points,
    *,
    apart: AbstractSet[Pair],
    judged: Bonds,
    hangs: bool = False,
) -> dict[int, Placed]:
    """The place of every node, of those with ``profiles``.

    All of them make the components; only ``speaking`` ones make things. ``apart`` are the pairs
    that a speaking reading tells apart; what reviewers say goes before that. ``hangs``: all of
    them are known to hang together.
    """
    identity = points.identities[kind]
    pairs = (set(apart) - judged.together) | judged.apart
    # Two that a merge joins through a third are tied also where that one is not there.
    bound = judged.ties | judged.together

    def of(one: int, other: int) -> float:
        return points.of(kind, one, other, profiles)

    found: dict[int, Placed] = {}
    components = [sorted(profiles)]
    if not hangs:
        components = connected(profiles, [*tied(identity, profiles, of), *bound])
    for component in components:
        found |= {name: Placed(component[0], None) for name in component}
        alive = {name: profiles[name] for name in component if name in speaking}
        # Hanging together by what does not speak any more is not hanging together.
        parts = [sorted(alive)]
        if len(component) > len(alive) > MANY:
            parts = connected(alive, [*tied(identity, alive, of), *bound])
        for part in parts:
            things = decide_many(
                identity,
                {name: alive[name] for name in part},
                of,
                apart=pairs,
                together=judged.together,
            )
            found |= {name: Placed(component[0], thing[0]) for thing in things for name in thing}
    return found


def connected(names: Collection[int], ties: Collection[Pair]) -> list[list[int]]:
    """The names by what ties them together: sorted lists, in the order of their first."""
    near = defaultdict(list)
    for one, other in ties:
        if one in names and other in names:
            near[one].append(other)
            near[other].append(one)
    left, found = set(names), []
    for start in sorted(names):
        if start not in left:
            continue
        left.discard(start)
        group = [start]
        for one in group:
            reached = left.intersection(near[one])
            left -= reached
            group += reached
        found.append(sorted(group))
    return found
