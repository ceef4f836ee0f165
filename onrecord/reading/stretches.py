"""Stretches of a text that may lie within each other: which of them cover a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

Numbered = tuple[int, int, int]  # start, end, and the number of what stands there


class Stretches:
    """An index of stretches; what covers a place is found without asking each of them."""

    def __init__(self, stretches: Iterable[Numbered]) -> None:
        self._all = sorted(stretches)
        self._starts = [start for start, _, _ in self._all]
        self._reach = list(accumulate((end for _, end, _ in self._all), max))  # up to each one

    def covering(self, start: int, end: int) -> list[Numbered]:
        """Those that cover `[start, end)`, in the order of the text."""
        found: list[Numbered] = []
        at = bisect_right(self._starts, start) - 1
        while at >= 0 and self._reach[at] >= end:
            if self._all[at][1] >= end:
                found.append(self._all[at])
            at -= 1
        return found[::-1]
