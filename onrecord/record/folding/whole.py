"""What every folded thing has, whatever its kind: its weight, its names, its tellings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.record.accounts import Kind
from onrecord.record.folding.gathering import IDS, Gathered
from onrecord.record.things import (
    Carried,
    Dispute,
    Indices,
    Status,
    ThingTelling,
    Update,
)


def whole(
    id: str,
    kind: Kind,
    gathered: Gathered,
    *,
    carried: Sequence[Carried],
    disputes: tuple[Dispute, ...] = (),
    updates: tuple[Update, ...] = (),
    status: Status | None = None,
) -> dict[str, Any]:
    """The fields that all kinds share; it was first told when the earliest version told it."""
    weight = gathered.weigh(range(len(gathered.tellings)))
    ids = _ids(gathered)
    states = {id: gathered.refs[id].represents for id in ids}
    return {
        "id": id,
        "thing": kind,
        "outlets": weight.outlets,
        "vouchers": weight.vouchers,
        "reports": len({one.report for one in gathered.tellings}),
        "terms": weight.terms,
        "unnamed_only": weight.unnamed_only,
        "retracted": weight.retracted,
        "first_reported": min([weight.first, *(one.counted for one in gathered.earlier)]),
        "last_reported": weight.last,
        "status": status,
        "disputes": disputes,
        "updates": updates,
        "verdicts": gathered.verdicts,
        "names": {id: gathered.refs[id].name for id in ids},
        "states": {id: code for id, code in states.items() if code is not None},
        "told": tuple(carried),
        "tellings": tuple(gathered.tellings),
        "earlier": tuple(gathered.earlier),
    }


def each(slot: str, members: Mapping[str, Indices]) -> list[Carried]:
    """For each member of a list the tellings that name it."""
    return [Carried(slot=slot, value=value, told=told) for value, told in members.items()]


def carried(slot: str, told: Indices | None) -> list[Carried]:
    """The tellings that give a field; nothing where none does."""
    return [Carried(slot=slot, told=told)] if told else []


def most_sure(tellings: Iterable[ThingTelling]) -> float:
    """The confidence of a thing: that of its surest telling."""
    return max((one.confidence for one in tellings), default=1.0)


def _ids(gathered: Gathered) -> list[str]:
    """Every id of the record that the tellings show, sorted."""
    found: set[str] = set()
    for one in (*gathered.tellings, *gathered.earlier):
        found.update(link.actor for link in one.vouched_by)
        for name, value in one.slots.items():
            if name in IDS:
                found.update((value,) if isinstance(value, str) else value)
    return sorted(id for id in found if id in gathered.refs)
