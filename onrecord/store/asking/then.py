"""Components of an earlier moment, decided again from what spoke then."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from onrecord.record.clusters import Pair
from onrecord.record.review import Bonds
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.standing import Cluster, speaking
from onrecord.store.belonging import members
from onrecord.store.deciding import connected, decide, renamed
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
        # A merge that held then, and was taken back since, tied components that are two now; so
        # may what was one node then.
        while far := self._beyond(components):
            more, of = self._components(far)
            components |= more
            kinds |= of
        heard = self._heard({name for group in components.values() for name in group})
        told_apart = self._apart({n for g in components.values() for n in g})
        for group in connected(components, self._ties(components)):
            packages = {n: p for component in group for n, p in components[component].items()}
            yield from self._decide(kinds[group[0]], packages, heard, told_apart)

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

    @cached_property
    def _alias(self) -> dict[int, int]:
        """Nodes of accounts that were not split off then, by the ones they were part of."""
        return rejoined(self._asked, self._points, self._verdicts)

    @cached_property
    def _judged(self) -> Bonds:
        """What was judged then."""
        return pairs(self._asked, self._verdicts, self._moment, self._alias)

    @cached_property
    def _meant(self) -> dict[int, set[int]]:
        """All nodes, and such as may be none, that a name stands for which is not theirs alone."""
        meant: dict[int, set[int]] = defaultdict(set)
        for name, of in self._alias.items():
            meant[of] |= {name, of}
        return meant

    def _beyond(self, components: Mapping[int, Mapping[int, bytes]]) -> set[int]:
        """Nodes that were one with these, or that a merge ties to them, and that are not here."""
        inside = {name for group in components.values() for name in group}
        here = {self._alias.get(name, name) for name in inside}
        ends = {n for pair in self._judged.ties if here.intersection(pair) for n in pair} - here
        met = here & self._meant.keys()
        ends |= {name for of in ends | met for name in self._meant.get(of, ())}
        if not (ends := ends - inside):
            return set()
        return set(self._asked.column("SELECT id FROM node WHERE id IN :ends", ends=ends))

    def _ties(self, components: Mapping[int, Mapping[int, bytes]]) -> Iterator[Pair]:
        """Components, by name, that were one."""
        at: dict[int, int] = {}
        for component, group in components.items():
            for name in group:
                of = self._alias.get(name, name)
                yield at.setdefault(of, component), component
        for one, other in self._judged.ties:
            if one in at and other in at:
                yield at[one], at[other]

    def _decide(
        self,
        kind: int,
        packages: Mapping[int, bytes],
        heard: Collection[int],
        told_apart: frozenset[Pair],
    ) -> Iterator[Cluster]:
        alias = self._alias
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
            named, profiles, profiles.keys(), self._points, apart=told_apart, judged=self._judged
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

    def _apart(self, nodes: Collection[int]) -> frozenset[Pair]:
        """Pairs that a version told apart which spoke at the moment."""
        asked = _APART.format(speaks=speaking("version", self._moment))
        rows = self._asked.rows(asked, nodes=nodes, moment=self._moment)
        return renamed([(one, other) for one, other in rows], self._alias)


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
