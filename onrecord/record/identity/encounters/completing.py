"""What other reports of a component tell better: «Nasibli» there, the minister here.

One report names a minister and says of which state; the next has the name alone, the third the
office alone. What the reports of one component say of a person is put together, and each account
is read again with it. Two accounts without a day are not told apart by that where a third, which
has one, is tied to both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.matching import match
from onrecord.record.identity.actors.names import parsed
from onrecord.record.identity.actors.offices import agree, held_by_one
from onrecord.record.identity.actors.spelling import loose
from onrecord.record.identity.days import Days, days
from onrecord.record.identity.encounters.evidence import LITTLE, evidence
from onrecord.record.identity.encounters.profile import EncounterProfile
from onrecord.record.identity.sketches import Sketch, in_order, whole

__all__ = ["completed", "reread"]

Pair = tuple[int, int]

# What two accounts without a day have against each other for want of one.
_NO_DAY = frozenset(
    {"always", "no day", "reports apart", "reports far apart", "next report day", "little known"}
)
_TERM = 60  # days around a report for which an office that another tells is taken to be held


@dataclass(frozen=True, slots=True)
class _Told:
    """A person as a report tells of him or her, and when that report is of."""

    who: Sketch
    when: Days | None


def reread(
    profiles: Mapping[int, EncounterProfile], points: Mapping[Pair, float]
) -> dict[Pair, float]:
    """The points of each pair of a component, participants told as well as any report tells."""
    known = completed(profiles)
    changed = {name for name, one in known.items() if one is not profiles[name]}
    found = dict(points)
    for one, other in combinations(sorted(profiles), 2):
        if one in changed or other in changed:
            found[one, other] = _sum(known[one], known[other])
    return found | dict.fromkeys(_bridged(known, found), LITTLE)


@lru_cache(maxsize=65536)
def _sum(one: EncounterProfile, other: EncounterProfile) -> float:
    return sum(evidence(one, other).values())


def _bridged(known: Mapping[int, EncounterProfile], points: Mapping[Pair, float]) -> Iterator[Pair]:
    """Pairs that only want a day, and that one which has it is tied to both of."""
    near: dict[int, set[int]] = {name: set() for name in known}
    for (one, other), value in points.items():
        if value > 0:
            for name, third in ((one, other), (other, one)):
                if name in known and third in known and known[third].reported is None:
                    near[name].add(third)
    undated = sorted(name for name in near if known[name].reported is not None and near[name])
    for one, other in combinations(undated, 2):
        if near[one] & near[other] and points.get((one, other), 0.0) < LITTLE:
            found = evidence(known[one], known[other])
            if all(value > 0 or name in _NO_DAY for name, value in found.items()):
                yield one, other


def completed(profiles: Mapping[int, EncounterProfile]) -> dict[int, EncounterProfile]:
    """The profiles, their participants with the state and office that others tell of them."""
    told = {_Told(who, _when(one)) for one in profiles.values() for who in one.participants}
    cast = sorted(
        (one for one in told if one.who.sort == "person" and len(parsed(one.who.name).whole) > 1),
        key=lambda one: (whole(one.who), repr(one.when)),
    )
    return {name: _completed(one, cast) for name, one in profiles.items()}


def _when(one: EncounterProfile) -> Days | None:
    return days(one.date) or days(one.reported)


def _completed(one: EncounterProfile, cast: list[_Told]) -> EncounterProfile:
    better = in_order(_better(who, _when(one), cast) for who in one.participants)
    people = [who.name for who in better if who.sort == "person"]
    lost = len(better) < len(one.participants) or len(set(people)) < len(people)
    if lost or better == one.participants:
        return one  # two of one report are taken for one person; or as it was
    return replace(one, participants=better)


def _better(who: Sketch, when: Days | None, cast: list[_Told]) -> Sketch:
    """A participant as well told as any report of the component tells of the same person."""
    if who.sort == "office" and not who.ident:
        return _holder(who, when, cast)
    like = [one for one in cast if _same(who, one.who)]
    if who.ident or not like or not _one_person(one.who for one in like):
        return who
    found = who
    if who.sort == "described" or len(parsed(who.name).whole) < 2:
        found = replace(like[0].who, state=who.state, office=who.office, walk=who.walk, ident="")
    states = {one.who.state for one in like} - {""}
    if not found.state and len(states) == 1:
        found = replace(found, state=min(states))
    office = _office(found, when, like, cast)
    return replace(found, office=office, walk="public") if office else found


def _same(who: Sketch, other: Sketch) -> bool:
    """Whether a participant is one by name: the full name, or a word of it where no more is told.

    Not where so many bear the name that it says little.
    """
    if who.sort == "described" and not who.state and who.name and " " not in who.name:
        return loose(who.name) in {loose(word) for word in parsed(other.name).words[1:]}
    if who.sort != "person":
        return False
    met = match(parsed(who.name), parsed(other.name), {who.state, other.state} - {""})
    if met.often or met.kind not in ("full name", "surname"):
        return False
    return met.kind == "surname" or sum(likeness(who, other).values()) > 0


def _one_person(found: Iterable[Sketch]) -> bool:
    """Whether all of them are of one person by name."""
    every = sorted(set(found), key=whole)
    return all(sum(likeness(every[0], other).values()) > 0 for other in every[1:])


def _office(who: Sketch, when: Days | None, like: list[_Told], cast: list[_Told]) -> str:
    """The office that other reports of about that time tell; "" where it is told or in doubt.

    In doubt is one that somebody of another name is said to hold no farther from that time.
    """
    if not who.state or held_by_one(who.office):
        return ""
    held = {one.who.office for one in like if held_by_one(one.who.office)}
    found = [(gap, office) for office in held if (gap := _gap(when, like, office)) <= _TERM]
    if not found or (len(found) > 1 and sorted(found)[0][0] == sorted(found)[1][0]):
        return ""
    gap, office = min(found)
    others = [one for one in cast if one.who.state == who.state and one not in like]
    return office if gap < _gap(when, others, office) else ""


def _holder(who: Sketch, when: Days | None, cast: list[_Told]) -> Sketch:
    """Whoever is told to hold an office nearest to that time; the office itself where in doubt."""
    held = [one for one in cast if one.who.state == who.state and one.who.office == who.office]
    near = min((_gap(when, [one], who.office) for one in held), default=_NEVER)
    here = [one.who for one in held if _gap(when, [one], who.office) == near]
    return here[0] if near <= _TERM and _one_person(here) else who


_NEVER = 10**6


def _gap(when: Days | None, told: list[_Told], office: str) -> int:
    """The days between a time and the nearest at which one of those told has an office."""
    held = (one.when for one in told if agree(one.who.office, office))
    return min((when.gap(day) for day in held if when and day), default=_NEVER)
