"""Components of an earlier moment, decided again from what spoke then."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from onrecord.record.clusters import Pair
from onrecord.record.review import Bonds
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.standing import Cluster, speaking
from onrecord.store.belonging import members
from onrecord.store.deciding import connected, decide
from onrecord.store.judging import pairs, rejoined
from onrecord.store.numbers import KINDS
from onrecord.store.points import Points
from onrecord.store.straight import Straight


class Then:
    """What one record took for one thing at one moment, by the verdicts given by then."""

    def __init__(
        self, asked: Straight, points: Points, moment: int, verdicts: Sequence[Verdict]
    ) -> None:
        self._asked = asked
        self._points = points
        self._moment = moment
        self._verdicts = verdicts

    def decided(self, nodes: Collection[int]) -> Iterator[Cluster]:
        """All clusters of the components that some nodes are in."""
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
            yield from self._decide(kinds[group[0]], packages, heard, told_apart, judged, alias)

    def _components(
        self, nodes: Collection[int]
    ) -> tuple[dict[int, dict[int, bytes]], dict[int, int]]:
        """The components of some nodes with all their nodes' profiles, and their kinds."""
        components: dict[int, dict[int, bytes]] = defaultdict(dict)
        kinds: dict[int, int] = {}
        for name, component, kind, package in self._asked.rows(_COMPONENTS, nodes=nodes):
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
        alias = rejoined(self._asked, self._points, packages, self._verdicts)
        return pairs(self._asked, self._verdicts, self._moment, alias), alias

    def _beyond(
        self,
        components: Mapping[int, Mapping[int, bytes]],
        alias: Mapping[int, int],
        judged: Bonds,
    ) -> set[int]:
        """Nodes that a merge ties to these components and that are in none of them."""
        here = {alias.get(name, name) for group in components.values() for name in group}
        ends = {n for pair in judged.ties if here.intersection(pair) for n in pair} - here
        if not ends:
            return set()
        return set(self._asked.column("SELECT id FROM node WHERE id IN :ends", ends=ends))

    def _decide(
        self,
        kind: int,
        packages: Mapping[int, bytes],
        heard: Collection[int],
        told_apart: frozenset[Pair],
        judged: Bonds,
        alias: Mapping[int, int],
    ) -> Iterator[Cluster]:
        spoke = {alias.get(name, name) for name in packages if name in heard}
        alive = [name for name in packages if alias.get(name, name) in spoke]
        if len(alive) < 2:
            yield from (Cluster(kind, (name,)) for name in alive)
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
        yield from (Cluster(kind, tuple(sorted(group))) for group in members.values())

    def _heard(self, nodes: Collection[int]) -> frozenset[int]:
        """Those of which an account speaks at the moment."""
        asked = _HEARD.format(speaks=speaking("version", self._moment))
        return frozenset(self._asked.column(asked, nodes=nodes, moment=self._moment))

    def _apart(self, nodes: Collection[int], alias: Mapping[int, int]) -> frozenset[Pair]:
        """Pairs that a version told apart which spoke at the moment."""
        asked = _APART.format(speaks=speaking("version", self._moment))
        rows = self._asked.rows(asked, nodes=nodes, moment=self._moment)
        named = ((alias.get(one, one), alias.get(other, other)) for one, other in rows)
        return frozenset((min(pair), max(pair)) for pair in named if pair[0] != pair[1])


_COMPONENTS = members("component", "id, component, kind, profile")
_HEARD = """
    SELECT id FROM node WHERE id IN :nodes AND EXISTS (
        SELECT 1 FROM account JOIN version ON version.id = account.version
        WHERE account.node = node.id AND account.counted <= :moment AND {speaks}
    )
"""
_APART = """
    SELECT apart.one, apart.other FROM apart JOIN version ON version.id = apart.version
    WHERE apart.one IN :nodes AND {speaks}
"""
