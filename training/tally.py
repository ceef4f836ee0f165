"""Counts behind precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass, field


class Tally:
    """Counts of one measure: found, wanted and both."""

    def __init__(self) -> None:
        self.found = self.wanted = self.both = 0.0

    def add(self, found: float, wanted: float, both: float) -> None:
        """Add the counts of one comparison."""
        self.found += found
        self.wanted += wanted
        self.both += both

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200 * self.both / max(1, self.found + self.wanted)

    @property
    def precision(self) -> float:
        """Precision in percent."""
        return 100 * self.both / max(1, self.found)

    @property
    def recall(self) -> float:
        """Recall in percent."""
        return 100 * self.both / max(1, self.wanted)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one task gave: how many texts or records it read, and its figures, in percent.

    `scores` goes into the line of JSON; `table` has the rows to print, each with its columns.
    """

    n: int
    scores: dict[str, float]
    table: dict[str, dict[str, float]] = field(default_factory=dict)


def measured(n: int, tallies: dict[str, Tally]) -> Measured:
    """Precision, recall and F1 of each tally; the F1s are the scores."""
    return Measured(
        n,
        {name: round(t.f1, 2) for name, t in tallies.items()},
        {
            name: {"precision": t.precision, "recall": t.recall, "F1": t.f1}
            for name, t in tallies.items()
        },
    )
