"""Names found in texts, held against those that a corpus gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from training.tally import Measured, Tally, measured

Named = Iterable[tuple[int, int, str]]
Kinds = Mapping[str, tuple[str, ...]]


def counted(texts: Iterable[tuple[Named, Named]], kinds: Kinds) -> dict[str, Tally]:
    """A tally of exact spans for each kind, and of all of them together as `f1`.

    `texts` has the names wanted and those found in each text; `kinds` maps the name of each kind
    to the labels that it covers. Names of other labels are left out on both sides.
    """
    known = {label: kind for kind, labels in kinds.items() for label in labels}
    tallies = {kind: Tally() for kind in kinds}
    total = Tally()
    for wanted, found in texts:
        gold, ours = (
            {(a, b, known[label]) for a, b, label in names if label in known}
            for names in (wanted, found)
        )
        for kind, tally in tallies.items():
            g, o = ({n for n in names if n[2] == kind} for names in (gold, ours))
            tally.add(len(o), len(g), len(o & g))
            total.add(len(o), len(g), len(o & g))
    return {"f1": total, **tallies}


def scored(texts: Iterable[tuple[Named, Named]], kinds: Kinds, **more: Tally) -> Measured:
    """The figures of `counted` and of `more`, and beneath them the errors by their cause."""
    pairs = [(list(wanted), list(found)) for wanted, found in texts]
    made = measured(len(pairs), counted(pairs, kinds) | more)
    wrong = {name: {"errors": float(count)} for name, count in causes(pairs, kinds).items()}
    return replace(made, table=made.table | wrong)


def causes(texts: Iterable[tuple[Named, Named]], kinds: Kinds) -> Counter[str]:
    """How many errors there are of each cause, each counted once, the most first.

    A name wanted has another kind («organisation as place»), other edges, or is missed. A name
    found is invented where no name is, or of a label beyond `kinds` («other as person»).
    """
    known = {label: kind for kind, labels in kinds.items() for label in labels}
    wrong = Counter[str]()
    for wanted, found in texts:
        gold = {(a, b): known.get(label, "other") for a, b, label in wanted}
        ours = {(a, b): known.get(label, "other") for a, b, label in found}
        for span, kind in gold.items():
            if ours.get(span) != kind and (kind != "other" or span in ours):
                wrong[_missed(span, kind, ours)] += 1
        for span, kind in ours.items():
            if kind != "other" and not any(_overlap(span, other) for other in gold):
                wrong["invented"] += 1
    return Counter(dict(wrong.most_common()))


def _missed(span: tuple[int, int], kind: str, ours: Mapping[tuple[int, int], str]) -> str:
    if span in ours:
        return f"{kind} as {ours[span]}"
    return "edges" if any(_overlap(span, other) for other in ours) else "missed"


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
