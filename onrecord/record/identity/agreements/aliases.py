"""Two names of one agreement: where some report calls it by both, both are its names.

A treaty has a long title and a short name, and most reports give one of them. What one profile of
a component says of names, the component's other profiles are read by.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from onrecord.record.identity.agreements.evidence import evidence
from onrecord.record.identity.agreements.naming import bare, number
from onrecord.record.identity.agreements.profile import AgreementProfile

Pair = tuple[int, int]
Names = frozenset[str]


def reread(
    profiles: Mapping[int, AgreementProfile], points: Mapping[Pair, float]
) -> dict[Pair, float]:
    """The points of each pair of a component, each profile under all names that it has."""
    groups = _groups(profiles)
    if not groups:
        return dict(points)
    wider = {name: _wider(one, groups) for name, one in profiles.items()}
    found = dict(points)
    for one, other in combinations(sorted(profiles), 2):
        if wider[one] is not profiles[one] or wider[other] is not profiles[other]:
            found[one, other] = sum(evidence(wider[one], wider[other]).values())
    return found


def _groups(profiles: Mapping[int, AgreementProfile]) -> list[Names]:
    """Names that some profile gives together, as far as their numbers allow."""
    groups: list[Names] = []
    for names in sorted({one.names for one in profiles.values() if len(one.names) > 1}):
        full = frozenset(name for name in names if len(bare(name)) > 1)
        if len(full) < 2 or len({number(name) for name in full}) > 1:
            continue
        touched = [group for group in groups if group & full]
        groups = [group for group in groups if not group & full]
        groups.append(full.union(*touched))
    return groups


def _wider(one: AgreementProfile, groups: list[Names]) -> AgreementProfile:
    more = [group for group in groups if group & set(one.names)]
    names = tuple(sorted(set(one.names).union(*more)))
    return one if names == one.names else replace(one, names=names)
