"""What reviewers' verdicts do to clusters: who is always one, who never, and what contradicts what.

A merge says that some accounts are one thing, a split that some are no part of what others are.
Verdicts speak of accounts, clusters are of nodes (profiles by name). An account that was ever split
off is a node of its own (``parted``), so that one of two equal profiles can be told apart from the
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

# The splits by the two nodes that they keep apart.
Never = defaultdict[int, defaultdict[int, list[Verdict]]]


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
    """Keys of the accounts that stand for themselves: those that a standing split took out."""
    return frozenset(key for one in standing(verdicts) if one.verdict == "split" for key in one.of)


def parted(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """Keys of the accounts that are nodes of their own: those that any split ever took out.

    Also one that was undone since: as of a moment before that, it stood. Where the split does not
    stand, such a node counts as that of its profile.
    """
    return frozenset(key for one in verdicts if one.verdict == "split" for key in one.of)


def node_of(kind: Kind, profile: object, key: str, alone: Collection[str]) -> int:
    """The node of an account: that of its profile, or its own where it is among those ``alone``."""
    return named(kind, (profile, key)) if key in alone else named(kind, profile)


def bonds(verdicts: Iterable[Verdict], nodes: Nodes) -> Bonds:
    """What the standing merges and splits say of nodes.

    Everything that merges tie, over any number of them, is together. A verdict that contradicts
    those given before it does not hold, as a whole; what it contradicts is told with it. What was
    told by hand and what was read with the same key are one, unless a split says otherwise.
    """
    classes = _Classes()
    never: Never = defaultdict(lambda: defaultdict(list))
    contradictions: list[Contradiction] = []
    ties: set[Pair] = set()
    for one in standing(verdicts):
        if one.verdict == "note":
            ties.update(_told_alike(one, nodes, classes, never))
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
            for first, second in _never(one, nodes):
                never[first][second].append(one)
                never[second][first].append(one)
    apart = frozenset((one, other) for one in never for other in never[one] if one < other)
    return Bonds(classes.pairs(), apart, frozenset(ties), tuple(contradictions))


def _told_alike(one: Verdict, nodes: Nodes, classes: "_Classes", never: "Never") -> Iterator[Pair]:
    """Ties the nodes of each key that a note is about; the pairs that are decided together."""
    for key in one.of:
        alike = sorted(nodes.get(key, ()))
        joined = {node for named in alike for node in classes.of(named)}
        if len(alike) > 1 and not any(joined & never.get(node, {}).keys() for node in joined):
            classes.tie(one, alike)
            yield from pairwise(alike)


def _opposed(
    one: Verdict, nodes: Nodes, classes: "_Classes", never: "Never"
) -> tuple[Verdict, ...]:
    """The verdicts that stand against one that comes after them."""
    found: dict[str, Verdict] = {}
    if one.verdict == "split":
        for pair in _never(one, nodes):
            if classes.joined(*pair):
                found |= {other.id: other for other in classes.behind(pair)}
    else:
        joined = {node for named in _known(one.of, nodes) for node in classes.of(named)}
        for node in joined:
            for other in joined & never.get(node, {}).keys():
                found |= {split.id: split for split in never[node][other]}
    return tuple(sorted(found.values(), key=lambda v: v.order))


def _known(keys: Iterable[str], nodes: Nodes) -> list[int]:
    return sorted({node for key in keys for node in nodes.get(key, ())})


def _never(one: Verdict, nodes: Nodes) -> Iterator[Pair]:
    for key in _known(one.of, nodes):
        for other in _known(one.against, nodes):
            if key != other:
                yield (key, other) if key < other else (other, key)


class _Classes:
    """Nodes that merges tie: of each its class, and of each class the merges behind it."""

    def __init__(self) -> None:
        self._class: dict[int, set[int]] = {}
        self._behind: dict[int, list[Verdict]] = {}  # by the least node of a class

    def of(self, node: int) -> set[int]:
        """All nodes of a node's class."""
        return self._class.get(node) or {node}

    def joined(self, one: int, other: int) -> bool:
        return other in self.of(one)

    def tie(self, verdict: Verdict, nodes: list[int]) -> None:
        every = {other for node in nodes for other in self.of(node)}
        before = {min(self.of(node)) for node in nodes}
        behind = [one for least in sorted(before) for one in self._behind.pop(least, ())]
        if every:
            self._behind[min(every)] = [*behind, verdict]
        self._class |= dict.fromkeys(every, every)

    def behind(self, pair: Pair) -> list[Verdict]:
        """The merges of the class that a pair is in."""
        return self._behind.get(min(self.of(pair[0])), [])

    def pairs(self) -> frozenset[Pair]:
        groups = {min(one): one for one in self._class.values()}
        return frozenset(
            pair for group in groups.values() for pair in combinations(sorted(group), 2)
        )
