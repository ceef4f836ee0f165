"""What reviewers' verdicts do to clusters: who is always one, who never, and what contradicts what.

A merge says that some accounts are one thing, a split that some are no part of what others are.
Verdicts speak of accounts, clusters are of nodes (profiles by name). An account that was split off
is a node of its own (``singled``), so that one of two equal profiles can be told apart from the
other. All of it depends on the verdicts and on which node an account is of, never on when they
came to the record.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from onrecord.record.accounts import Kind
from onrecord.record.clusters import Pair
from onrecord.record.identity.protocol import named
from onrecord.record.verdicts import Verdict, standing

# The nodes of the accounts that have a key: one for each version of the report that tells it
# otherwise. A key that is not there is of no account in the record.
Nodes = Mapping[str, Collection[int]]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A verdict that does not hold, because of others that were given before it."""

    verdict: Verdict
    before: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Bonds:
    """Pairs of nodes (smaller first) that are always one thing, that never are, and what failed.

    ``ties`` are nodes that are to be decided together: those of merges, also of such as do not
    hold, so that what holds can be seen from one component alone.
    """

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    ties: frozenset[Pair] = frozenset()
    contradictions: tuple[Contradiction, ...] = ()


def singled(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """Keys of the accounts that are nodes of their own: those that a standing split took out."""
    return frozenset(key for one in standing(verdicts) if one.verdict == "split" for key in one.of)


def node_of(kind: Kind, profile: object, key: str, alone: Collection[str]) -> int:
    """The node of an account: that of its profile, or its own where it is among those ``alone``."""
    return named(kind, (profile, key)) if key in alone else named(kind, profile)


def bonds(verdicts: Iterable[Verdict], nodes: Nodes) -> Bonds:
    """What the standing merges and splits say of nodes.

    Everything that merges tie, over any number of them, is together. A verdict that contradicts
    those given before it does not hold, as a whole; what it contradicts is told with it.
    """
    classes = _Classes()
    never: dict[Pair, list[Verdict]] = defaultdict(list)
    contradictions: list[Contradiction] = []
    ties: set[Pair] = set()
    for one in standing(verdicts):
        if one.verdict not in ("merge", "split"):
            continue
        if one.verdict == "merge":
            ties.update(pairwise(_known(one.of, nodes)))
        opposed = _opposed(one, nodes, classes, never)
        if opposed:
            contradictions.append(Contradiction(one, opposed))
        elif one.verdict == "merge":
            classes.tie(one, _known(one.of, nodes))
        else:
            for pair in _never(one, nodes):
                never[pair].append(one)
    return Bonds(classes.pairs(), frozenset(never), frozenset(ties), tuple(contradictions))


def _opposed(
    one: Verdict,
    nodes: Nodes,
    classes: "_Classes",
    never: Mapping[Pair, list[Verdict]],
) -> tuple[Verdict, ...]:
    """The verdicts that stand against one that comes after them."""
    found: dict[str, Verdict] = {}
    if one.verdict == "split":
        for pair in _never(one, nodes):
            if classes.joined(*pair):
                found |= {other.id: other for other in classes.behind(pair)}
    else:
        named = {classes.root(node) for node in _known(one.of, nodes)}
        for (first, second), splits in never.items():
            roots = {classes.root(first), classes.root(second)}
            if roots <= named:
                found |= {other.id: other for other in splits}
    return tuple(sorted(found.values(), key=lambda v: v.order))


def _known(keys: Iterable[str], nodes: Nodes) -> list[int]:
    return sorted({node for key in keys for node in nodes.get(key, ())})


def _never(one: Verdict, nodes: Nodes) -> Iterator[Pair]:
    for key in _known(one.of, nodes):
        for other in _known(one.against, nodes):
            if key != other:
                yield (key, other) if key < other else (other, key)


class _Classes:
    """Nodes that merges tie: each class by its least node, with the merges behind it."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}
        self._merges: list[tuple[Verdict, list[int]]] = []

    def root(self, node: int) -> int:
        while (above := self._above.get(node, node)) != node:
            node = above
        return node

    def joined(self, one: int, other: int) -> bool:
        return self.root(one) == self.root(other)

    def tie(self, verdict: Verdict, nodes: list[int]) -> None:
        self._merges.append((verdict, nodes))
        for node in nodes:
            self._above.setdefault(node, node)
        roots = {self.root(node) for node in nodes}
        for root in roots:
            self._above[root] = min(roots)

    def behind(self, pair: Pair) -> list[Verdict]:
        """The merges of the class that a pair is in."""
        root = self.root(pair[0])
        return [one for one, nodes in self._merges if nodes and self.root(nodes[0]) == root]

    def pairs(self) -> frozenset[Pair]:
        members = defaultdict(list)
        for node in sorted(self._above):
            members[self.root(node)].append(node)
        return frozenset(pair for group in members.values() for pair in combinations(group, 2))
