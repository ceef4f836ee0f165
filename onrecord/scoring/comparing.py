"""Two readings of one text side by side: what both have, where they differ, what one has alone.

Neither is held to be the right one. Facts are matched as ``against`` matches them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.facts import Change, Encounter, Fact, Reading, Statement, Step
from onrecord.scoring.actors import Cast
from onrecord.scoring.against import matched

_ACTORS = {
    Statement: ("speaker", "addressees"),
    Encounter: ("participants",),
    Change: ("by",),
    Step: ("by",),
}
_LISTED = {
    Statement: ("act", "mode", "terms", "modality"),
    Encounter: ("format", "modality"),
    Change: ("modality",),
    Step: ("modality",),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot that two readings fill otherwise: names of actors, a listed value, or a date."""

    name: str
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact in two readings, and the slots in which they differ: none where they agree."""

    one: Fact
    other: Fact
    slots: tuple[Slot, ...]

    def only(self, names: Collection[str]) -> "Pair":
        """The pair with no other slots than these."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.name in names))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings of one text; events, which follow from the other facts, are left out."""

    one: Reading
    other: Reading
    agreeing: tuple[Pair, ...]
    differing: tuple[Pair, ...]
    only_one: tuple[Fact, ...]
    only_other: tuple[Fact, ...]


def compared(one: Reading, other: Reading) -> Comparison:
    """The comparison of two readings; InvalidReading where their texts differ."""
    both = matched(one, other)
    cast = Cast(one, other)
    names = {a.id: a.name for a in one.actors}, {a.id: a.name for a in other.actors}
    found: Sequence[tuple[Fact, Fact]] = (
        *both.statements, *both.encounters,
        *both.changes, *both.near[0], *both.steps, *both.near[1],
    )  # fmt: skip
    pairs = [Pair(a, b, tuple(_slots(a, b, cast, names))) for a, b in found]
    met = {pair.one.id for pair in pairs}, {pair.other.id for pair in pairs}
    return Comparison(
        one=one,
        other=other,
        agreeing=tuple(pair for pair in pairs if not pair.slots),
        differing=tuple(pair for pair in pairs if pair.slots),
        only_one=tuple(fact for fact in _facts(one) if fact.id not in met[0]),
        only_other=tuple(fact for fact in _facts(other) if fact.id not in met[1]),
    )


def _facts(reading: Reading) -> Iterator[Fact]:
    yield from reading.statements
    yield from reading.encounters
    for agreement in reading.agreements:
        yield from agreement.changes
    for case in reading.cases:
        yield from case.steps


def _slots(
    one: Fact, other: Fact, cast: Cast, names: tuple[dict[str, str], dict[str, str]]
) -> Iterator[Slot]:
    for name in _ACTORS[type(one)]:
        mine, theirs = getattr(one, name), getattr(other, name)
        if not cast.all_same(mine, theirs):
            yield Slot(name, tuple(names[0][a] for a in mine), tuple(names[1][a] for a in theirs))
    for name in _LISTED[type(one)]:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine != theirs:
            yield Slot(name, (mine,), (theirs,))
    dates = tuple(each.date.value if each.date else None for each in (one, other))
    if dates[0] != dates[1]:
        mine, theirs = (() if value is None else (value,) for value in dates)
        yield Slot("date", mine, theirs)
