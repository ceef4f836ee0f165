"""What of an account of a case counts for telling which case it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.facts import Actor, Case, Reading
from onrecord.record.identity.cases.described import charge_group, described, is_named
from onrecord.record.identity.days import days
from onrecord.record.identity.ground import Ground, ground
from onrecord.record.identity.sketches import Sketch

__all__ = ["CaseProfile", "profiles"]

TAKEN = frozenset({"detained", "arrested"})
ENDED = frozenset({"released", "exchanged", "deported", "acquitted", "pardoned", "died"})
_NO_CHARGE = "criminal charges"  # tells only that a charge is one of law


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseProfile:
    """Whose case a report tells of.

    ``name`` is the person's as written, empty where nobody is named; ``nations``, ``trades`` and
    ``count`` are what descriptions say (``Description``). ``taken`` is the first date of detention
    or arrest, ``ended`` the last on which the person went free or died, ``steps`` all dated steps
    that were taken. ``told`` is the month of the report where none of those has a date.
    """

    name: str = ""
    ident: str = ""
    nations: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    count: str = ""
    holder: Sketch | None = None
    charges: tuple[str, ...] = ()
    taken: str | None = None
    ended: str | None = None
    steps: tuple[str, ...] = ()
    told: str | None = None
    ordinal: int = 0


def profiles(reading: Reading) -> Iterator[CaseProfile]:
    """The profile of each case of a reading, in the reading's order."""
    here = ground(reading)
    actors = {actor.id: actor for actor in reading.actors}
    met: dict[CaseProfile, int] = {}
    for one in reading.cases:
        plain = _profile(one, actors[one.person], here)
        met[plain] = met.get(plain, -1) + 1
        yield replace(plain, ordinal=met[plain])


def _profile(one: Case, person: Actor, here: Ground) -> CaseProfile:
    named = is_named(person)
    told = described(one, person, named=named)
    dated = _dated(one)
    taken = [date for label, date in dated if label in TAKEN]
    ended = [date for label, date in dated if label in ENDED]
    charges = {step.charge for step in one.steps if step.charge} - {_NO_CHARGE}
    sketch = here.sketches[person.id]
    return CaseProfile(
        name=person.name if named else "",
        ident=sketch.ident,
        nations=told.nations,
        trades=told.trades,
        count=told.count,
        holder=here.sketches.get(one.held_by) if one.held_by else None,
        charges=tuple(sorted({charge_group(charge) for charge in charges})),
        taken=min(taken, default=None),
        ended=max(ended, default=None),
        steps=tuple(sorted({f"{label} {date}" for label, date in dated})),
        told=None if dated or not here.day else here.day[:7],
    )


def _dated(one: Case) -> list[tuple[str, str]]:
    """The steps that were taken, with their dates."""
    return [
        (step.step, step.date.value.partition("T")[0])
        for step in one.steps
        if step.modality == "actual" and step.date and step.date.value and days(step.date.value)
    ]
