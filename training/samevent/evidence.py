"""What speaks for and against two mentions telling one event; a number for each pair.

Every piece of evidence is symmetric, and depends on the two mentions alone: nobody else's words
change it. So a reviewer can be shown why two tellings were put together.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from training.samevent.mentions import Bag, Mention

Matrix = npt.NDArray[np.float64]

_PREFIX = 5  # letters that words of one stem share: «acquire», «acquisition»
# Bags that share less are told of others: «Arkland» and «Velan troops».
_APART = 0.05


@cache
def related() -> dict[tuple[str, str], float]:
    """Pairs of words that tell one event (`related.tsv`): 0.6 from one topic, 1 from several."""
    lines = (files(__package__) / "related.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader((r for r in lines if not r.startswith("#")), delimiter="\t")
    return {(row["one"], row["other"]): likeness(int(row["topics"])) for row in rows}


def likeness(topics: int) -> float:
    """What a pair of words counts that tells one event in so many topics."""
    return 1.0 if topics > 1 else 0.6


def evidence(
    mentions: Sequence[Mention], words: Mapping[tuple[str, str], float] | None = None
) -> dict[str, Matrix]:
    """The evidence by its name, each an n × n matrix; `words` stands for `related()`.

    - word, stem, related: the same word; the same beginning; words that the table puts together.
      rare: how rare the word is that both have. phrase: likeness of the whole spans.
    - report, report_squared, sentence: likeness of the reports' and of the sentences' words.
    - participants, agents, patients: likeness of who and what stands in the roles; agents_apart,
      patients_apart: both have one, and no word in common.
    - names, numbers: the share of those in the poorer sentence that both have; names_apart,
      numbers_apart: both have some, and none in common.
    - same_report, same_sentence; and products that the table of weights has a line for.
    """
    found = _words(mentions, related() if words is None else words)
    found["phrase"] = _cosine([m.phrase for m in mentions])
    found["report"] = _cosine([m.whole for m in mentions])
    found["report_squared"] = found["report"] ** 2
    found["sentence"] = _cosine([m.nearby for m in mentions])
    found["participants"] = _cosine([m.participants for m in mentions])
    for name, bags in (
        ("agents", [m.agent for m in mentions]),
        ("patients", [m.patient for m in mentions]),
    ):
        found[name] = _cosine(bags)
        told = np.array([any(bag.values()) for bag in bags])
        found[f"{name}_apart"] = np.outer(told, told) * (found[name] < _APART)
    for name, sets in (
        ("names", [m.names for m in mentions]),
        ("numbers", [m.numbers for m in mentions]),
    ):
        found[name] = _shared(sets)
        told = np.array([bool(one) for one in sets])
        found[f"{name}_apart"] = np.outer(told, told) * (found[name] == 0)
    found["same_report"] = _equal([m.report for m in mentions])
    found["same_sentence"] = found["same_report"] * _equal([m.sentence for m in mentions])
    for one, others in _PRODUCTS.items():
        for other in others:
            found[f"{one}*{other}"] = found[one] * found[other]
    return found


_PRODUCTS = {
    "word": ("report", "sentence", "participants", "same_report"),
    "related": ("report", "sentence"),
}


def _words(
    mentions: Sequence[Mention], table: Mapping[tuple[str, str], float]
) -> dict[str, Matrix]:
    kinds = sorted({m.word for m in mentions})
    place = {word: i for i, word in enumerate(kinds)}
    at = np.array([place[m.word] for m in mentions], dtype=np.intp)
    rare = np.array([m.rare for m in mentions])
    same = _equal([m.word for m in mentions])

    def each(rule: Callable[[str, str], float]) -> Matrix:
        values = np.array([[rule(a, b) for b in kinds] for a in kinds]).reshape(
            len(kinds), len(kinds)
        )
        return values[np.ix_(at, at)]

    return {
        "word": same,
        "rare": same * np.minimum.outer(rare, rare),
        "stem": each(_stem),
        "related": each(lambda a, b: table.get((min(a, b), max(a, b)), 0.0)),
    }


def _stem(one: str, other: str) -> float:
    """1 where two words that differ begin alike, as «elect» and «election» do."""
    if one == other:
        return 0.0
    size = min(_PREFIX, max(4, min(len(one), len(other))))
    return float(len(one) >= 4 and len(other) >= 4 and one[:size] == other[:size])


def _equal(values: Sequence[object]) -> Matrix:
    place = {value: i for i, value in enumerate(dict.fromkeys(values))}
    at = np.array([place[value] for value in values])
    return np.equal.outer(at, at).astype(np.float64)


def _cosine(bags: Sequence[Bag]) -> Matrix:
    """The cosine of each pair of bags; 0 where one is empty."""
    place = {w: i for i, w in enumerate(sorted({w for bag in bags for w in bag}))}
    rows = np.zeros((len(bags), len(place) + 1))
    for row, bag in zip(rows, bags, strict=True):
        for word, value in bag.items():
            row[place[word]] = value
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(length == 0, 1, length)
    return rows @ rows.T


def _shared(sets: Sequence[frozenset[str]]) -> Matrix:
    """The share of the smaller set that the other one has; 0 where one is empty."""
    place = {w: i for i, w in enumerate(sorted(frozenset().union(*sets)))}
    rows = np.zeros((len(sets), len(place) + 1))
    for row, one in zip(rows, sets, strict=True):
        row[[place[word] for word in one]] = 1
    sizes = rows.sum(1)
    return rows @ rows.T / np.maximum(1, np.minimum.outer(sizes, sizes))
