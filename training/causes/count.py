"""Counts of causes, and how one stretch of text lies to another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from training.tally import Tally

Range = tuple[int, int]
_WORD = re.compile(r"\w")
EXAMPLES = 40  # of each cause are kept, to be shown


class Causes:
    """The errors of one figure by their cause.

    The figure is an F1 over what is found, wanted and both; an accuracy is one where as much is
    found as wanted. An error has an effect: mending it changes how much is found, and how much of
    that is right.
    """

    def __init__(self) -> None:
        self.tally = Tally()
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = defaultdict(list)
        self._found: Counter[str] = Counter()
        self._both: Counter[str] = Counter()

    def add(
        self, cause: str, *, found: int = 0, both: int = 0, count: int = 1, example: str = ""
    ) -> None:
        """One error, or `count` of them; `found` and `both` are the effect of mending it."""
        self.counts[cause] += count
        self._found[cause] += found
        self._both[cause] += both
        if example and len(self.examples[cause]) < EXAMPLES:
            self.examples[cause].append(" ".join(example.split()))

    def missed(self, cause: str, example: str = "") -> None:
        """Something wanted for which nothing is found."""
        self.add(cause, found=1, both=1, example=example)

    def wrong(self, cause: str, example: str = "") -> None:
        """Something wanted for which something else is found."""
        self.add(cause, both=1, example=example)

    def invented(self, cause: str, example: str = "") -> None:
        """Something found that nobody wanted."""
        self.add(cause, found=-1, example=example)

    def gain(self, cause: str) -> float:
        """Points of F1 that the figure would rise by if this cause alone were mended."""
        return self._with(self._found[cause], self._both[cause]) - self.tally.f1

    @property
    def mended(self) -> float:
        """F1 with all causes mended: 100 where every error has been sorted."""
        return self._with(self._found.total(), self._both.total())

    def table(self) -> dict[str, dict[str, float]]:
        """A row a cause: how many errors, and what mending it would gain; the dearest first."""
        order = sorted(self.counts, key=lambda cause: (-self.gain(cause), cause))
        return {c: {"errors": float(self.counts[c]), "gain": self.gain(c)} for c in order}

    def _with(self, found: float, both: float) -> float:
        mended = Tally()
        tally = self.tally
        mended.add(tally.found + found, tally.wanted, tally.both + both)
        return mended.f1


def overlap(one: Range, other: Range) -> bool:
    """Whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def edges(text: str, found: Range, gold: Range) -> str:
    """How a stretch that is found lies to the one wanted, which it overlaps and is not.

    «marks alone» where both have the same words; «longer», «shorter» or «shifted», and at which
    end, where the other end is right.
    """
    if _words(text, found) == _words(text, gold):
        return "marks alone"
    early, late = found[0] < gold[0], found[1] > gold[1]
    if found[0] == gold[0] or found[1] == gold[1]:
        end = "at its end" if found[0] == gold[0] else "at its start"
        return f"{'longer' if early or late else 'shorter'} {end}"
    if early == late:
        return "longer at both ends" if early else "shorter at both ends"
    return "shifted"


def _words(text: str, span: Range) -> list[int]:
    return [m.start() for m in _WORD.finditer(text, *span)]
