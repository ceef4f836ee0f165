"""After a write: new nodes find their likes, and what that touches is decided anew."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from onrecord.record.accounts import Kind
from onrecord.record.clusters import Pair
from onrecord.record.identity.crowds import Joined
from onrecord.record.identity.deciding import called as names_of
from onrecord.record.review import Bonds
from onrecord.store.among import among, put, put_values
from onrecord.store.deciding import Placed, connected, decide
from onrecord.store.nodes import Changes, Sum, known
from onrecord.store.numbers import KINDS, kind_number
from onrecord.store.points import Node, Points
from onrecord.store.preparing import Row
from onrecord.store.schema import apart, block, called, node, version


@dataclass(slots=True)
class Member:
    """A node of a component that is decided: new, or as it stands."""

    kind: Kind
    profile: Any
    speaks: bool
    placed: Placed | None


def settle(
    connection: Connection,
    points: Points,
    changes: Changes,
    there: Collection[int],
    touched: Collection[int],
    judged: Bonds,
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
        members |= {n: _member(new[n], n in changes.gained) for n in group if n in new}
        if not members:  # the component went with its last node
            continue
        found = _decided(points, members, apart_now, judged)
        for name, place in found.items():
            before = members[name].placed
            if place != before:
                placed[name] = place
                moved |= {one.thing for one in (place, before) if one and one.thing is not None}
    _insert(connection, points, new, placed, changes)
    _update(connection, {n: p for n, p in placed.items() if n not in new})
    return moved


def _ties(connection: Connection, points: Points, new: Mapping[int, Node]) -> set[Pair]:
    """What evidence ties new nodes to: each other, and components that are there."""
    here: dict[int, list[int]] = defaultdict(list)
    for name in sorted(new):
        for hashed in new[name].blocks:
            here[hashed].append(name)
    likes, there = _likes(connection, points, here)
    ties: set[Pair] = set()
    joined = Joined()  # what hangs together already is not looked at again
    for hashed, names in here.items():
        for at, name in enumerate(names):
            kind, profile = new[name].kind, new[name].profile
            others = [(other, other, new[other].profile) for other in names[:at]]
            others += [(like, *there[like]) for like in likes.get(hashed, ())]
            for other, end, known_as in others:
                if joined.of(name) != joined.of(end) and (
                    points.of(kind, name, other, {name: profile, other: known_as}) > 0
                ):
                    joined.tie(name, end)
                    ties.add((name, end))
    return ties


def _likes(
    connection: Connection, points: Points, blocks: Collection[int]
) -> tuple[dict[int, list[int]], dict[int, tuple[int, Any]]]:
    """The nodes that stand in some blocks; the component and the profile of each."""
    likes: dict[int, list[int]] = defaultdict(list)
    there: dict[int, tuple[int, Any]] = {}
    rows = connection.execute(
        select(block.c.hash, node.c.id, node.c.kind, node.c.component, node.c.profile)
        .join(node, node.c.id == block.c.node)
        .where(among(connection.dialect.name, block.c.hash, blocks))
    )
    for hashed, name, kind, component, package in rows:
        likes[hashed].append(name)
        if name not in there:
            there[name] = component, points.profile(KINDS[kind], name, package)
    return likes, there


def _bonds(
    connection: Connection, new: Collection[int], touched: Collection[int], judged: Bonds
) -> set[Pair]:
    """What reviewers tie, of nodes that are new or in a component that is touched."""
    if not judged.ties:
        return set()
    met = known(connection, {name for pair in judged.ties for name in pair})
    at = {name: one.component for name, one in met.items()} | {name: name for name in new}
    tied = {(at[one], at[other]) for one, other in judged.ties if one in at and other in at}
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
            among(connection.dialect.name, c.component, components)
        )
    )
    for name, number, component, thing, accounts, package in rows:
        kind = KINDS[number]
        profile = points.profile(kind, name, package)
        loaded[component][name] = Member(kind, profile, accounts > 0, Placed(component, thing))
    return loaded


def _member(one: Node, speaks: bool) -> Member:
    return Member(one.kind, one.profile, speaks, None)


def _decided(
    points: Points, members: Mapping[int, Member], apart: Collection[Pair], judged: Bonds
) -> dict[int, Placed]:
    return decide(
        next(iter(members.values())).kind,
        {name: one.profile for name, one in members.items()},
        {name for name, one in members.items() if one.speaks},
        points,
        apart={pair for pair in apart if pair[0] in members},
        judged=judged,
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


def _insert(
    connection: Connection,
    points: Points,
    new: Mapping[int, Node],
    placed: Mapping[int, Placed],
    changes: Changes,
) -> None:
    rows: list[Row] = []
    for name, one in new.items():
        total = Sum()
        for row in changes.gained.get(name, ()):
            total.add(row)
        place = placed[name]
        rows.append(
            {
                "id": name,
                "kind": kind_number(one.kind),
                "component": place.component,
                "thing": place.thing,
                "profile": one.package,
                **total.columns(),
            }
        )
    put(connection, node, rows)
    blocks = sorted((hashed, name) for name, one in new.items() for hashed in one.blocks)
    put_values(connection, block, ("hash", "node"), blocks)
    names = [
        {"name": said, "node": name}
        for name, one in new.items()
        for said in names_of(points.identities[one.kind], one.profile)
    ]
    put(connection, called, names)


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
