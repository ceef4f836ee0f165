"""Names found in texts, held against those that a corpus gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from training.tally import Tally

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
