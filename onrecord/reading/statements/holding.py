"""Which drafts hold a position in their content, found without asking each of them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.statements.drafts import Draft
from onrecord.reading.stretches import Stretches


class Holding:
    """The contents of drafts by where they stand."""

    def __init__(self, made: Sequence[Draft]) -> None:
        self._made = made
        self._contents = Stretches((a, b, n) for n, d in enumerate(made) for a, b in d.content)

    def numbers(self, position: int) -> list[int]:
        """The numbers of the drafts whose content covers a position, in their order."""
        return sorted({n for _, _, n in self._contents.covering(position, position + 1)})

    def at(self, position: int) -> list[Draft]:
        """The drafts whose content covers a position, in their order."""
        return [self._made[number] for number in self.numbers(position)]
