"""Who is put together: average-linkage clusters of the profiles of one component."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Pair = tuple[int, int]

# What a pair counts that may not be one thing (two accounts of one report, a reviewer's split),
# and one that a reviewer has joined; far above what evidence can reach.
NEVER = -1000.0
ALWAYS = 1000.0


def clusters(
    names: Sequence[int],
    points: Mapping[Pair, float],
    *,
    apart: AbstractSet[Pair] = frozenset(),
    together: AbstractSet[Pair] = frozenset(),
) -> list[list[int]]:
    """The profiles by the thing they tell of: sorted lists of names, in the order of their first.

    ``points`` holds the sum of the evidence of each pair (smaller name first); a pair that is not
    there has none. Two clusters are joined while the mean over their pairs is above zero, the
    highest first (UPGMA; Sokal & Michener 1958); of equals those with the lowest names, so that
    the same set gives the same clusters in any order. Pairs in ``apart`` never end in one
    cluster, those in ``together`` always do (where both are asked, ``apart`` holds).
    """
    import numpy as np  # long to import: who only asks of now decides nothing

    ordered = sorted(names)
    place = {name: at for at, name in enumerate(ordered)}
    mean = np.zeros((len(ordered), len(ordered)))
    for pairs, value in ((together, ALWAYS), (apart, NEVER * len(ordered) ** 2)):
        for pair in pairs:
            _set(mean, place, pair, value)
    for pair, value in points.items():
        if pair not in apart and pair not in together:
            _set(mean, place, pair, value)
    np.fill_diagonal(mean, -np.inf)
    members = [[name] for name in ordered]
    while ordered:
        one, other = divmod(int(mean.argmax()), len(ordered))
        if mean[one, other] <= 0:
            break
        one, other = min(one, other), max(one, other)
        sizes = len(members[one]), len(members[other])
        joined = (sizes[0] * mean[one] + sizes[1] * mean[other]) / sum(sizes)
        mean[one], mean[:, one] = joined, joined
        mean[other], mean[:, other] = -np.inf, -np.inf
        mean[one, one] = -np.inf
        members[one] += members[other]
        members[other] = []
    return sorted(sorted(one) for one in members if one)


def _set(mean: npt.NDArray[np.float64], place: Mapping[int, int], pair: Pair, value: float) -> None:
    if pair[0] in place and pair[1] in place:
        one, other = place[pair[0]], place[pair[1]]
        mean[one, other] = mean[other, one] = value
