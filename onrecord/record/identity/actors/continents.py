"""The parts of the world that a state lies in, and whether a report speaks of others."""

from functools import cache, lru_cache

from onrecord.tables import rows
from onrecord.tables.states import split

__all__ = ["continents", "elsewhere"]


@cache
def _continents() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("continents"):
        for code in split(row["codes"]):
            found.setdefault(code, set()).add(row["continent"])
    return {code: frozenset(names) for code, names in found.items()}


def continents(code: str) -> frozenset[str]:
    """Where a state lies, by tables/continents.tsv; nowhere, where it is none or a union."""
    return _continents().get(code, frozenset())


@lru_cache(maxsize=4096)
def elsewhere(around: str, state: str) -> bool:
    """Whether a report speaks of other parts of the world than those that a state lies in."""
    told = {word for word in around.split() if not word.isdecimal()}
    lies = continents(state)
    return bool(told and lies) and not told & lies
