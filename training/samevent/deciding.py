"""The decision: evidence weighed to a chance for each pair, and mentions put together by it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from training.samevent.clusters import clusters
from training.samevent.evidence import Matrix, evidence
from training.samevent.mentions import Mention

BIAS = "always"
LEAST = "least"


@dataclass(frozen=True, slots=True)
class Weights:
    """The points that each evidence gives a unit of, and the mean chance that clusters need."""

    points: Mapping[str, float]
    least: float

    def chances(self, found: Mapping[str, Matrix]) -> Matrix:
        """How likely each pair is one event: the logistic function of its points."""
        total = sum(self.points[name] * found[name] for name in self.points if name != BIAS)
        return 1 / (1 + np.exp(-(total + self.points[BIAS])))


@cache
def weights() -> Weights:
    """The shipped weights (`weights.tsv`)."""
    lines = (files(__package__) / "weights.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader((r for r in lines if not r.startswith("#")), delimiter="\t")
    points = {row["evidence"]: float(row["points"]) for row in rows}
    return Weights(points, points.pop(LEAST))


def same_events(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions by the event they tell, whatever order they come in."""
    ordered = sorted(mentions, key=lambda m: m.key)
    if not ordered:
        return []
    ruling = weights()
    found = clusters(ruling.chances(evidence(ordered)), ruling.least)
    return [[ordered[i] for i in one] for one in found]


def because(one: Mention, other: Mention) -> dict[str, float]:
    """What joins two mentions or keeps them apart: the points of each evidence that has any."""
    ruling = weights()
    found = evidence([one, other])
    points = {name: ruling.points[name] * found[name][0, 1] for name in found}
    told = {name: round(float(value), 2) for name, value in points.items() if value}
    return {BIAS: ruling.points[BIAS], **told}
