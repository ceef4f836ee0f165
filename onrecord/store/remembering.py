"""What was made of a record before, remembered as long as nothing that it rests on is touched.

To fold a thing is the dear part of most answers, and many questions come upon the same things. A
thing that was folded in one transaction is good in every other that sees its accounts, and the
names of those in it, as they were then (``touching.py`` says which writes touch them).
"""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from onrecord.store.touching import Touched

ROOM = 20_000  # weights of all that is remembered: one for each telling, some 2 kB
MOST = ROOM // 20  # … and of one thing


class Since(Protocol):
    """Says what was touched after one write, up to another."""

    def __call__(self, before: int, number: int, /) -> "Sequence[Touched]":
        """What each of these writes touched."""


@dataclass(slots=True)
class _Known:
    """What was made at one number, and up to which it is known to be good."""

    value: Any
    weight: int
    nodes: AbstractSet[int]
    things: AbstractSet[int]
    made: int
    good: int
    lasts: bool


class Shelf:
    """What is remembered of one record; what was not asked for longest goes first."""

    def __init__(self, room: int = ROOM, most: int = MOST) -> None:
        self._room, self._most = room, most
        self._known: OrderedDict[Hashable, _Known] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def get(self, name: Hashable, number: int, since: Since) -> _Known | None:
        """What has that name, where it is good at a number of the journal."""
        with self._lock:
            found = self._known.get(name)
            if found is None or number < found.made:
                return None
            if number > found.good:
                touched = since(found.good, number)
                if (touched and not found.lasts) or any(
                    one.touches(found.nodes, found.things) for one in touched
                ):
                    self._held -= self._known.pop(name).weight
                    return None
                found.good = number
            self._known.move_to_end(name)
            return found

    def keep(self, name: Hashable, known: _Known) -> None:
        """Remembers something, and forgets others where there is no room left."""
        if known.weight > self._most:
            return
        with self._lock:
            before = self._known.pop(name, None)
            self._known[name] = known
            self._held += known.weight - (before.weight if before else 0)
            while self._held > self._room:
                _, gone = self._known.popitem(last=False)
                self._held -= gone.weight


class Memory:
    """What is remembered of a record as one transaction sees it."""

    def __init__(self, shelf: Shelf, number: int, since: Since) -> None:
        self._shelf, self._number, self._since = shelf, number, since

    def get(self, name: Hashable) -> tuple[Any, AbstractSet[int], AbstractSet[int]] | None:
        """What has that name, and the nodes and things that it rests on; None for nothing."""
        found = self._shelf.get(name, self._number, self._since)
        return (found.value, found.nodes, found.things) if found else None

    def keep(
        self,
        name: Hashable,
        value: Any,
        weight: int,
        nodes: AbstractSet[int] = frozenset(),
        things: AbstractSet[int] = frozenset(),
        *,
        lasts: bool = True,
    ) -> None:
        """Remembers something that rests on these; where it does not last, until the next write."""
        number = self._number
        self._shelf.keep(name, _Known(value, weight, nodes, things, number, number, lasts))
