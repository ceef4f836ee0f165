"""Who is put together: average-linkage clusters of mentions, by how likely a pair is one event."""

from __future__ import annotations

import numpy as np

from training.samevent.evidence import Matrix


def clusters(chances: Matrix, least: float) -> list[list[int]]:
    """The clusters of n things, as their numbers, in the order of their first one.

    Two clusters are joined while the mean chance over their pairs is at least `least`, the most
    likely first (UPGMA; Sokal & Michener 1958). Of equals those with the lowest numbers go first,
    so that things in an order of their own always give the same clusters.
    """
    count = len(chances)
    mean = np.array(chances, dtype=np.float64)
    np.fill_diagonal(mean, -np.inf)
    members = [[i] for i in range(count)]
    while count:
        one, other = divmod(int(mean.argmax()), count)
        if mean[one, other] < least:
            break
        one, other = min(one, other), max(one, other)
        sizes = len(members[one]), len(members[other])
        joined = (sizes[0] * mean[one] + sizes[1] * mean[other]) / sum(sizes)
        mean[one], mean[:, one] = joined, joined
        mean[other], mean[:, other] = -np.inf, -np.inf
        mean[one, one] = -np.inf
        members[one] += members[other]
        members[other] = []
    return [sorted(one) for one in members if one]
