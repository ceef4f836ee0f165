"""Which nodes are tied into one component, and which of them are one thing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
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


def decide_as(
    kind: Kind,
    profiles: Mapping[int, Any],
    speaking: Collection[int],
    points: Points,
    *,
    apart: AbstractSet[Pair],
    judged: Bonds,
    alias: Mapping[int, int],
    hangs: bool = False,
) -> dict[int, Placed]:
    """The same where ``alias`` gives for some nodes the name that stands for them.

    ``judged`` is of such names. Nodes of one name are one: where one of them speaks, the others,
    should they be silent, are of its thing as well.
    """
    if alias.keys().isdisjoint(profiles):
        return decide(kind, profiles, speaking, points, apart=apart, judged=judged, hangs=hangs)
    stands = {alias.get(name, name): profile for name, profile in profiles.items()}
    heard = {alias.get(name, name) for name in speaking}
    pairs = renamed(apart, alias)
    placed = decide(kind, stands, heard, points, apart=pairs, judged=judged, hangs=hangs)
    components: dict[int, int] = {}
    things: dict[int | None, int] = {}
    for name in sorted(profiles):
        place = placed[alias.get(name, name)]
        components.setdefault(place.component, name)
        if place.thing is not None:
            things.setdefault(place.thing, name)
    found = {name: placed[alias.get(name, name)] for name in profiles}
    return {
        name: Placed(components[place.component], things.get(place.thing))
        for name, place in found.items()
    }


def renamed(pairs: Collection[Pair], alias: Mapping[int, int]) -> frozenset[Pair]:
    """Pairs of nodes by the names that stand for them; none of what has one name."""
    named = ((alias.get(one, one), alias.get(other, other)) for one, other in pairs)
    return frozenset((min(pair), max(pair)) for pair in named if pair[0] != pair[1])


def connected(names: Collection[int], ties: Iterable[Pair]) -> list[list[int]]:
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
