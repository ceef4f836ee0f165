"""Surnames that other reports of a component have whole: «Torekhan» there, Ilyas Torekhan here.

Reports that follow an arrest soon call whoever is held by the surname alone. Where all full names
of a component that have it are of one person, it is that person's.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from onrecord.record.identity.actors.matching import match
from onrecord.record.identity.actors.names import borne_by_many, parsed
from onrecord.record.identity.cases.blocks import surnames
from onrecord.record.identity.cases.evidence import evidence
from onrecord.record.identity.cases.profile import CaseProfile

__all__ = ["reread"]

Pair = tuple[int, int]


def reread(profiles: Mapping[int, CaseProfile], points: Mapping[Pair, float]) -> dict[Pair, float]:
    """The points of each pair of a component, surnames alone read as the full name that fits."""
    full = sorted({one.name for one in profiles.values() if len(parsed(one.name).whole) > 1})
    known = {name: _whole(one, full) for name, one in profiles.items()}
    changed = {name for name, one in known.items() if one is not profiles[name]}
    found = dict(points)
    for one, other in combinations(sorted(profiles), 2):
        if one in changed or other in changed:
            found[one, other] = sum(evidence(known[one], known[other]).values())
    return found


def _whole(one: CaseProfile, full: list[str]) -> CaseProfile:
    """A case under the one full name that its surname may be; as it is where there is none."""
    name = parsed(one.name)
    if not name.bare or borne_by_many(name.words[0]):
        return one
    like = [other for other in full if surnames(one) & surnames(replace(one, name=other))]
    if not like or not all(_of_one(like[0], other) for other in like[1:]):
        return one
    return replace(one, name=like[0])


def _of_one(one: str, other: str) -> bool:
    """Whether two full names may be one person's."""
    return match(parsed(one), parsed(other), frozenset()).kind == "full name"
