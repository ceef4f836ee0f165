"""Who took part: everybody once, under the most exact name that is told."""

from collections.abc import Sequence
from itertools import combinations

from onrecord.record.folding.gathering import Gathered
from onrecord.record.folding.slots import Claim, united
from onrecord.record.identity.actors.offices import agree, office_class
from onrecord.record.things import Indices


def present(gathered: Gathered, told: Sequence[Claim[tuple[str, ...]]]) -> dict[str, Indices]:
    """All members of many lists, the most widely told first, each with the tellings that name it.

    An office («foreign minister of Norway») is told by a person of that state who may hold it, and
    by the same office told more exactly: it is left out where no account names both of them.
    """
    found = united(gathered, told)
    beside = {frozenset(pair) for one in told for pair in combinations(sorted(set(one.value)), 2)}
    return {
        id: at
        for id, at in found.items()
        if not any(
            _told_by(gathered, id, other) and frozenset((id, other)) not in beside
            for other in found
        )
    }


def _told_by(gathered: Gathered, id: str, other: str) -> bool:
    """Whether an office is told by somebody else, or by another office, more exactly."""
    one, more = gathered.refs.get(id), gathered.refs.get(other)
    if one is None or more is None or one.kind != "office" or id == other:
        return False
    if not one.represents or one.represents != more.represents:
        return False
    mine, theirs = (office_class(ref.office or "", one.represents) for ref in (one, more))
    likeness = agree(mine, theirs)
    if more.kind == "person":
        return likeness is None or likeness > 0
    return more.kind == "office" and likeness == 0.5 and len(mine) < len(theirs)
