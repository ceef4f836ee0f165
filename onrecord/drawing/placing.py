"""Labels find their rows: none over another, no leader through one, as near as can be."""

from collections.abc import Sequence
from dataclasses import dataclass

ROWS = 6  # rows of labels on a side, at most
_GAP = 10.0  # pixels between two labels of a row
_CLEAR = 3.0  # … and between a label and another's leader
_KEPT = 24  # arrangements that are followed at a time
_LEFT, _NONE = 0.4, 12.0  # what a label at the left, or no label, costs in rows


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label stands: its row (0 is the nearest) and whether left of its leader."""

    row: int
    left: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label's leader, how wide its words are and how far from the leader they begin."""

    place: float
    width: float
    offset: float

    def box(self, left: bool) -> tuple[float, float]:
        """From where to where its words go."""
        if left:
            return self.place - self.offset - self.width, self.place - self.offset
        return self.place + self.offset, self.place + self.offset + self.width


_Placed = tuple[Label | None, ...]


def rows(
    wanted: Sequence[Wanted], low: float, high: float, walls: Sequence[float] = ()
) -> list[Label | None]:
    """A row and a side for each label, in the order given; null where there is no room for it.

    Words stay between ``low`` and ``high`` and cross no wall. A beam search from right to left:
    of all arrangements so far those with the nearest labels are followed.
    """
    order = sorted(range(len(wanted)), key=lambda at: (-wanted[at].place, at))
    found: list[tuple[float, _Placed]] = [(0.0, ())]
    for done, at in enumerate(order):
        free = [
            (Label(row, left), row + _LEFT * left)
            for row in range(ROWS)
            for left in (False, True)
            if _inside(wanted[at].box(left), low, high, walls)
        ]
        further = [(cost + _NONE, (*placed, None)) for cost, placed in found]
        for cost, placed in found:
            there = [(wanted[order[n]], placed[n]) for n in range(done)]
            further += [
                (cost + price, (*placed, label))
                for label, price in free
                if all(_clear(wanted[at], label, *other) for other in there)
            ]
        found = sorted(further, key=lambda one: one[0])[:_KEPT]
    best = dict(zip(order, found[0][1], strict=True))
    return [best[at] for at in range(len(wanted))]


def _inside(box: tuple[float, float], low: float, high: float, walls: Sequence[float]) -> bool:
    return low <= box[0] and box[1] <= high and not any(box[0] < wall < box[1] for wall in walls)


def _clear(one: Wanted, mine: Label, other: Wanted, theirs: Label | None) -> bool:
    """Whether two labels keep out of each other's way, words and leaders."""
    if theirs is None:
        return True
    here, there = one.box(mine.left), other.box(theirs.left)
    if mine.row == theirs.row and here[0] - _GAP < there[1] and there[0] < here[1] + _GAP:
        return False
    if theirs.row >= mine.row and here[0] - _CLEAR < other.place < here[1] + _CLEAR:
        return False
    return not (mine.row >= theirs.row and there[0] - _CLEAR < one.place < there[1] + _CLEAR)
