"""The CoNLL measure of coreference: the mean F1 of MUC, B-cubed and CEAF-e.

MUC counts links (Vilain et al. 1995), B-cubed mentions (Bagga & Baldwin 1998), CEAF-e clusters,
each held against at most one of the other side (Luo 2005). Mentions that only one side has are
taken as they stand, as the reference scorer takes them (Pradhan et al. 2014): nothing is added to
either side. Counts are summed over documents before a share is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from training.tally import Tally

Cluster = frozenset[Hashable]
MEASURES = ("muc", "b3", "ceafe")


class Parts:
    """What a measure sums: found of what could be found, from the side of precision and of recall.

    The two sides of MUC and of B-cubed count other things, so one number does not do for both.
    """

    def __init__(self) -> None:
        self.found = self.of_found = self.wanted = self.of_wanted = 0.0

    def add(self, precision: tuple[float, float], recall: tuple[float, float]) -> None:
        """Add the counts of one document: what is right, and out of how many."""
        self.found += precision[0]
        self.of_found += precision[1]
        self.wanted += recall[0]
        self.of_wanted += recall[1]

    @property
    def precision(self) -> float:
        """Precision in percent."""
        return 100 * self.found / self.of_found if self.of_found else 0.0

    @property
    def recall(self) -> float:
        """Recall in percent."""
        return 100 * self.wanted / self.of_wanted if self.of_wanted else 0.0

    @property
    def f1(self) -> float:
        """F1 in percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Conll:
    """The three measures over many documents, and how many mentions are found at all."""

    def __init__(self) -> None:
        self.parts = {name: Parts() for name in MEASURES}
        self.mentions = Tally()

    def add(self, ours: Iterable[Iterable[Hashable]], gold: Iterable[Iterable[Hashable]]) -> None:
        """Hold the clusters found in one document against the right ones.

        A mention is anything that can be compared, mostly a span. Empty clusters are passed over;
        ValueError where one side has a mention in two clusters.
        """
        found, wanted = _clusters(ours), _clusters(gold)
        self.parts["muc"].add(muc(found, wanted), muc(wanted, found))
        self.parts["b3"].add(b_cubed(found, wanted), b_cubed(wanted, found))
        same = ceaf(found, wanted)
        self.parts["ceafe"].add((same, len(found)), (same, len(wanted)))
        one, other = frozenset().union(*found), frozenset().union(*wanted)
        self.mentions.add(len(one), len(other), len(one & other))

    def scores(self) -> dict[str, float]:
        """F1 in percent: `conll`, its three measures, and of the mentions."""
        each = {name: part.f1 for name, part in self.parts.items()}
        mean = sum(each.values()) / len(each)
        return {"conll": mean, **each, "mentions": self.mentions.f1}


def muc(one: Sequence[Cluster], other: Sequence[Cluster]) -> tuple[float, float]:
    """How many of the links that hold the clusters of `one` together `other` has too, of how many.

    A cluster of n mentions needs n - 1 links, and lacks one less than it falls into parts.
    """
    where = _where(other)
    links = sum(len(cluster) - 1 for cluster in one)
    missing = 0
    for cluster in one:
        known = [where[mention] for mention in cluster if mention in where]
        missing += len(set(known)) + len(cluster) - len(known) - 1
    return links - missing, links


def b_cubed(one: Sequence[Cluster], other: Sequence[Cluster]) -> tuple[float, float]:
    """For each mention of `one` the share of its cluster that `other` puts with it; of how many."""
    where = _where(other)
    total = 0.0
    for cluster in one:
        together = Counter(where[m] for m in cluster if m in where)
        total += sum(n * n for n in together.values()) / len(cluster)
    return total, sum(len(cluster) for cluster in one)


def ceaf(one: Sequence[Cluster], other: Sequence[Cluster]) -> float:
    """The likeness of the clusters in the best pairing of them, each 2 |A & B| / (|A| + |B|)."""
    where = _where(other)
    likeness = np.zeros((len(one), len(other)))
    for number, cluster in enumerate(one):
        for match, shared in Counter(where[m] for m in cluster if m in where).items():
            likeness[number, match] = 2 * shared / (len(cluster) + len(other[match]))
    # Clusters that share nothing with any other never gain by a pair.
    likeness = likeness[likeness.any(1)][:, likeness.any(0)]
    if likeness.shape[0] > likeness.shape[1]:
        likeness = likeness.T
    return float(sum(likeness[row, column] for row, column in enumerate(pairing(-likeness))))


def pairing(cost: npt.NDArray[np.float64]) -> list[int]:
    """For each row a column of its own, at the lowest cost in all; no fewer columns than rows.

    Shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957; in this form after Jonker
    & Volgenant 1987): rows come in one after the other, and those before give way.
    """
    rows, columns = cost.shape
    row_worth, column_worth = np.zeros(rows), np.zeros(columns + 1)
    row_of = np.full(columns + 1, -1)  # by column; the last one is where a new row comes in
    for row in range(rows):
        row_of[columns], at = row, columns
        shortest = np.full(columns, np.inf)
        before = np.full(columns, columns)
        done = np.zeros(columns + 1, dtype=bool)
        while row_of[at] >= 0:
            done[at] = True
            here = row_of[at]
            reached = cost[here] - row_worth[here] - column_worth[:columns]
            nearer = ~done[:columns] & (reached < shortest)
            shortest[nearer], before[nearer] = reached[nearer], at
            at = int(np.where(done[:columns], np.inf, shortest).argmin())
            step = shortest[at]
            row_worth[row_of[done]] += step
            column_worth[done] -= step
            shortest[~done[:columns]] -= step
        while at != columns:
            row_of[at], at = row_of[before[at]], int(before[at])
    found = [-1] * rows
    for column in range(columns):
        if row_of[column] >= 0:
            found[row_of[column]] = column
    return found


def _clusters(many: Iterable[Iterable[Hashable]]) -> list[Cluster]:
    found = [frozenset(cluster) for cluster in many]
    found = [cluster for cluster in found if cluster]
    if sum(map(len, found)) != len(frozenset().union(*found)):
        raise ValueError("a mention stands in two clusters")
    return found


def _where(clusters: Sequence[Cluster]) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}
