"""Which drafts hold a position in their content, found without asking each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from onrecord.reading.statements.drafts import Draft


class Holding:
    """The contents of drafts by where they start; contents may lie within each other."""

    def __init__(self, made: Sequence[Draft]) -> None:
        spans = sorted((a, b, number) for number, d in enumerate(made) for a, b in d.content)
        self._made = made
        self._starts = [start for start, _, _ in spans]
        self._ends = [(end, number) for _, end, number in spans]
        self._reach = list(accumulate((end for _, end, _ in spans), max))  # of all up to each one

    def numbers(self, position: int) -> list[int]:
        """The numbers of the drafts whose content covers a position, in their order."""
        found: set[int] = set()
        at = bisect_right(self._starts, position) - 1
        while at >= 0 and self._reach[at] > position:
            end, number = self._ends[at]
            if end > position:
                found.add(number)
            at -= 1
        return sorted(found)

    def at(self, position: int) -> list[Draft]:
        """The drafts whose content covers a position, in their order."""
        return [self._made[number] for number in self.numbers(position)]
