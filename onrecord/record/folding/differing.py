"""Where tellings cannot all be right: contradiction, or news that overtook older news.

It is news (an ``Update``), and no contradiction, where the reported times show it: the last text
with the older value was out before the first with the newer, so that nobody held on to the old
one; a copy counts as of its original. For numbers that do not run (``counts_told.tsv``) and for
all else every outlet that gave the older value must have given the newer one itself.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

from onrecord.record.folding.gathering import Gathered
from onrecord.record.folding.slots import (
    DAYS,
    NUMBERS,
    PLACES,
    Claim,
    Likeness,
    Meaning,
    durations,
    places,
    sides,
    stated_dates,
)
from onrecord.record.things import Dispute, Indices, Side, Update

About = Literal["date", "place", "participants", "number", "denial"]


def side(gathered: Gathered, value: str, told: Sequence[int]) -> Side:
    """One side, with the keys of the facts that tell it."""
    return Side(
        value=value,
        tellings=gathered.keys(told),
        outlets=gathered.outlets(told),
        since=min(gathered.stands[at].counted for at in told),
    )


def differing(
    gathered: Gathered,
    about: About,
    of: str | None,
    meant: Sequence[Meaning[Any, Any]],
    like: Likeness[Any],
    *,
    runs: bool = False,
) -> list[Dispute | Update]:
    """What there is to say of values that differ: nothing, an update, or a dispute."""
    found = sides(meant, like)
    if not found:
        return []
    if about in ("date", "number") and (news := in_turn(gathered, found, runs=runs)):
        values = tuple(side(gathered, value, told) for value, told in news)
        return [Update(about="date" if about == "date" else "number", of=of, values=values)]
    return [
        Dispute(
            about=about, of=of, sides=tuple(side(gathered, value, told) for value, told in found)
        )
    ]


def in_turn(
    gathered: Gathered, found: Sequence[tuple[str, Indices]], *, runs: bool
) -> list[tuple[str, Indices]]:
    """The values in the order in which each overtook the one before; empty where they did not."""
    out: dict[str, str] = {}
    for stand in gathered.stands:
        out[stand.text] = min(out.get(stand.text, stand.counted), stand.counted)
    times = {value: sorted(out[gathered.stands[at].text] for at in told) for value, told in found}
    outlets = {value: {gathered.stands[at].outlet for at in told} for value, told in found}
    news = sorted(found, key=lambda one: (times[one[0]], one))
    for (old, _), (new, _) in pairwise(news):
        if times[old][-1] >= times[new][0] or not (runs or outlets[old] <= outlets[new]):
            return []
    return news


def of_dates(
    gathered: Gathered, of: str | None, told: Sequence[Claim[Any]], *, planned: bool = False
) -> list[Dispute | Update]:
    """Dates that differ; those of what is yet to come may be put off."""
    return differing(gathered, "date", of, stated_dates(told), DAYS, runs=planned)


def newest(told: Sequence[Claim[Any]], found: Sequence[Dispute | Update]) -> list[Claim[Any]]:
    """The claims of a date that are not overtaken, where reports brought a newer one."""
    last = [one.values[-1].value for one in found if isinstance(one, Update)]
    return [one for one in told if not last or one.value.value == last[0]]


def of_places(gathered: Gathered, of: str | None, told: Sequence[Claim[Any]]) -> list[Any]:
    """Places that differ."""
    return differing(gathered, "place", of, places(told), PLACES)


def of_durations(gathered: Gathered, of: str | None, told: Sequence[Claim[Any]]) -> list[Any]:
    """Durations and terms that differ."""
    return differing(gathered, "number", of, durations(told), NUMBERS)


def parted(found: Iterable[Dispute | Update]) -> tuple[tuple[Dispute, ...], tuple[Update, ...]]:
    """Disputes and updates apart, each in a fixed order."""
    found = list(found)
    disputes = [one for one in found if isinstance(one, Dispute)]
    updates = [one for one in found if isinstance(one, Update)]
    return (
        tuple(sorted(disputes, key=lambda d: (d.about, d.of or "", d.sides[0].tellings))),
        tuple(sorted(updates, key=lambda u: (u.about, u.of or "", u.values[0].tellings))),
    )
