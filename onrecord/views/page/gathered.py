"""Times and places of a report, those of one value gathered in one row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.facts import Place, Reading, Time

_Member = TypeVar("_Member", Time, Place, covariant=True)


@dataclass(frozen=True, slots=True)
class Gathered(Generic[_Member]):
    """A row of the index: its id, and its members with their numbers in the reading."""

    id: str
    members: tuple[tuple[int, _Member], ...]


def times(reading: Reading) -> list[Gathered[Time]]:
    """The times by value; those not resolved by their words."""
    return _gather(
        "t",
        (((t.type, t.value, t.mod, "" if t.value else t.span.text), t) for t in reading.times),
    )


def places(reading: Reading) -> list[Gathered[Place]]:
    """The places by what they stand for."""
    return _gather(
        "p", (((p.name, p.country, p.geonames, p.lat, p.lon), p) for p in reading.places)
    )


def _gather(
    letter: str, keyed: Iterable[tuple[tuple[object, ...], _Member]]
) -> list[Gathered[_Member]]:
    groups: dict[tuple[object, ...], list[tuple[int, _Member]]] = {}
    for number, (key, member) in enumerate(keyed):
        groups.setdefault(key, []).append((number, member))
    return [
        Gathered(f"{letter}{number}", tuple(members))
        for number, members in enumerate(groups.values(), 1)
    ]
