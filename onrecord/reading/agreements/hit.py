"""A turning word with the agreement it turns, and the places where agreements are spoken of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.agreements.lexicon import Turning, turning_heads
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Group, Line
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground


@dataclass(frozen=True, slots=True)
class Hit:
    """A turning word with the place that it turns; `told` where that stands in its sentence."""

    line: Line
    at: int
    last: int
    turning: Turning
    group: Group
    place: Spoken | None
    pronoun: int | None  # the word «it»
    after: bool  # whether the agreement stands behind the turning word
    told: bool = True


class Places:
    """The places of a report, to be asked which lie in a stretch."""

    def __init__(
        self, ground: Ground, spoken: Sequence[Spoken], main: Sequence[Spoken] = ()
    ) -> None:
        self.ground = ground
        self.main = main  # those of the agreement that is spoken of most
        self._spoken = spoken
        self._starts = [s.start for s in spoken]

    def __len__(self) -> int:
        return len(self._spoken)

    def within(self, start: int, end: int) -> Sequence[Spoken]:
        """The places that start inside `[start, end)`."""
        return self._spoken[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_before(self, position: int) -> Spoken | None:
        """The last place that ends before `position`."""
        index = bisect_left(self._starts, position) - 1
        return self._spoken[index] if index >= 0 else None


def turning(line: Line, index: int) -> bool:
    """Whether the word is a verb that turns an agreement, in a form that is no noun."""
    form = line.forms[index]
    return form in turning_heads() and (
        form.endswith(("ed", "ing")) or form in lexicon().past or line.forms[index - 1] == "to"
    )
