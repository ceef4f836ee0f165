"""GAP: a pronoun and two names, one of them, or neither, the one that it stands for."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from training.corpora.ontogum import Anaphor, Chained


def pronouns(path: Path) -> Iterator[Chained]:
    """The texts of one file; each has one pronoun with its two candidates."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            spans = tuple(
                (int(row[f"{key}-offset"]), int(row[f"{key}-offset"]) + len(row[key]))
                for key in ("Pronoun", "A", "B")
            )
            right = frozenset(i for i, key in enumerate("AB") if row[f"{key}-coref"] == "TRUE")
            yield Chained(row["ID"], row["Text"], (Anaphor(spans[0], spans[1:], right),))
