"""How the record stood at a moment: which versions spoke, which nodes were one thing.

Now (no moment), the store's own decisions hold. Of an earlier moment only versions counted by then
are heard, of each report the newest such; the components of what is asked for are decided again in
memory, from the nodes that spoke then and the verdicts given by then. Where all of a component
spoke then as it does now, and no reviewer ever judged of it, it is as it is now.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, or_, select

from onrecord.record.clusters import Pair
from onrecord.record.review import Bonds
from onrecord.record.verdicts import Verdict
from onrecord.store.among import among, each
from onrecord.store.deciding import connected, decide
from onrecord.store.judging import pairs, rejoined
from onrecord.store.numbers import KINDS
from onrecord.store.points import Points
from onrecord.store.schema import PLACES, account, apart, judged, node, version

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


def speaking(of: FromClause, moment: int | None) -> ColumnElement[bool]:
    """That a version speaks; ``moment`` in seconds since 1970, None for now."""
    if moment is None:
        return of.c.until.is_(None)
    return and_(of.c.counted <= moment, or_(of.c.until.is_(None), of.c.until > moment))


class Standing:
    """The clusters of one record at one moment, each decided once."""

    def __init__(
        self,
        connection: Connection,
        points: Points,
        moment: int | None,
        verdicts: Sequence[Verdict] = (),
    ) -> None:
        self._connection = connection
        self._points = points
        self._verdicts = verdicts
        self.moment = moment
        self._of_node: dict[int, Cluster | None] = {}
        self._touched: frozenset[int] | None = None

    def of(self, nodes: Collection[int]) -> dict[int, Cluster]:
        """The cluster of each node; a node of which no account speaks has none."""
        unknown = [one for one in nodes if one not in self._of_node]
        if unknown and self.moment is None:
            self._now(unknown)
        elif unknown:
            self._then(unknown)
        found = ((one, self._of_node.get(one)) for one in nodes)
        return {one: cluster for one, cluster in found if cluster is not None}

    def of_accounts(self, accounts: Collection[int]) -> set[Cluster]:
        """The clusters that some accounts, by their numbers, belong to."""
        rows = self._connection.scalars(
            select(account.c.node).where(self._among(account.c.id, accounts)).distinct()
        )
        return set(self.of(set(rows)).values())

    def _now(self, nodes: Collection[int]) -> None:
        asked = node.alias()
        rows = self._connection.execute(
            select(node.c.id, node.c.thing, node.c.kind)
            .select_from(asked.join(node, node.c.thing == asked.c.thing))
            .where(self._among(asked.c.id, nodes))
            .distinct()
        )
        members: dict[int, list[int]] = defaultdict(list)
        kinds: dict[int, int] = {}
        for name, thing, kind in rows:
            members[thing].append(name)
            kinds[thing] = kind
        self._keep(Cluster(kinds[one], tuple(sorted(group))) for one, group in members.items())
        self._none(nodes)

    def _then(self, nodes: Collection[int]) -> None:
        if changed := self._changed(nodes):
            self._decided_again(changed)
        self._none(nodes)

    def _changed(self, nodes: Collection[int]) -> list[int]:
        """Those whose component was not as it is now; the clusters of the others are kept."""
        if self._touched is None:
            self._touched = self._touched_since()
        if self._touched is _ANY:
            return list(nodes)
        asked = node.alias()
        rows = self._connection.execute(
            select(node.c.id, node.c.component, node.c.thing, node.c.kind, node.c.last)
            .select_from(asked.join(node, node.c.component == asked.c.component))
            .where(self._among(asked.c.id, nodes))
            .distinct()
        ).all()
        assert self.moment is not None
        changed = {
            component
            for name, component, _, _, last in rows
            if (last is not None and last > self.moment) or name in self._touched
        }
        members: dict[int, list[int]] = defaultdict(list)
        kinds: dict[int, int] = {}
        for name, component, thing, kind, _ in rows:
            if thing is not None and component not in changed:
                members[thing].append(name)
                kinds[thing] = kind
        self._keep(Cluster(kinds[one], tuple(sorted(group))) for one, group in members.items())
        wanted = set(nodes)
        return [name for name, component, *_ in rows if component in changed and name in wanted]

    def _touched_since(self) -> frozenset[int]:
        """The nodes with an account that spoke then and does not now, or that was ever judged of.

        ``_ANY`` where so many versions were replaced since that it does not pay to list them.
        """
        c = version.c
        replaced = self._connection.scalars(
            select(c.id).where(c.until > self.moment).limit(_REPLACED + 1)
        ).all()
        if len(replaced) > _REPLACED:
            return _ANY
        found: set[int] = set()
        if replaced:
            of = each(self._connection.dialect.name, replaced)
            first = of.c.value * (1 << PLACES)
            found |= set(
                self._connection.scalars(
                    select(account.c.node)
                    .select_from(of)
                    .join(account, account.c.id.between(first, first + (1 << PLACES) - 1))
                )
            )
        # Keys first, then accounts: the other way round all accounts would be gone through.
        keys = self._connection.scalars(select(judged.c.key).distinct()).all()
        if keys:
            of_keys = select(account.c.node).where(self._among(account.c.key, keys))
            found |= set(self._connection.scalars(of_keys))
        return frozenset(found)

    def _decided_again(self, nodes: Collection[int]) -> None:
        components, kinds = self._components(nodes)
        judged, alias = self._judged(components, kinds)
        # A merge that held then, and was taken back since, tied components that are two now.
        while far := self._beyond(components, alias, judged):
            more, of = self._components(far)
            components |= more
            kinds |= of
            judged, alias = self._judged(components, kinds)
        heard = self._heard({name for group in components.values() for name in group})
        told_apart = self._apart({n for g in components.values() for n in g}, alias)
        at = {alias.get(n, n): c for c, group in components.items() for n in group}
        ties = [(at[one], at[other]) for one, other in judged.ties if one in at and other in at]
        for group in connected(components, ties):
            packages = {n: p for component in group for n, p in components[component].items()}
            self._decide(kinds[group[0]], packages, heard, told_apart, judged, alias)

    def _components(
        self, nodes: Collection[int]
    ) -> tuple[dict[int, dict[int, bytes]], dict[int, int]]:
        """The components of some nodes with all their nodes' profiles, and their kinds."""
        asked = node.alias()
        rows = self._connection.execute(
            select(node.c.id, node.c.component, node.c.kind, node.c.profile)
            .select_from(asked.join(node, node.c.component == asked.c.component))
            .where(self._among(asked.c.id, nodes))
            .distinct()
        )
        components: dict[int, dict[int, bytes]] = defaultdict(dict)
        kinds: dict[int, int] = {}
        for name, component, kind, package in rows:
            components[component][name] = package
            kinds[component] = kind
        return dict(components), kinds

    def _judged(
        self, components: Mapping[int, Mapping[int, bytes]], kinds: Mapping[int, int]
    ) -> tuple[Bonds, dict[int, int]]:
        """What was judged then; nodes that were split off later, by the ones they were part of."""
        packages = {
            name: (KINDS[kinds[component]], package)
            for component, group in components.items()
            for name, package in group.items()
        }
        alias = rejoined(self._connection, self._points, packages, self._verdicts)
        return pairs(self._connection, self._verdicts, self.moment, alias), alias

    def _beyond(
        self,
        components: Mapping[int, Mapping[int, bytes]],
        alias: Mapping[int, int],
        judged: Bonds,
    ) -> set[int]:
        """Nodes that a merge ties to these components and that are in none of them."""
        here = {alias.get(name, name) for group in components.values() for name in group}
        ends = {n for pair in judged.ties if here.intersection(pair) for n in pair} - here
        found = self._connection.scalars(select(node.c.id).where(self._among(node.c.id, ends)))
        return set(found) if ends else set()

    def _decide(
        self,
        kind: int,
        packages: Mapping[int, bytes],
        heard: Collection[int],
        told_apart: frozenset[Pair],
        judged: Bonds,
        alias: Mapping[int, int],
    ) -> None:
        spoke = {alias.get(name, name) for name in packages if name in heard}
        alive = [name for name in packages if alias.get(name, name) in spoke]
        if len(alive) < 2:
            self._keep(Cluster(kind, (name,)) for name in alive)
            return
        named = KINDS[kind]
        profiles = {
            alias.get(name, name): self._points.profile(named, name, packages[name])
            for name in alive
        }
        placed = decide(
            named, profiles, profiles.keys(), self._points, apart=told_apart, judged=judged
        )
        members: dict[int, list[int]] = defaultdict(list)
        for name in alive:
            thing = placed[alias.get(name, name)].thing
            if thing is not None:
                members[thing].append(name)
        self._keep(Cluster(kind, tuple(sorted(group))) for group in members.values())

    def _heard(self, nodes: Collection[int]) -> frozenset[int]:
        """Those of which an account speaks at the moment."""
        speaks = exists().where(
            account.c.node == node.c.id,
            account.c.counted <= self.moment,
            version.c.id == account.c.version,
            speaking(version, self.moment),
        )
        found = self._connection.scalars(
            select(node.c.id).where(self._among(node.c.id, nodes), speaks)
        )
        return frozenset(found)

    def _apart(self, nodes: Collection[int], alias: Mapping[int, int]) -> frozenset[Pair]:
        """Pairs that a version told apart which spoke at the moment."""
        rows = self._connection.execute(
            select(apart.c.one, apart.c.other)
            .join(version, version.c.id == apart.c.version)
            .where(self._among(apart.c.one, nodes), speaking(version, self.moment))
        )
        named = ((alias.get(one, one), alias.get(other, other)) for one, other in rows)
        return frozenset((min(pair), max(pair)) for pair in named if pair[0] != pair[1])

    def _keep(self, clusters: Iterable[Cluster]) -> None:
        for cluster in clusters:
            for name in cluster.nodes:
                self._of_node[name] = cluster

    def _none(self, nodes: Collection[int]) -> None:
        for name in nodes:
            self._of_node.setdefault(name, None)

    def _among(self, column: ColumnElement[int], values: Collection[int]) -> ColumnElement[bool]:
        return among(self._connection.dialect.name, column, values)
