"""Clusters as the record decides them, in memory: a small stand-in for the store."""

from collections.abc import Iterable
from itertools import combinations

from onrecord.facts import Reading
from onrecord.record.identity.deciding import decide, kept_apart
from onrecord.record.identity.protocol import Identity, named


def grouped(identity: Identity, readings: Iterable[Reading]) -> list[list[str]]:
    """The keys of the accounts of one kind by the thing they are of, in order.

    Candidates share a block; evidence above zero makes components, and within one every pair
    counts. What one reading tells apart stays apart, where the room believes it.
    """
    profiles, keys, apart = {}, {}, set()
    for reading in readings:
        own = set()
        for key, profile in identity.profiles(reading):
            name = named(identity.kind, profile)
            profiles[name] = profile
            keys.setdefault(name, []).append(key)
            own.add(name)
        told = combinations(sorted(own), 2)
        apart |= {p for p in told if kept_apart(identity, *(profiles[name] for name in p))}
    points = tied(identity, profiles)
    found = []
    for component in components(profiles, points):
        inside = {name: profiles[name] for name in component}
        every = {
            (a, b): sum(identity.evidence(profiles[a], profiles[b]).values())
            for a, b in combinations(sorted(component), 2)
        }
        for one in decide(identity, inside, every, apart=apart & every.keys()):
            found.append(sorted(key for name in one for key in keys[name]))
    return sorted(found)


def tied(identity: Identity, profiles: dict[int, object]) -> list[tuple[int, int]]:
    """The pairs that share a block and whose evidence is above zero."""
    where = {}
    for name, profile in profiles.items():
        for block in identity.blocks(profile):
            where.setdefault(block, set()).add(name)
    pairs = {p for names in where.values() for p in combinations(sorted(names), 2)}
    return sorted(
        (a, b) for a, b in pairs if sum(identity.evidence(profiles[a], profiles[b]).values()) > 0
    )


def components(names: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The names that pairs hold together, directly or through others."""
    lead = {name: name for name in names}

    def find(name: int) -> int:
        while lead[name] != name:
            lead[name] = lead[lead[name]]
            name = lead[name]
        return name

    for one, other in pairs:
        lead[find(one)] = find(other)
    found = {}
    for name in lead:
        found.setdefault(find(name), []).append(name)
    return [sorted(one) for one in found.values()]


def b_cubed(found: list[list[str]], gold: dict[str, str]) -> tuple[float, float]:
    """Precision and recall, summed by account (Bagga & Baldwin 1998)."""
    mine = {key: frozenset(one) for one in found for key in one}
    theirs = {k: frozenset(o for o in gold if gold[o] == gold[k]) for k in gold}
    precision = sum(len(mine[k] & theirs[k]) / len(mine[k]) for k in gold)
    recall = sum(len(mine[k] & theirs[k]) / len(theirs[k]) for k in gold)
    return precision, recall
