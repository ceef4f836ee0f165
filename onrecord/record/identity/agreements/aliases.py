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
from onrecord.record.identity.sketches import Sketch

Pair = tuple[int, int]
Names = frozenset[str]
Parties = tuple[Sketch, ...]


def reread(
    profiles: Mapping[int, AgreementProfile], points: Mapping[Pair, float]
) -> dict[Pair, float]:
    """The points of each pair of a component, each profile under all names that it has.

    One that has no full name is laid beside one that has with all parties that any report gives
    to that name, and all that any says it is about: most reports of a known treaty tell none, and
    call it by the name alone, where one calls it «the harbours pact» too.
    """
    groups, parties, about = _groups(profiles), _parties(profiles), _about(profiles)
    wider = {name: _wider(one, groups) for name, one in profiles.items()}
    found = dict(points)
    for one, other in combinations(sorted(profiles), 2):
        named = bool(_full(profiles[one])), bool(_full(profiles[other]))
        if named[0] != named[1]:
            told = (_told(wider[name], parties, about) for name in (one, other))
        elif wider[one] is not profiles[one] or wider[other] is not profiles[other]:
            told = (wider[name] for name in (one, other))
        else:
            continue
        found[one, other] = sum(evidence(*told).values())
    return found


def _full(one: AgreementProfile) -> set[tuple[str, ...]]:
    """Its names of two words or more, without their heads."""
    return {words for name in one.names if len(words := bare(name)) > 1}


def _parties(profiles: Mapping[int, AgreementProfile]) -> dict[tuple[str, ...], Parties]:
    """The most parties that a profile tells beside each full name."""
    found: dict[tuple[str, ...], Parties] = {}
    for one in profiles.values():
        for words in _full(one):
            found[words] = max(found.get(words, ()), one.parties, key=lambda p: (len(p), repr(p)))
    return found


def _about(profiles: Mapping[int, AgreementProfile]) -> dict[tuple[str, ...], set[str]]:
    """What any profile says that an agreement of a full name is about."""
    found: dict[tuple[str, ...], set[str]] = {}
    for one in profiles.values():
        for words in _full(one):
            found.setdefault(words, set()).update(one.about)
    return found


def _told(
    one: AgreementProfile,
    parties: Mapping[tuple[str, ...], Parties],
    about: Mapping[tuple[str, ...], set[str]],
) -> AgreementProfile:
    """A profile with what others tell of an agreement of its full name; as it is without one."""
    full = sorted(_full(one))
    known = [parties[words] for words in full if words in parties]
    most = max([one.parties, *known], key=lambda p: (len(p), repr(p)))
    more = set(one.about).union(*(about[words] for words in full if words in about))
    if len(most) > len(one.parties):
        one = replace(one, parties=most)
    return replace(one, about=tuple(sorted(more))) if more > set(one.about) else one


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
