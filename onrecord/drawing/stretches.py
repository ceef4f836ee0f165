"""Which way the line goes from turn to turn: from what happened alone, in the order of days."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.drawing.described import Happening, Life, State


@dataclass(frozen=True, slots=True)
class Stretch:
    """The line between two days (ordinals, the second exclusive) and what it is called."""

    first: float
    last: float
    state: State
    name: str


def middle(one: Happening) -> float:
    """The day on which a mark stands: noon of a day, the middle of a month or a year."""
    days = one.days
    return (days.first + days.last + 1) / 2 if days else 0.0


def stretches(life: Life, now: float) -> tuple[Stretch, ...]:
    """The line up to ``now``, each turn of it until the next; incidents leave it as it is."""
    turns = [one for one in life.dated if one.happened and one.state and middle(one) <= now]
    joined: list[Happening] = []
    for one in turns:
        if not joined or (joined[-1].state, joined[-1].state_name) != (one.state, one.state_name):
            joined.append(one)
    if not joined:
        return ()
    ends = [*(middle(one) for one in joined[1:]), now]
    return tuple(
        Stretch(middle(one), end, one.state, one.state_name)
        for one, end in zip(joined, ends, strict=True)
        if one.state
    )


def state_at(lines: Sequence[Stretch], day: float) -> State | None:
    """What the line is on a day."""
    return next((one.state for one in reversed(lines) if one.first <= day), None)
