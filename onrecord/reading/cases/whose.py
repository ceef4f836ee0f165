"""Whose turns those are that stand under a description or for people told before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.facts import DateSlot
from onrecord.reading.cases.among import with_those_among
from onrecord.reading.cases.company import (
    Company,
    is_captive,
)
from onrecord.reading.cases.meant import of_described
from onrecord.reading.cases.slots import moved_on
from onrecord.reading.cases.together import NEAR, kept, of_pronouns, of_several
from onrecord.reading.cases.turns import Found
from onrecord.reading.cases.whom import NOBODY
from onrecord.reading.turning import Ground, Turn

_AGAINST = re.compile(r"\b(?:case|charges?|indictment|proceedings) against ")
_FEW = 4  # people whom talk of an exchange can be of
_KNOWN = frozenset({"arrested", "detained", "deported"})
_TAKEN = frozenset({"arrested", "detained", "charged", "wanted"})
_GONE = frozenset({"released", "deported", "exchanged", "pardoned", "died", "acquitted"})


def settled(ground: Ground, company: Company, found: Sequence[Found]) -> list[Found]:
    """The turns with persons in the place of words that stand for them, where there are any."""
    found = sorted(found, key=lambda f: f.turn.start)
    found = of_several(ground, company, found)
    found = of_pronouns(ground, found)
    found = of_described(ground, company, found)
    found = with_those_among(ground, found)
    found = _of_nobody(ground, found)
    return _strong(ground, company, dated_after(ground, found))


def _of_nobody(ground: Ground, found: Sequence[Found]) -> list[Found]:
    """«after a closed trial»: of those whose case is told there, else of the only one."""
    held = [f for f in found if NOBODY not in f.persons]
    only = {p for f in held if not f.weak for p in f.persons} or _accused(ground)
    made = []
    for one in found:
        if NOBODY in one.persons:
            people = _meant(ground, held, one.turn)
            if not people and len(only) == 1 and one.turn.label not in {"exchanged", "pardoned"}:
                people = tuple(only)
            if one.nth is not None and len(people) > 1:
                people = people[one.nth : one.nth + 1]
            if not people:
                continue
            one = replace(one, persons=people)
        made.append(one)
    return made


def _accused(ground: Ground) -> set[str]:
    """«The case against X»: of whom a report tells that whose steps it names nobody for."""
    found = set()
    for match in _AGAINST.finditer(ground.text):
        here = ground.starting(match.end())
        owner = here is not None and ground.text[here.end : here.end + 2] in {"'s", "’s"}
        if here is not None and not owner and ground.kind_of(here.actor) == "person":
            found.add(here.actor)
    return found


def _meant(ground: Ground, held: Sequence[Found], turn: Turn) -> tuple[str, ...]:
    if turn.label == "exchanged":
        return _exchanged(ground, held, turn)
    if turn.label == "pardoned":
        return _pardonable(held)
    if turn.label in _KNOWN:
        # «the arrest»: of somebody who is told to have been taken
        held = [f for f in held if f.turn.modality == "actual" and f.turn.label in _TAKEN]
    return _there(ground, held, turn.start)


def _pardonable(held: Sequence[Found]) -> tuple[str, ...]:
    """Of whom talk of a pardon is: of those still held, the one of whom most is told."""
    told = Counter(p for f in held if not f.weak and f.turn.label != "wanted" for p in f.persons)
    gone = {
        p for f in held for p in f.persons
        if f.turn.label in _GONE - {"acquitted", "released"} and f.turn.modality == "actual"
    }  # fmt: skip
    most = [(p, n) for p, n in told.most_common() if p not in gone][:2]
    alone = len(most) == 1 or (len(most) > 1 and most[0][1] > most[1][1])
    return (most[0][0],) if alone else ()


def _exchanged(ground: Ground, held: Sequence[Found], turn: Turn) -> tuple[str, ...]:
    """Those let go in the same sentence, where an exchange took place; else all still held."""
    if turn.modality == "denied":
        # «officially it was no exchange», told of those just let go
        return _waiting(held) or _let_go(held, turn.start)
    if turn.modality != "actual":
        return _waiting(held)
    line = ground.line(turn.start)
    low, high = line.starts[0], line.ends[-1]
    gone = tuple(dict.fromkeys(
        p for f in held for p in f.persons
        if low <= f.turn.start < high and f.turn.modality == "actual" and f.turn.label in _GONE
    ))  # fmt: skip
    known = {p for f in held if not f.weak for p in f.persons}
    return gone or tuple(
        dict.fromkeys(s.actor for s in ground.sightings(low, high) if s.actor in known)
    )  # «the spy X came home in a swap»


def _waiting(held: Sequence[Found]) -> tuple[str, ...]:
    """Of whom talk of an exchange is: all who are held and not yet let go."""
    gone = {
        p for f in held for p in f.persons
        if f.turn.label in _GONE and f.turn.modality == "actual"
    }  # fmt: skip
    left = dict.fromkeys(p for f in held if not f.weak for p in f.persons if p not in gone)
    return tuple(left) if len(left) <= _FEW else ()


def _let_go(held: Sequence[Found], at: int) -> tuple[str, ...]:
    """Those told to have been let go shortly before, two or more of them."""
    gone = dict.fromkeys(
        p for f in held for p in f.persons
        if at - NEAR <= f.turn.start < at and f.turn.label in _GONE and f.turn.modality == "actual"
    )  # fmt: skip
    return tuple(gone) if 1 < len(gone) <= _FEW else ()


def _there(ground: Ground, held: Sequence[Found], at: int) -> tuple[str, ...]:
    """The persons of the turn in the same sentence, else of the last one shortly before."""
    line = ground.line(at)
    low, high = line.starts[0], line.ends[-1]
    same = [f for f in held if low <= f.turn.start < high and not f.weak]
    if same:
        return min(same, key=lambda f: abs(f.turn.start - at)).persons
    before = [f for f in held if at - NEAR <= f.turn.start < at]
    return before[-1].persons if before else ()


def dated_after(ground: Ground, found: Sequence[Found]) -> list[Found]:
    """«They were charged ten days later»: counted from the day of what was told of them before."""
    days: dict[str, str] = {}
    made: list[Found] = []
    for one in found:
        turn = one.turn
        if one.later is not None and turn.date is None:
            base = next((days[p] for p in one.persons if p in days), None)
            value = moved_on(base, one.later.number, one.later.unit) if base else None
            if value is not None:
                date = DateSlot(value=value, basis="carried", span=one.later.span)
                turn = replace(turn, date=date, end=max(turn.end, one.later.span.end))
        if turn.date is not None and turn.date.value and turn.modality == "actual":
            days.update((p, turn.date.value) for p in one.persons)
        made.append(replace(one, turn=turn))
    return made


def _let_out(ground: Ground, one: Found) -> bool:
    """«X was released on Monday»: of a person by name, in a report that tells of others held."""
    turn = one.turn
    said = ground.text[turn.start : turn.end].lower().split()
    named = all(
        ground.kind_of(p) == "person" and ground.cast.actor(p).name[:1].isupper()
        for p in one.persons
    )
    passive = any(word.startswith(("released", "freed")) for word in said[1:])
    return turn.label == "released" and turn.modality == "actual" and named and passive


def _strong(ground: Ground, company: Company, found: Sequence[Found]) -> list[Found]:
    """What would say nothing of anybody («came home») counts for those who are held."""
    held = kept(found)
    held |= {i for i, one in company.told.items() if is_captive(one) or "captive" in i.split()}
    made = []
    for one in found:
        sure = not one.weak or (bool(held) and _let_out(ground, one))
        people = one.persons if sure else tuple(p for p in one.persons if p in held)
        if people:
            made.append(replace(one, persons=people))
    return made
