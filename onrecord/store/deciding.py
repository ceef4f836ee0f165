"""Which nodes are tied into one component, and which of them are one thing."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from onrecord.record.accounts import Kind
from onrecord.record.clusters import Pair
from onrecord.record.identity.deciding import decide as decided
from onrecord.record.review import Bonds
from onrecord.store.points import Points

Judged = Bonds


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
) -> dict[int, Placed]:
    """The place of every node, of those with ``profiles``.

    All of them make the components; only ``speaking`` ones make things. ``apart`` are the pairs
    that a speaking reading tells apart; what reviewers say goes before that.
    """
    told = {pair: points.of(kind, *pair, profiles) for pair in combinations(sorted(profiles), 2)}
    ties = [pair for pair, value in told.items() if value > 0]
    found: dict[int, Placed] = {}
    for component in connected(profiles, [*ties, *judged.ties]):
        alive = sorted(set(component) & set(speaking))
        inside = set(alive)
        of_it = {pair: v for pair, v in told.items() if inside.issuperset(pair)}
        things = decided(
            points.identities[kind],
            {name: profiles[name] for name in alive},
            of_it,
            apart=(set(apart) - judged.together) | judged.apart,
            together=judged.together,
        )
        found |= {name: Placed(component[0], None) for name in component}
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
