"""After a write: new nodes find their likes, and what that touches is decided anew."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from onrecord.record.accounts import Kind
from onrecord.record.clusters import Pair
from onrecord.record.identity.crowds import Joined
from onrecord.record.review import Bonds
from onrecord.store.among import among, put_values
from onrecord.store.deciding import Placed, connected, decide_as
from onrecord.store.nodes import Changes, Sum, belongs, known
from onrecord.store.numbers import KINDS, kind_number
from onrecord.store.points import Node, Points
from onrecord.store.schema import apart, block, called, node, version


@dataclass(slots=True)
class Member:
    """A node of a component that is decided: new, or as it stands."""

    kind: Kind
    profile: Any
    speaks: bool
    placed: Placed | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What reviewers say of nodes; ``alias`` gives for some the name by which it is said.

    Those are of accounts of which a split was undone: they count as their profile's node.
    """

    bonds: Bonds
    alias: Mapping[int, int]


def settle(
    connection: Connection,
    points: Points,
    changes: Changes,
    there: Collection[int],
    touched: AbstractSet[int],
    judged: Judged,
) -> set[int]:
    """Writes new nodes and places all that are touched; the things that are not what they were.

    ``there`` are the nodes met that were there before, ``touched`` the components to be decided
    anew. The rows of accounts and of pairs told apart must have been written.
    """
    new = {name: one for name, one in changes.nodes.items() if name not in there}
    ties = _ties(connection, points, new) | _bonds(connection, new, touched, judged)
    ends = {end for pair in ties for end in pair}
    groups = connected({*new, *touched, *ends}, ties)
    loaded = _load(connection, points, {one for group in groups for one in group if one not in new})
    inside = {name for group in loaded.values() for name in group}
    apart_now = told_apart(connection, inside | {end for pair in ties for end in pair})
    placed: dict[int, Placed] = {}
    moved: set[int] = set()
    for group in groups:
        if len(group) == 1 and group[0] in new:
            name = group[0]
            placed[name] = Placed(name, name if name in changes.gained else None)
            continue
        members = {n: m for component in group for n, m in loaded.get(component, {}).items()}
        members |= {n: _member(points, n, new[n], n in changes.gained) for n in group if n in new}
        if not members:  # the component went with its last node
            continue
        # What hung together and was tied to more still does, where nothing of it was touched.
        hangs = touched.isdisjoint(group)
        found = _decided(points, members, apart_now, judged, hangs=hangs)
        for name, place in found.items():
            before = members[name].placed
            if place != before:
                placed[name] = place
                moved |= {one.thing for one in (place, before) if one and one.thing is not None}
    _insert(connection, new, placed, changes)
    _update(connection, {n: p for n, p in placed.items() if n not in new})
    return moved


class _Profiles(Mapping[int, Any]):
    """Profiles by name, each unpacked when it is first asked for."""

    def __init__(self, points: Points, packages: Mapping[int, tuple[Kind, bytes]]) -> None:
        self._points = points
        self._packages = packages

    def __getitem__(self, name: int) -> Any:
        kind, package = self._packages[name]
        return self._points.profile(kind, name, package)

    def __iter__(self) -> Iterator[int]:
        return iter(self._packages)

    def __len__(self) -> int:
        return len(self._packages)


def _ties(connection: Connection, points: Points, new: Mapping[int, Node]) -> set[Pair]:
    """What evidence ties new nodes to: each other, and components that are there."""
    here: dict[int, list[int]] = defaultdict(list)
    for name in sorted(new):
        for hashed in new[name].blocks:
            here[hashed].append(name)
    likes, component, profiles = _likes(connection, points, new, here)
    ties: set[Pair] = set()
    joined = Joined()  # what hangs together already is not looked at again

    def alike(name: int, other: int) -> bool:
        return points.tied(new[name].kind, name, other, profiles)

    def end(name: int) -> int:
        return name if name in new else component[name]

    for hashed, names in here.items():
        there = likes.get(hashed, ())
        if not there and len(names) == 1:
            continue
        stand: dict[int, list[int]] = defaultdict(list)
        for like in there:
            stand[joined.of(end(like))].append(like)
        groups = list(stand.values())
        for name in names:
            ties.update(joined.met(groups, name, alike, end))
    return ties


def _likes(
    connection: Connection, points: Points, new: Mapping[int, Node], blocks: Collection[int]
) -> tuple[Mapping[int, list[int]], Mapping[int, int], _Profiles]:
    """The nodes that stand in some blocks, the component of each, the profiles of them and new."""
    dialect, c = connection.dialect.name, node.c
    likes: dict[int, list[int]] = defaultdict(list)
    met = select(block.c.hash, block.c.node).where(among(dialect, block.c.hash, blocks))
    for hashed, name in connection.execute(met).all():
        likes[hashed].append(name)
    names = {name for group in likes.values() for name in group}
    asked = select(c.id, c.kind, c.component, c.profile).where(among(dialect, c.id, names))
    rows = connection.execute(asked).all()
    packages = {name: (KINDS[kind], package) for name, kind, _, package in rows}
    packages |= {name: (one.kind, one.package) for name, one in new.items()}
    component = {name: of for name, _, of, _ in rows}
    return likes, component, _Profiles(points, packages)


