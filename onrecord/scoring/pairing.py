"""Pairs, one to one: the best first."""

from collections.abc import Callable


def paired(ours: int, theirs: int, worth: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Pairs (i, j) of two lists by their lengths, greedily by ``worth``; 0 is no pair.

    Ties go to the earlier in our list, then in theirs, so that the result is the same on
    every run.
    """
    ranked = sorted(
        (-value, i, j) for i in range(ours) for j in range(theirs) if (value := worth(i, j)) > 0
    )
    pairs: list[tuple[int, int]] = []
    left, right = set(range(ours)), set(range(theirs))
    for _, i, j in ranked:
        if i in left and j in right:
            pairs.append((i, j))
            left.remove(i)
            right.remove(j)
    return sorted(pairs)
