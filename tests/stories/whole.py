"""Merging in one go, without a store: every account at once, every pair that shares a block.

The store does the same a batch at a time and touches only what it must; this says what must come
of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from onrecord.facts import Reading
from onrecord.record.accounts import Kind
from onrecord.record.identity import IDENTITIES
from onrecord.record.identity.deciding import decide, kept_apart
from onrecord.record.identity.protocol import named

Things = list[frozenset[str]]  # a thing as the keys of its accounts


def merged(readings: Iterable[Reading]) -> dict[Kind, Things]:
    """The things of each kind that some readings tell of; all of them speak."""
    kept = tuple(readings)
    return {kind: _of_kind(kind, kept) for kind in IDENTITIES}


def _of_kind(kind: Kind, readings: tuple[Reading, ...]) -> Things:
    identity = IDENTITIES[kind]
    profiles, keys, apart = {}, defaultdict(set), set()
    for reading in readings:
        here = set()
        for key, profile in identity.profiles(reading):
            name = named(kind, profile)
            profiles[name] = profile
            keys[name].add(key)
            here.add(name)
        apart |= set(combinations(sorted(here), 2))
    blocks = defaultdict(set)
    for name, profile in profiles.items():
        for block in identity.blocks(profile):
            blocks[block].add(name)
    points = {}
    for block in blocks.values():
        for pair in combinations(sorted(block), 2):
            if pair not in points:
                points[pair] = sum(identity.evidence(*(profiles[n] for n in pair)).values())
    things = []
    for component in _components(profiles, [pair for pair, sum_ in points.items() if sum_ > 0]):
        inside = {
            (a, b): sum(identity.evidence(profiles[a], profiles[b]).values())
            for a, b in combinations(component, 2)
        }
        never = {
            (a, b)
            for a, b in apart & inside.keys()
            if inside[a, b] > 0 and kept_apart(identity, profiles[a], profiles[b])
        }
        chosen = {name: profiles[name] for name in component}
        for cluster in decide(identity, chosen, inside, apart=never):
            things.append(frozenset().union(*(keys[name] for name in cluster)))
    return sorted(things, key=sorted)


def _components(names: Iterable[int], ties: Iterable[tuple[int, int]]) -> list[list[int]]:
    root = {name: name for name in names}

    def find(name: int) -> int:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for one, other in ties:
        one, other = sorted((find(one), find(other)))
        root[other] = one
    found = defaultdict(list)
    for name in sorted(root):
        found[find(name)].append(name)
    return list(found.values())
