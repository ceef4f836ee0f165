"""Fit the record's evidence for events: `python -m training.samevent.fit_record CORPORA`.

ECB+ lies in the folder `ecbplus` of CORPORA; its training topics alone are read. Writes the fitted
points of `onrecord/tables/same_event.tsv` and the table `related_turns.tsv`, as `fit.py` does for
the evidence of this room: a topic's own words never count for it while fitting, and what is added
to the constant, so that clusters are joined above a mean of zero, is chosen on topics that the
points of their fold have not seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from onrecord.record.clusters import clusters
from onrecord.record.identity.events import told
from training.conll import Conll
from training.corpora import ecbplus
from training.samevent.evidence import Matrix, likeness
from training.samevent.fit import FOLDS, Table, fitted, related
from training.samevent.recorded import Key, Profiled, profiles, reading, recorded

Known = tuple[list[Profiled], list[str]]
Words = Mapping[tuple[str, str], float]

TABLES = Path(__file__).parents[2] / "onrecord" / "tables"
ADDED = np.arange(0.0, 2.1, 0.25)
# An event that two reports do not share costs more than one not found to be shared: so much of F1
# is given away for a higher bar.
_SPARED = 0.5
_HEAD = "\n".join(
    (
        "# Pairs of stems of words that told one event in reports of one topic, and in how many"
        " topics.",
        "# source: counted in the training topics of ECB+ (Cybulska & Vossen 2014, CC BY 3.0) by"
        " training/samevent/fit_record.py; counts and single words only, no text.",
        "# licence: Apache-2.0, like the project.",
        "one\tother\ttopics\n",
    )
)


def topics(folder: Path) -> dict[str, Known]:
    """The profiles of each training topic's mentions with their clusters, by the topic's name."""
    found: dict[str, Known] = {}
    for text in ecbplus.told(folder):
        if ecbplus.trained_on(text) and int(text.topic) <= _LAST:
            gold = {(text.name, a, b): cluster for a, b, cluster in text.events}
            ours, right = found.setdefault(text.topic, ([], []))
            spotted = spot(text.text, encoder())
            read = reading(text.name, text.text)
            told = recorded(read, ((a, b) for a, b, _ in text.events), spotted)
            for key, profile in profiles(told):
                ours.append((key, profile))
                right.append(gold[key])
    return found


_LAST = 35  # topics above are the corpus' test part


class _Turned:
    """A mention as `fit.related` wants it: by its word."""

    def __init__(self, word: str) -> None:
        self.word = word


def turns(known: Sequence[Known]) -> Table:
    """Pairs of unlike stems that tell one event, with the number of topics where they do."""
    shown = [([_Turned(p.turn) for _, p in ours], right) for ours, right in known]
    return related(shown)  # type: ignore[arg-type]


def rows(known: Known, table: Words) -> tuple[list[str], Matrix, Matrix]:
    """The names of the evidence, how far each is there for every pair, and which pairs are one."""
    ours, right = known
    names = list(fitted_points())
    found, same = [], []
    for i, j in combinations(range(len(ours)), 2):
        signs = told.signs(ours[i][1], ours[j][1], table)
        found.append([signs.get(name, 0.0) for name in names])
        same.append(float(right[i] == right[j]))
    return names, np.array(found), np.array(same)


def fitted_points() -> dict[str, float]:
    """The evidence whose points are fitted, in the table's order, with its points so far."""
    cells = [line.split("\t") for line in _lines() if line.startswith("told\t")]
    return {cell[1]: float(cell[2]) for cell in cells if cell[3] == "fitted"}


def fit(known: Mapping[str, Known]) -> tuple[dict[str, float], Table]:
    """The points of each fitted piece of evidence, and the table of related turns."""
    names = sorted(known)
    folds = [names[i::FOLDS] for i in range(FOLDS)]
    made: dict[str, tuple[list[str], Matrix, Matrix]] = {}
    for fold in folds:
        others = turns([known[t] for t in names if t not in fold])
        table = {pair: likeness(count) for pair, count in others.items()}
        made |= {topic: rows(known[topic], table) for topic in fold}

    def learn(of: Sequence[str]) -> Matrix:
        return fitted(
            np.concatenate([made[t][1] for t in of]), np.concatenate([made[t][2] for t in of])
        )

    held: dict[str, Matrix] = {}
    for fold in folds:
        points = learn([t for t in names if t not in fold])
        held |= {topic: made[topic][1] @ points for topic in fold}
    scores = {float(more): _score(known, held, float(more)) for more in ADDED}
    added = min(more for more in scores if scores[more] > max(scores.values()) - _SPARED)
    print(f"topics held out in turn: CoNLL F1 {scores[added]:.1f}, {added} added")
    points = learn(names)
    points[0] += added
    return dict(zip(fitted_points(), points.round(2).tolist(), strict=True)), turns(
        list(known.values())
    )


def _score(known: Mapping[str, Known], held: Mapping[str, Matrix], more: float) -> float:
    """The mean of CoNLL F1 with and without clusters of one."""
    every, several = Conll(), Conll()
    for topic, (ours, right) in known.items():
        pairs = combinations(range(len(ours)), 2)
        points = dict(zip(pairs, (held[topic] + more).tolist(), strict=True))
        found = [[ours[i][0] for i in one] for one in clusters(range(len(ours)), points)]
        gold: dict[str, list[Key]] = {}
        for (key, _), cluster in zip(ours, right, strict=True):
            gold.setdefault(cluster, []).append(key)
        every.add(found, gold.values())
        several.add((c for c in found if len(c) > 1), (c for c in gold.values() if len(c) > 1))
    return (every.scores()["conll"] + several.scores()["conll"]) / 2


def _lines() -> list[str]:
    return (TABLES / "same_event.tsv").read_text("utf-8").splitlines()


def _written(points: Mapping[str, float]) -> str:
    def renewed(line: str) -> str:
        cells = line.split("\t")
        if line.startswith("told\t") and cells[3] == "fitted":
            cells[2] = f"{points[cells[1]]}"
        return "\t".join(cells)

    return "\n".join(map(renewed, _lines())) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.samevent.fit_record", description=__doc__
    )
    parser.add_argument("corpora", type=Path)
    points, table = fit(topics(parser.parse_args().corpora / "ecbplus"))
    pairs = sorted(table.items(), key=lambda row: (-row[1], row[0]))
    lines = "".join(f"{one}\t{other}\t{count}\n" for (one, other), count in pairs)
    (TABLES / "related_turns.tsv").write_text(_HEAD + lines, "utf-8")
    (TABLES / "same_event.tsv").write_text(_written(points), "utf-8")


if __name__ == "__main__":
    main()
