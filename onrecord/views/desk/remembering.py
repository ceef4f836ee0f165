"""Answers remembered for as long as the record stays as it is: the front page asks much."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from onrecord.views.desk.visits import Visit

MOST = 16  # answers that are remembered; of more the oldest is let go


class Remembered:
    """What was made of a record, by what was asked, while its pulse is the same."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pulse = ""
        self._kept: dict[Hashable, Any] = {}

    def of(self, visit: Visit, asked: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made anew where the record has changed since; of an earlier time,
        which has no pulse, always."""
        if not visit.pulse:
            return make()
        with self._lock:
            if visit.pulse != self._pulse:
                self._pulse, self._kept = visit.pulse, {}
            if asked in self._kept:
                return self._kept[asked]
        made = make()
        with self._lock:
            if visit.pulse == self._pulse:
                while len(self._kept) >= MOST:
                    del self._kept[next(iter(self._kept))]
                self._kept[asked] = made
        return made


def remembered(visit: Visit) -> Remembered:
    """What one desk remembers."""
    state = visit.request.app.state
    if not hasattr(state, "remembered"):
        state.remembered = Remembered()
    found: Remembered = state.remembered
    return found
