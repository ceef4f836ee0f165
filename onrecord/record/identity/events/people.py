"""How alike those are who stand in one role of two events."""

from functools import lru_cache

from onrecord.record.identity.sketches import Sketch, alike, same_side

_ONE = 0.3


@lru_cache(maxsize=16384)
def shared(one: tuple[Sketch, ...], other: tuple[Sketch, ...]) -> float:
    """1 where somebody stands in both, a half where two of one state do, else 0. Symmetric."""
    pairs = [(a, b) for a in one for b in other]
    for a, b in pairs:
        if alike(a, b) >= _ONE:
            return 1.0
    return 0.5 if any(same_side(a, b) for a, b in pairs) else 0.0


def role(name: str, one: tuple[Sketch, ...], other: tuple[Sketch, ...]) -> dict[str, float]:
    """The evidence of one role: how far the same stand in it, or that others do."""
    if not one or not other:
        return {}
    found = shared(one, other)
    return {name: found} if found else {f"other {name}": 1.0}
