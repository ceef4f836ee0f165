"""What of an account of a case counts for telling which case it is."""

import re
from dataclasses import dataclass

from onrecord.facts import Actor, Case
from onrecord.record.identity.cases.described import charge_group, described, is_named
from onrecord.record.identity.days import days
from onrecord.record.identity.ground import Ground

__all__ = ["CaseProfile", "profile"]

TAKEN = frozenset({"detained", "arrested"})
ENDED = frozenset({"released", "exchanged", "deported", "acquitted", "pardoned", "died"})
_NO_CHARGE = "criminal charges"  # tells only that a charge is one of law


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseProfile:
    """Whose case a report tells of.

    ``name`` is the person's as written, empty where nobody is named; ``nations``, ``trades`` and
    ``count`` are what descriptions say (``Description``). ``holder`` is the code of a state, or a
    name. ``around`` are the two states that a report on several who are not named is about.
    ``taken`` is the first date of detention or arrest, ``ended`` the last on which the person
    went free or died, ``last`` the year of the last dated step. ``steps`` are all dated steps,
    ``told`` is when the report came out where none has a date. Of a person with a name, of whom
    thousands of reports may tell, steps are left out, and ``ended`` is kept by the month. ``own``
    is the report where all this does not tell which case it is.
    """

    name: str = ""
    ident: str = ""
    nations: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    count: str = ""
    holder: str = ""
    around: tuple[str, ...] = ()
    charges: tuple[str, ...] = ()
    taken: str | None = None
    ended: str | None = None
    last: str | None = None
    steps: tuple[str, ...] = ()
    told: str | None = None
    own: str = ""
    ordinal: int = 0


def profile(one: Case, person: Actor, here: Ground) -> CaseProfile:
    """The profile of the case of a person."""
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
        holder=_holder(one, here),
        around=() if named or not told.count else here.states,
        charges=tuple(sorted({charge_group(charge) for charge in charges})),
        taken=min(taken, default=None),
        ended=max(ended)[: 7 if named else None] if ended else None,
        last=max(date for _, date in dated)[:4] if dated else None,
        steps=() if named else tuple(sorted({f"{label} {date}" for label, date in dated})),
        told=None if dated or not here.day else _quarter(here.day) if named else here.day[:7],
    )


def _holder(one: Case, here: Ground) -> str:
    """Who holds the person: a state by its code, others by name; else whoever took him or her.

    Where nobody is told, it is the state in which that was.
    """
    by = [actor for step in one.steps if step.step in TAKEN for actor in step.by]
    for actor in (one.held_by, *by):
        sketch = here.sketches.get(actor) if actor else None
        if sketch is not None:
            return sketch.state or sketch.name
    places = (step.place for step in one.steps if step.step in TAKEN)
    return min((place.country for place in places if place and place.country), default="")


def _quarter(day: str) -> str:
    """The quarter of a day («2026-Q1»), or the day itself where no month is told."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}" if re.match(r"\d{4}-\d\d", day) else day


def _dated(one: Case) -> list[tuple[str, str]]:
    """The steps that were taken, with their dates."""
    return [
        (step.step, step.date.value.partition("T")[0])
        for step in one.steps
        if step.modality == "actual" and step.date and step.date.value and days(step.date.value)
    ]
