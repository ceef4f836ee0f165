"""The parties of two agreements against each other."""

from functools import lru_cache

from onrecord.record.identity.sketches import Sketch, alike, same_side, whole


def names(parties: tuple[Sketch, ...]) -> list[str]:
    """The parties as blocks name them: states by their codes, others by name."""
    return sorted({one.state or one.name for one in parties} - {""})


@lru_cache(maxsize=65536)
def common(one: tuple[Sketch, ...], other: tuple[Sketch, ...]) -> int:
    """How many parties of the smaller set the larger has too; who acts for a state is the state."""
    few, many = sorted((one, other), key=_size)
    left, found = list(many), 0
    for party in few:
        met = next((against for against in left if _one(party, against)), None)
        if met is not None:
            left.remove(met)
            found += 1
    return found


def _size(parties: tuple[Sketch, ...]) -> tuple[int, tuple[object, ...]]:
    return len(parties), tuple(map(whole, parties))


@lru_cache(maxsize=16384)
def _one(one: Sketch, other: Sketch) -> bool:
    return one == other or same_side(one, other) or alike(one, other) > 0
