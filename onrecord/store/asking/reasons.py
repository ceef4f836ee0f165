"""Why accounts are one thing: which words and which evidence joined them, pair by pair."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from onrecord.record.accounts import Kind
from onrecord.record.folding.gathering import parts, tellings
from onrecord.record.things import Testimony, Thing
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.gathering import Heard
from onrecord.store.asking.standing import Cluster
from onrecord.store.numbers import KINDS, key
from onrecord.store.points import Points

MOST = 60  # profiles whose pairs are shown: those with the earliest accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Accounts with one profile: of them nothing had to be decided. ``keys`` are theirs."""

    number: int
    keys: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two groups, by number, and the evidence for (above zero) and against their being one."""

    one: int
    other: int
    points: float
    evidence: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why a thing is one: its groups of accounts, and the evidence between them, strongest first.

    ``left_out`` counts groups beyond those shown. ``verdicts`` are reviewers' about any of it.
    """

    id: str
    thing: Kind
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]
    left_out: int = 0
    verdicts: tuple[Verdict, ...] = ()


def reasons(
    answering: Answering, points: Points, cluster: Cluster, heard: Heard, thing: Thing
) -> Reasons:
    """The reasons of one thing."""
    kind = KINDS[cluster.kind]
    shown = _groups(answering, cluster, heard)
    profiles = _profiles(answering, points, cluster, kind)
    numbers = {name: number for number, name in enumerate(shown, start=1)}
    pairs = [
        _pair(points, kind, profiles, (one, other), numbers)
        for one, other in combinations(shown, 2)
    ]
    told = [pair for pair in pairs if pair.evidence]
    return Reasons(
        id=thing.id,
        thing=kind,
        groups=tuple(_group(numbers[name], told_by) for name, told_by in shown.items()),
        pairs=tuple(sorted(told, key=lambda one: (-one.points, one.one, one.other))),
        left_out=len(cluster.nodes) - len(shown),
        verdicts=thing.verdicts,
    )


def _groups(answering: Answering, cluster: Cluster, heard: Heard) -> dict[int, list[Testimony]]:
    """The testimonies of each node, those first that were told first."""
    told = {one.key: one for one in heard.testimonies if one.source.speaks}
    asked = "SELECT node, key FROM account WHERE node IN :nodes ORDER BY counted, key LIMIT :most"
    rows = answering.asked.rows(asked, nodes=cluster.nodes, most=20 * MOST)
    groups: dict[int, list[Testimony]] = {}
    for name, number in rows:
        one = told.get(key(number))
        if one is not None and (name in groups or len(groups) < MOST):
            groups.setdefault(name, []).append(one)
    return groups


def _group(number: int, told: list[Testimony]) -> Group:
    words = (_words(one) for one in told)
    return Group(
        number=number,
        keys=tuple(dict.fromkeys(one.key for one in told)),
        reports=tuple(dict.fromkeys(one.source.report for one in told)),
        outlets=tuple(dict.fromkeys(one.source.outlet or one.source.source for one in told)),
        words=tuple(dict.fromkeys(word for word in words if word)),
    )


def _words(testimony: Testimony) -> str:
    """The words of an account that show best what it tells."""
    for part in parts(testimony):
        for one in tellings(part):
            return one.span.text
    return ""


def _profiles(answering: Answering, points: Points, cluster: Cluster, kind: Kind) -> dict[int, Any]:
    asked = "SELECT id, profile FROM node WHERE id IN :nodes"
    rows = answering.asked.rows(asked, nodes=cluster.nodes)
    return {name: points.profile(kind, name, package) for name, package in rows}


def _pair(
    points: Points,
    kind: Kind,
    profiles: Mapping[int, Any],
    pair: tuple[int, int],
    numbers: Mapping[int, int],
) -> Pair:
    first, second = sorted(pair)
    evidence = dict(points.identities[kind].evidence(profiles[first], profiles[second]))
    one, other = sorted((numbers[first], numbers[second]))
    told = {name: round(value, 3) for name, value in evidence.items() if value}
    return Pair(one=one, other=other, points=round(sum(evidence.values()), 3), evidence=told)
