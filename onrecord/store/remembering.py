"""What was made of a record before, remembered while nothing is written to it.

To fold a thing is the dear part of most answers, and many questions come upon the same things. A
thing that was folded in one transaction is good in every other that sees the record as it was then.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

ROOM = 20_000  # weights of all that is remembered: one for each telling, some 2 kB
MOST = ROOM // 20  # … and of one thing


class Memory:
    """What is remembered of a record at one turn; what was not asked for longest goes first."""

    def __init__(self, room: int = ROOM, most: int = MOST) -> None:
        self._room, self._most = room, most
        self._known: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def get(self, name: Hashable) -> Any:
        """What has that name; None for nothing."""
        with self._lock:
            found = self._known.get(name)
            if found is None:
                return None
            self._known.move_to_end(name)
            return found[0]

    def keep(self, name: Hashable, value: Any, weight: int) -> None:
        """Remembers something, and forgets others where there is no room left."""
        if weight > self._most:
            return
        with self._lock:
            _, before = self._known.pop(name, (None, 0))
            self._known[name] = value, weight
            self._held += weight - before
            while self._held > self._room:
                _, (_, gone) = self._known.popitem(last=False)
                self._held -= gone


class Memories:
    """The memory of one record, begun anew at every turn."""

    def __init__(self) -> None:
        self._turn = ""
        self._memory = Memory()
        self._lock = Lock()

    def at(self, turn: str) -> Memory:
        """The memory of the record at a turn."""
        with self._lock:
            if turn != self._turn:
                self._turn, self._memory = turn, Memory()
            return self._memory
