"""Who met whom: encounters as pairs of those who took part in them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.record.periods import period
from onrecord.record.things import EncounterThing
from onrecord.vocabulary import Modality

__all__ = ["TOGETHER", "Bond", "Met", "met"]

TOGETHER = 6  # of more who take part in one encounter it is not said that each met each


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Two who met, or were to meet: their ids, the lesser first.

    ``times`` counts encounters that took place, ``beside`` those told otherwise by modality, the
    ids of all stand in ``encounters``, in the order of their days. ``first`` and ``last`` are the
    dates of the first and the last that took place (of none that did: of the others), null where
    no date is told.
    """

    one: str
    other: str
    times: int = 0
    beside: dict[Modality, int] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    encounters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Bonds, those of the most encounters first; names of all who have one, and for which states
    they act, by id. ``gatherings`` are the encounters of more than TOGETHER: no bonds."""

    bonds: tuple[Bond, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    gatherings: tuple[str, ...] = ()


def met(encounters: Iterable[EncounterThing], *, states: bool = False) -> Met:
    """Who met whom in some encounters, whatever their order.

    ``states``: those who act for a state count as that state, under its code; two who act for one
    have not met then.
    """
    told = sorted(encounters, key=_order)
    acting = {id: code for one in reversed(told) for id, code in one.states.items()}
    pairs: dict[tuple[str, str], list[EncounterThing]] = {}
    names: dict[str, str] = {}
    gatherings = []
    for one in told:
        if len(one.participants) > TOGETHER:
            gatherings.append(one.id)
            continue
        who = {acting.get(id, id) if states else id for id in one.participants}
        for pair in combinations(sorted(who), 2):
            pairs.setdefault(pair, []).append(one)
            names |= {id: one.names.get(id, id) for id in pair}
    bonds = sorted(
        (_bond(pair, told) for pair, told in pairs.items()),
        key=lambda one: (-one.times, -len(one.encounters), one.one, one.other),
    )
    return Met(
        bonds=tuple(bonds),
        names=names,
        states={id: acting[id] for id in names if id in acting},
        gatherings=tuple(gatherings),
    )


def _bond(pair: tuple[str, str], told: list[EncounterThing]) -> Bond:
    held = [one for one in told if one.modality == "actual"]
    dates = [one.date.value for one in held or told if one.date and one.date.value]
    beside = Counter(one.modality for one in told if one.modality != "actual")
    return Bond(
        one=pair[0],
        other=pair[1],
        times=len(held),
        beside=dict(sorted(beside.items())),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        encounters=tuple(one.id for one in told),
    )


def _order(one: EncounterThing) -> tuple[bool, int, int, str]:
    """By the days that their dates may mean; those without at the end."""
    days = period(one.date.value) if one.date else None
    return (days is None, days.first if days else 0, days.last if days else 0, one.id)
