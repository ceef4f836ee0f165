"""Whether a denial answers a claim of the same report, by its words and where it stands.

A denial that says what it denies («that no meeting had taken place in Istanbul») answers a claim
that has most of those words, in other forms too. One that does not («denied it») answers what was
claimed last before it, close by.
"""

from functools import cache, lru_cache

from onrecord.record.identity.wording import root, roots, tokens
from onrecord.tables import rows

__all__ = ["is_bare", "said_in"]

_MOST = 0.6  # the part of what a denial says that the claim must say too
_ENOUGH = 1.2  # and what that must count: a rare word, or two
_NOTHING = 0.9  # what a denial's words count at most that says nothing of what is denied


def is_bare(denial: str) -> bool:
    """Whether the words of a denial leave unsaid what is denied: «it», «the accusation»."""
    return sum(_telling(denial).values()) <= _NOTHING


def said_in(denial: str, claim: str) -> bool:
    """Whether most of what a denial says stands in a claim."""
    told, claimed = _telling(denial), _telling(claim)
    shared = sum(value for word, value in told.items() if word in claimed)
    return shared >= _ENOUGH and shared >= _MOST * sum(told.values())


@lru_cache(maxsize=4096)
def _telling(words: str) -> dict[str, float]:
    """The roots of words that say what is denied, and what each counts.

    States are left out: whoever denies is of one.
    """
    found = roots(tuple(tokens(words)))
    return {word: value for word, value in found.items() if word[0] != "=" and word not in _empty()}


@cache
def _empty() -> frozenset[str]:
    return frozenset(root(row["word"]) for row in rows("denied_words"))
