"""Nodes on disk, each with what its accounts that speak now come to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)  # fmt: skip

from onrecord.record.clusters import Pair
from onrecord.record.identity.deciding import called as names_of
from onrecord.store.among import among
from onrecord.store.belonging import Whole
from onrecord.store.numbers import KINDS, kind_number
from onrecord.store.numbers import block as block_number
from onrecord.store.points import Node, Points
from onrecord.store.schema import account, block, called, node, version

# What one account adds to a sum: when it is counted, its key, the days.
Heard = tuple[int, int, int | None, int | None]


@dataclass(slots=True)
class Sum:
    """How many accounts, the least (counted, key), the last counted, the days."""

    accounts: int = 0
    first: int | None = None
    key: int | None = None
    last: int | None = None
    lo: int | None = None
    hi: int | None = None

    def columns(self) -> dict[str, int | None]:
        """The same by the names of the columns."""
        return {
            "accounts": self.accounts, "first": self.first, "key": self.key, "last": self.last,
            "lo": self.lo, "hi": self.hi,
        }  # fmt: skip

    def add(self, heard: Heard) -> None:
        """One more account."""
        counted, key, lo, hi = heard
        self.accounts += 1
        if self.first is None or (counted, key) < (self.first, self.key):
            self.first, self.key = counted, key
        if self.last is None or counted > self.last:
            self.last = counted
        if lo is not None and (self.lo is None or lo < self.lo):
            self.lo = lo
        if hi is not None and (self.hi is None or hi > self.hi):
            self.hi = hi


@dataclass(slots=True)
class Known:
    """A node as it stands: its component, its thing, its sum."""

    kind: int
    component: int
    thing: int | None
    sum: Sum


@dataclass(slots=True)
class Changes:
    """What a write does to nodes.

    ``nodes`` are those met in readings, ``gained`` and ``lost`` the accounts that begin and cease
    to speak, ``bare`` nodes that may have no account any more, ``apart`` the pairs that are told
    apart now, or no longer.
    """

    nodes: dict[int, Node] = field(default_factory=dict)
    gained: dict[int, list[Heard]] = field(default_factory=lambda: defaultdict(list))
    lost: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    bare: set[int] = field(default_factory=set)
    apart: set[Pair] = field(default_factory=set)

    @property
    def names(self) -> set[int]:
        """Every node that something is done to."""
        return {*self.nodes, *self.gained, *self.lost, *self.bare}


def known(connection: Connection, names: Collection[int]) -> dict[int, Known]:
    """Those of the named nodes that there are."""
    c = node.c
    columns = c.id, c.kind, c.component, c.thing, c.accounts, c.first, c.key, c.last, c.lo, c.hi
    asked = select(*columns).where(among(connection.dialect.name, c.id, names))
    rows: Iterable[Any] = connection.execute(asked).all()
    return {row[0]: Known(row[1], row[2], row[3], Sum(*row[4:])) for row in rows}


def sum_up(connection: Connection, there: Mapping[int, Known], changes: Changes) -> set[int]:
    """Brings the sums of nodes up to date; the components of those that fell silent or speak again.

    The accounts must have been written. Without losses a sum only grows; after one it is made anew,
    but never by way of all the accounts of an actor.
    """
    turned: set[int] = set()
    rows = []
    for name in there.keys() & (changes.gained.keys() | changes.lost.keys()):
        one, lost, gained = there[name], changes.lost.get(name, 0), changes.gained.get(name, ())
        spoke = one.sum.accounts > 0
        if lost:
            one.sum = _anew(connection, name, one, one.sum.accounts - lost + len(gained))
        for row in () if lost else gained:
            one.sum.add(row)
        rows.append({"b_id": name, **one.sum.columns()})
        if spoke != (one.sum.accounts > 0):
            turned.add(one.component)
    if rows:
        connection.execute(_SUM, rows)
    return turned


def belongs(dialect: str, whole: Whole, names: Collection[int]) -> ColumnElement[bool]:
    """That a node is of one of some components or things: see ``belonging.py``."""
    named, member = node.c.id, node.c[whole]
    return or_(
        and_(among(dialect, named, names), member == named),
        and_(among(dialect, member, names), member != named),
    )


_AT_ONCE = 500  # parameters of one command


def drop_bare(
    connection: Connection, points: Points, there: Mapping[int, Known], names: Collection[int]
) -> set[int]:
    """Takes out those of some nodes that no account is of; the components that they were in."""
    dialect = connection.dialect.name
    told = exists().where(account.c.node == node.c.id)
    bare = connection.execute(
        select(node.c.id, node.c.kind, node.c.profile).where(
            among(dialect, node.c.id, names), ~told
        )
    ).all()
    if not bare:
        return set()
    blocks = {
        block_number(KINDS[kind], one)
        for name, kind, package in bare
        for one in points.identities[KINDS[kind]].blocks(points.profile(KINDS[kind], name, package))
    }
    said = {
        one
        for name, kind, package in bare
        for one in names_of(
            points.identities[KINDS[kind]], points.profile(KINDS[kind], name, package)
        )
    }
    gone = [name for name, _, _ in bare]
    here = among(dialect, block.c.hash, blocks), among(dialect, block.c.node, gone)
    connection.execute(delete(block).where(*here))
    spoken = sorted(said)
    for at in range(0, len(spoken), _AT_ONCE):
        some = called.c.name.in_(spoken[at : at + _AT_ONCE])
        connection.execute(delete(called).where(some, among(dialect, called.c.node, gone)))
    connection.execute(delete(node).where(among(dialect, node.c.id, gone)))
    return {there[name].component for name in gone}


_SUM = update(node).where(node.c.id == bindparam("b_id"))


# Put together once: to do so for each node would take longer than to ask.
_SPEAKING = (
    select(account.c.counted, account.c.key)
    .join(version, and_(version.c.id == account.c.version, version.c.until.is_(None)))
    .where(account.c.node == bindparam("name"))
)
_FIRST = _SPEAKING.order_by(account.c.counted, account.c.key).limit(1)
_LAST = _SPEAKING.order_by(account.c.counted.desc()).limit(1)
_SPAN = _SPEAKING.with_only_columns(func.min(account.c.lo), func.max(account.c.hi))


def _anew(connection: Connection, name: int, one: Known, accounts: int) -> Sum:
    if accounts == 0:
        return Sum()
    given = {"name": name}
    first = connection.execute(_FIRST, given).one()
    last = connection.execute(_LAST, given).one()
    lo = hi = None
    if one.kind != kind_number("actor"):
        lo, hi = connection.execute(_SPAN, given).one()
    return Sum(accounts, first.counted, first.key, last.counted, lo, hi)
