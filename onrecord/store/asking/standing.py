"""How the record stood at a moment: which versions spoke, which nodes were one thing.

Now (no moment), the store's own decisions hold. Of an earlier moment only versions counted by then
are heard, of each report the newest such; the components of what is asked for are decided again in
memory (``then``). Where all of a component spoke then as it does now, and no reviewer ever judged
of it, it is as it is now.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.record.verdicts import Verdict
from onrecord.store.belonging import members
from onrecord.store.numbers import PLACES
from onrecord.store.points import Points
from onrecord.store.straight import Straight

if TYPE_CHECKING:
    from onrecord.store.asking.then import Then

_REPLACED = 400  # versions replaced since a moment whose nodes are listed
_ANY: frozenset[int] = frozenset({0})  # all nodes may have been touched


@dataclass(frozen=True, slots=True)
class Cluster:
    """The nodes that are one thing; ``name`` is the least of them."""

    kind: int
    nodes: tuple[int, ...]

    @property
    def name(self) -> int:
        """What the thing is called in the store at that moment."""
        return self.nodes[0]


class Sum(NamedTuple):
    """What the accounts of a node come to: how many, the least (counted, key)."""

    accounts: int
    first: int
    key: int


def speaking(of: str, moment: int | None) -> str:
    """That a version, by its name in a question, speaks at ``:moment``; None for now."""
    if moment is None:
        return f"{of}.until IS NULL"
    return (
        f"({of}.counted <= :moment AND ({of}.until IS NULL OR {of}.until > :moment)"
        f" AND ({of}.noted_from IS NULL OR {of}.noted_from <= :moment))"
    )


class Standing:
    """The clusters of one record at one moment, each decided once."""

    def __init__(
        self,
        asked: Straight,
        points: Points,
        moment: int | None,
        verdicts: Sequence[Verdict] = (),
    ) -> None:
        self._asked = asked
        self._points = points
        self._verdicts = verdicts
        self.moment = moment
        self.at: dict[str, int] = {} if moment is None else {"moment": moment}
        self._of_node: dict[int, Cluster | None] = {}
        self._sums: dict[int, Sum] = {}
        self._touched: frozenset[int] | None = None
        self._decides: Then | None = None

    def of(self, nodes: Collection[int]) -> dict[int, Cluster]:
        """The cluster of each node; a node of which no account speaks has none."""
        known = self._of_node
        unknown = [one for one in nodes if one not in known]
        if unknown and self.moment is None:
            self._now(unknown)
        elif unknown:
            self._then(unknown)
        found = {one: cluster for one in nodes if (cluster := known[one]) is not None}
        if self.moment is None:
            names = {one.name for one in found.values()}
            self._asked.rests(things=names.union(one for one in nodes if one not in found))
        return found

    def of_accounts(self, accounts: Collection[int]) -> set[Cluster]:
        """The clusters that some accounts, by their numbers, belong to."""
        nodes = self._asked.column(
            "SELECT DISTINCT node FROM account WHERE id IN :accounts", accounts=accounts
        )
        return set(self.of(nodes).values())

    def sums(self, cluster: Cluster) -> list[tuple[int, Sum]] | None:
        """What the accounts of its nodes come to, in the order of the nodes.

        None where that is not known: some of them spoke no more, or not yet.
        """
        found = [(one, self._sums[one]) for one in cluster.nodes if one in self._sums]
        return found if len(found) == len(cluster.nodes) else None

    def _now(self, nodes: Collection[int]) -> None:
        with self._asked.aside():  # which nodes are one thing is told of by its name
            rows = self._asked.rows(_OF_THINGS, nodes=nodes)
        members: dict[int, list[int]] = defaultdict(list)
        kinds: dict[int, int] = {}
        for name, thing, kind, accounts, first, key in rows:
            members[thing].append(name)
            kinds[thing] = kind
            if accounts:
                self._sums[name] = Sum(accounts, first, key)
        self.keep(Cluster(kinds[one], tuple(sorted(group))) for one, group in members.items())
        self._none(nodes)

    def _then(self, nodes: Collection[int]) -> None:
        if changed := self._changed(nodes):
            if self._decides is None:
                from onrecord.store.asking.then import Then  # what decides is long to import

                self._decides = Then(self._asked, self._points, self.at["moment"], self._verdicts)
            self.keep(self._decides.decided(changed))
        self._none(nodes)

    def _changed(self, nodes: Collection[int]) -> list[int]:
        """Those whose component was not as it is now; the clusters of the others are kept."""
        if self._touched is None:
            self._touched = self._touched_since()
        if self._touched is _ANY:
            return list(nodes)
        rows = self._asked.rows(_OF_COMPONENTS, nodes=nodes)
        moment = self.at["moment"]
        changed = {
            component
            for name, component, _, _, last, *_ in rows
            if (last is not None and last > moment) or name in self._touched
        }
        members: dict[int, list[int]] = defaultdict(list)
        kinds: dict[int, int] = {}
        for name, component, thing, kind, _, accounts, first, key in rows:
            if thing is not None and component not in changed:
                members[thing].append(name)
                kinds[thing] = kind
                if accounts:
                    self._sums[name] = Sum(accounts, first, key)
        self.keep(Cluster(kinds[one], tuple(sorted(group))) for one, group in members.items())
        wanted = set(nodes)
        return [name for name, component, *_ in rows if component in changed and name in wanted]

    def _touched_since(self) -> frozenset[int]:
        """The nodes with an account that spoke then and does not now, or that was ever judged of.

        ``_ANY`` where so many versions were replaced since that it does not pay to list them.
        """
        replaced = self._asked.column(
            f"SELECT id FROM version WHERE until > :moment LIMIT {_REPLACED + 1}", **self.at
        )
        if len(replaced) > _REPLACED:
            return _ANY
        found: set[int] = set()
        replaced += self._asked.column(_NOTED_SINCE, **self.at)
        if replaced:
            found |= set(self._asked.column(_NODES_OF_VERSIONS, versions=replaced))
        # Keys first, then accounts: the other way round all accounts would be gone through.
        if keys := self._asked.column("SELECT DISTINCT key FROM judged"):
            found |= set(self._asked.column(_NODES_OF_KEYS, keys=keys))
        return frozenset(found)

    def keep(self, clusters: Iterable[Cluster]) -> None:
        """Takes clusters for those of their nodes."""
        for cluster in clusters:
            for name in cluster.nodes:
                self._of_node[name] = cluster

    def _none(self, nodes: Collection[int]) -> None:
        for name in nodes:
            self._of_node.setdefault(name, None)


_OF_THINGS = members("thing", "id, thing, kind, accounts, first, key")
_OF_COMPONENTS = members("component", "id, component, thing, kind, last, accounts, first, key")
_NODES_OF_VERSIONS = f"""
    SELECT account.node FROM EACH :versions
    JOIN account ON account.id
        BETWEEN given.value << {PLACES} AND (given.value << {PLACES}) + {(1 << PLACES) - 1}
"""
_NOTED_SINCE = "SELECT id FROM version WHERE noted IS NOT NULL AND noted_from > :moment"
_NODES_OF_KEYS = "SELECT node FROM account WHERE key IN :keys"
