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


def batches(items: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """The items, some at a time; they are asked for only as far as is needed."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def in_order(found: Iterable[Found], start: Place | None) -> list[Found]:
    """Things in the order of an answer, behind a place."""
    behind = [one for one in found if start is None or start.before(one.place)]
    return sorted(behind, key=lambda one: (-one.place.time, one.place.name))
