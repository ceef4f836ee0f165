"""Fit the weights: `python -m training.samevent.fit CORPORA`, ECB+ in its folder `ecbplus`.

Reads the topics that train, and writes `weights.tsv` and `related.tsv` beside this file. The
weights are those of a logistic regression over all pairs of mentions of a topic. A topic's own
words never count for it while fitting: the table of related words is made from the other folds'
topics. So is the least chance chosen, on topics that the weights of its fold have not seen.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.conll import Conll
from training.corpora import ecbplus
from training.samevent.clusters import clusters
from training.samevent.deciding import BIAS, LEAST, Weights
from training.samevent.evidence import Matrix, evidence, likeness
from training.samevent.mentions import Mention, mentions

Known = tuple[list[Mention], list[str]]  # the mentions of a topic, and their clusters
Table = Counter[tuple[str, str]]

FOLDS = 5
RIDGE = 1.0
_STEPS = 30
_OFTEN = 0.4  # the share of topics with both words in which they must tell one event
_WITHIN = 0.2  # of the pairs of two words in a topic, how many must
_RELATED = "\n".join(
    (
        "# Pairs of words (without their inflection) that told one event in reports of one topic,"
        " and in how many topics.",
        "# Counted in the training topics of ECB+ (Cybulska & Vossen, 2014; CC BY 3.0) by"
        " training/samevent/fit.py.",
        "one\tother\ttopics\n",
    )
)
_WEIGHTS = "\n".join(
    (
        "# What each evidence gives for two mentions telling one event (training/samevent), in"
        " points of a logistic function.",
        "# Fitted to the training topics of ECB+ by training/samevent/fit.py; «least» is the mean"
        " chance that joins clusters.",
        "evidence\tpoints\n",
    )
)


def topics(folder: Path) -> dict[str, Known]:
    """The mentions of each training topic with their clusters, by the topic's name."""
    found: dict[str, Known] = {}
    for text in ecbplus.told(folder):
        if ecbplus.trained_on(text):
            known = {(a, b): cluster for a, b, cluster in text.events}
            read = mentions(text.name, text.text, spot(text.text, encoder()), known)
            ours, right = found.setdefault(text.topic, ([], []))
            ours.extend(read)
            right.extend(known[m.start, m.end] for m in read)
    return found


def related(known: Sequence[Known]) -> Table:
    """Pairs of unlike words that tell one event, with the number of topics where they do."""
    together, beside = Table(), Table()
    for ours, right in known:
        same, every = Table(), Table()
        for i, j in combinations(range(len(ours)), 2):
            one, other = sorted((ours[i].word, ours[j].word))
            if one != other:
                every[one, other] += 1
                same[one, other] += right[i] == right[j]
        for pair, count in every.items():
            beside[pair] += 1
            together[pair] += same[pair] > _WITHIN * count
    return Table({p: n for p, n in together.items() if n and n > _OFTEN * beside[p]})


def fitted(rows: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> Matrix:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    points = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ points))
        slope = rows.T @ (chance - right) + RIDGE * points
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(points))
        step = np.linalg.solve(bend, slope)
        points -= step
        if np.abs(step).max() < 1e-6:
            break
    return points


def fit(known: Mapping[str, Known]) -> tuple[Weights, Table]:
    """The weights and the table of related words from training topics."""
    names = sorted(known)
    folds = [names[i::FOLDS] for i in range(FOLDS)]
    found: dict[str, dict[str, Matrix]] = {}
    for fold in folds:
        others = related([known[t] for t in names if t not in fold])
        table = {pair: likeness(n) for pair, n in others.items()}
        found |= {topic: evidence(known[topic][0], table) for topic in fold}
    held: list[tuple[Known, Matrix]] = []
    for fold in folds:
        points = _points(found, known, [t for t in names if t not in fold])
        held += [(known[t], Weights(points, 0).chances(found[t])) for t in fold]
    least = max(np.arange(0.1, 0.6, 0.05).round(2), key=lambda least: _score(held, float(least)))
    print(f"topics held out in turn: CoNLL F1 {_score(held, float(least)):.1f} (two conventions)")
    return Weights(_points(found, known, names), float(least)), related(list(known.values()))


def _points(
    found: Mapping[str, Mapping[str, Matrix]], known: Mapping[str, Known], names: Sequence[str]
) -> dict[str, float]:
    kinds = list(found[names[0]])
    rows, right = [], []
    for topic in names:
        labels = known[topic][1]
        upper = np.triu_indices(len(labels), 1)
        each = [found[topic][kind][upper] for kind in kinds]
        rows.append(np.column_stack([np.ones(len(upper[0])), *each]))
        place = np.unique(labels, return_inverse=True)[1]
        right.append((place[upper[0]] == place[upper[1]]).astype(np.float64))
    points = fitted(np.concatenate(rows), np.concatenate(right))
    return dict(zip((BIAS, *kinds), points.round(3).tolist(), strict=True))


def _score(held: Sequence[tuple[Known, Matrix]], least: float) -> float:
    """The mean of CoNLL F1 with and without clusters of one."""
    every, several = Conll(), Conll()
    for (ours, right), chances in held:
        found = [[ours[i].key for i in one] for one in clusters(chances, least)]
        gold: dict[str, list[tuple[str, int, int]]] = {}
        for mention, cluster in zip(ours, right, strict=True):
            gold.setdefault(cluster, []).append(mention.key)
        every.add(found, gold.values())
        several.add((c for c in found if len(c) > 1), (c for c in gold.values() if len(c) > 1))
    return (every.scores()["conll"] + several.scores()["conll"]) / 2


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.samevent.fit", description=__doc__)
    parser.add_argument("corpora", type=Path)
    found, table = fit(topics(parser.parse_args().corpora / "ecbplus"))
    here = Path(__file__).parent
    pairs = sorted(table.items(), key=lambda row: (-row[1], row[0]))
    lines = "".join(f"{one}\t{other}\t{count}\n" for (one, other), count in pairs)
    (here / "related.tsv").write_text(_RELATED + lines, "utf-8")
    rows = {**found.points, LEAST: found.least}
    lines = "".join(f"{name}\t{value}\n" for name, value in rows.items())
    (here / "weights.tsv").write_text(_WEIGHTS + lines, "utf-8")


if __name__ == "__main__":
    main()
