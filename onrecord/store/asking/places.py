"""Where things stand in an answer."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from onrecord.record.things import ActorThing, Thing
from onrecord.store.asking.cursors import Place
from onrecord.store.asking.fitting import happened
from onrecord.store.asking.gathering import Heard
from onrecord.store.asking.meaning import Meaning

T = TypeVar("T")
Fits = Callable[[Thing, Heard, Meaning], bool]
AT_ONCE = 32  # things that are folded together


@dataclass(frozen=True, slots=True)
class Found:
    """A thing of an answer and its place in it."""

    place: Place
    thing: Thing


def placed(thing: Thing, days: Collection[int]) -> int:
    """The day on which a thing stands that is found by these days (at least one).

    The nearest to its own day that is not later, else the nearest; where its own is not told, the
    first, which is when it was first reported. An actor stands where it was last reported.
    """
    if isinstance(thing, ActorThing):
        return max(days)
    own = happened(thing)
    if own is None:
        return min(days)
    return max((day for day in days if day <= own.first), default=min(days))


class Pace:
    """How many things to fold next, so that a page is full and little is folded in vain."""

    def __init__(self, limit: int) -> None:
        self._left = limit + 1  # one more says whether there is another page
        self._looked = self._given = 0

    def gave(self) -> None:
        """One thing that was looked at is given."""
        self._left -= 1
        self._given += 1

    def next(self) -> int:
        """As many as fill the page if as many fit as did so far; they are taken as looked at."""
        if self._left <= 0 or (self._looked and not self._given):
            size = AT_ONCE
        else:
            wanted = self._left * self._looked // self._given if self._given else self._left
            size = min(AT_ONCE, wanted + 1)
        self._looked += size
        return size


def batches(items: Iterable[T], size: int | Pace = AT_ONCE) -> Iterator[list[T]]:
    """The items, some at a time; they are asked for only as far as is needed."""
    rest = iter(items)
    while some := list(islice(rest, size if isinstance(size, int) else size.next())):
        yield some


def growing(items: Iterable[T], first: int = 8) -> Iterator[list[T]]:
    """The items, few at first and more each time, where it is not known how many are needed."""
    rest, size = iter(items), first
    while some := list(islice(rest, size)):
        yield some
        size = min(AT_ONCE, 2 * size)


def in_order(found: Iterable[Found], start: Place | None) -> list[Found]:
    """Things in the order of an answer, behind a place."""
    behind = [one for one in found if start is None or start.before(one.place)]
    return sorted(behind, key=lambda one: (-one.place.time, one.place.name))