def _bonds(
    connection: Connection, new: Collection[int], touched: Collection[int], judged: Judged
) -> set[Pair]:
    """What reviewers tie, and what counts as one node, of nodes that are new or touched."""
    ties, alias = judged.bonds.ties, judged.alias
    if not ties and not alias:
        return set()
    meant: dict[int, set[int]] = defaultdict(set)  # nodes by the name that stands for them
    for name in {*alias, *alias.values(), *(end for pair in ties for end in pair)}:
        meant[alias.get(name, name)].add(name)
    met = known(connection, {name for names in meant.values() for name in names})
    at = {name: one.component for name, one in met.items()} | {name: name for name in new}
    ends = {of: sorted({at[n] for n in names if n in at}) for of, names in meant.items()}
    tied = {pair for group in ends.values() for pair in pairwise(group)}
    tied |= {(ends[one][0], ends[other][0]) for one, other in ties if ends[one] and ends[other]}
    return {pair for pair in tied if any(end in new or end in touched for end in pair)}


def _load(
    connection: Connection, points: Points, components: Collection[int]
) -> dict[int, dict[int, Member]]:
    """All nodes of some components, by their component."""
    if not components:
        return {}
    loaded: dict[int, dict[int, Member]] = defaultdict(dict)
    c = node.c
    rows = connection.execute(
        select(c.id, c.kind, c.component, c.thing, c.accounts, c.profile).where(
            belongs(connection.dialect.name, "component", components)
        )
    )
    for name, number, component, thing, accounts, package in rows.all():
        kind = KINDS[number]
        profile = points.profile(kind, name, package)
        loaded[component][name] = Member(kind, profile, accounts > 0, Placed(component, thing))
    return loaded


def _member(points: Points, name: int, one: Node, speaks: bool) -> Member:
    return Member(one.kind, points.profile(one.kind, name, one.package), speaks, None)


def _decided(
    points: Points,
    members: Mapping[int, Member],
    apart: Collection[Pair],
    judged: Judged,
    *,
    hangs: bool,
) -> dict[int, Placed]:
    return decide_as(
        next(iter(members.values())).kind,
        {name: one.profile for name, one in members.items()},
        {name for name, one in members.items() if one.speaks},
        points,
        apart={pair for pair in apart if pair[0] in members},
        judged=judged.bonds,
        alias=judged.alias,
        hangs=hangs,
    )


def told_apart(connection: Connection, names: Collection[int]) -> set[Pair]:
    """The pairs among some nodes that a reading tells apart which speaks now."""
    rows = connection.execute(
        select(apart.c.one, apart.c.other)
        .join(version, version.c.id == apart.c.version)
        .where(among(connection.dialect.name, apart.c.one, names), version.c.until.is_(None))
        .distinct()
    )
    return {(one, other) for one, other in rows}


_NODE = (
    "id", "kind", "component", "thing", "profile",
    "accounts", "first", "key", "last", "lo", "hi",
)  # fmt: skip


def _insert(
    connection: Connection,
    new: Mapping[int, Node],
    placed: Mapping[int, Placed],
    changes: Changes,
) -> None:
    rows: list[tuple[Any, ...]] = []
    for name, one in new.items():
        total = Sum()
        for heard in changes.gained.get(name, ()):
            total.add(heard)
        place = placed[name]
        mine = name, kind_number(one.kind), place.component, place.thing, one.package
        summed = total.accounts, total.first, total.key, total.last, total.lo, total.hi
        rows.append((*mine, *summed))
    put_values(connection, node, _NODE, sorted(rows))
    blocks = sorted((hashed, name) for name, one in new.items() for hashed in one.blocks)
    put_values(connection, block, ("hash", "node"), blocks)
    names = sorted((said, name) for name, one in new.items() for said in one.called)
    put_values(connection, called, ("name", "node"), names)


_PLACE = (
    update(node)
    .where(node.c.id == bindparam("b_id"))
    .values(component=bindparam("b_component"), thing=bindparam("b_thing"))
)


def _update(connection: Connection, placed: Mapping[int, Placed]) -> None:
    rows = [
        {"b_id": name, "b_component": one.component, "b_thing": one.thing}
        for name, one in placed.items()
    ]
    if rows:
        connection.execute(_PLACE, rows)
