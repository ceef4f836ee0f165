"""Why accounts are one thing: which words and which evidence joined them, pair by pair."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from onrecord.record.accounts import Kind
from onrecord.record.folding.gathering import parts, tellings
from onrecord.record.things import Testimony, Thing
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.standing import Cluster, speaking
from onrecord.store.numbers import KINDS
from onrecord.store.points import Points

MOST = 60  # profiles whose pairs are shown: those with the earliest accounts
TOLD = 60  # accounts that are read, as many of each profile (at least one): the first ones
_COUNTED = 1_000  # as far as accounts of an earlier moment are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Accounts with one profile: of them nothing had to be decided.

    ``accounts`` counts them (as of an earlier moment no further than to 1,000); the rest is of the
    first of them, where there are many.
    """

    number: int
    accounts: int
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


def reasons(answering: Answering, points: Points, cluster: Cluster, thing: Thing) -> Reasons:
    """The reasons of one thing."""
    kind = KINDS[cluster.kind]
    shown = _groups(answering, cluster)
    counts = _counts(answering, cluster, shown)
    profiles = _profiles(answering, points, shown, kind)
    numbers = {name: number for number, name in enumerate(shown, start=1)}
    pairs = [
        _pair(points, kind, profiles, (one, other), numbers)
        for one, other in combinations(shown, 2)
    ]
    told = [pair for pair in pairs if pair.evidence]
    return Reasons(
        id=thing.id,
        thing=kind,
        groups=tuple(
            _group(numbers[name], counts[name], told_by) for name, told_by in shown.items()
        ),
        pairs=tuple(sorted(told, key=lambda one: (-one.points, one.one, one.other))),
        left_out=len(cluster.nodes) - len(shown),
        verdicts=thing.verdicts,
    )


def _groups(answering: Answering, cluster: Cluster) -> dict[int, list[Testimony]]:
    """The first testimonies of each node, those nodes first that were told first."""
    speaks = speaking("version", answering.standing.moment)
    asked, at = answering.asked, answering.standing.at
    begun = _BEGUN.format(first=_OF_NODE.format(node="given.value", speaks=speaks, most=1))
    names = asked.column(begun, nodes=cluster.nodes, most=MOST, **at)
    of_node = _OF_NODE.format(node=":node", speaks=speaks, most=max(1, TOLD // max(1, len(names))))
    accounts = [id for name in names for id in asked.column(of_node, node=name, **at)]
    groups: dict[int, list[Testimony]] = {name: [] for name in names}
    for name, one in answering.folding.told(accounts):
        groups[name].append(one)
    return {name: told for name, told in groups.items() if told}


def _counts(answering: Answering, cluster: Cluster, names: Collection[int]) -> dict[int, int]:
    """How many accounts of each of some nodes speak."""
    sums = answering.standing.sums(cluster)
    if sums is not None:
        return {name: of.accounts for name, of in sums}
    speaks, at = speaking("version", answering.standing.moment), answering.standing.at
    some = _OF_NODE.format(node=":node", speaks=speaks, most=_COUNTED)
    return {name: len(answering.asked.column(some, node=name, **at)) for name in names}


def _group(number: int, accounts: int, told: list[Testimony]) -> Group:
    words = (_words(one) for one in told)
    return Group(
        number=number,
        accounts=accounts,
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


def _profiles(
    answering: Answering, points: Points, names: Collection[int], kind: Kind
) -> dict[int, Any]:
    asked = "SELECT id, profile FROM node WHERE id IN :nodes"
    rows = answering.asked.rows(asked, nodes=list(names))
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


_OF_NODE = """
    SELECT account.id FROM account JOIN version ON version.id = account.version
    WHERE account.node = {node} AND {speaks} ORDER BY account.counted, account.key LIMIT {most}
"""
_BEGUN = """
    SELECT node FROM account WHERE id IN (SELECT ({first}) FROM EACH :nodes)
    ORDER BY counted, key LIMIT :most
"""
