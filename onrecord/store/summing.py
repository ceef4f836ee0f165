"""The row of a thing: what its nodes come to, and how many independent outlets tell of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, and_, delete, select

from onrecord.record.things import Source
from onrecord.record.weighing import independent, outlet_of, texts
from onrecord.store.among import among, put
from onrecord.store.nodes import Sum
from onrecord.store.numbers import key, kind_number
from onrecord.store.preparing import Row
from onrecord.store.schema import account, near, node, thing, version

MOST = 64  # first accounts over which outlets are counted

_ACTOR = kind_number("actor")


def sum_things(
    connection: Connection, things: Collection[int], fresh: Mapping[int, int] | None = None
) -> None:
    """Writes the rows of some things anew.

    ``fresh`` gives for things whose nodes are the same as before, and have lost no account, the
    least time that a new one counts as of; what was weighed before it stands.
    """
    if not things:
        return
    dialect = connection.dialect.name
    before = {
        row.node: row
        for row in connection.execute(select(thing).where(among(dialect, thing.c.node, things)))
    }
    rows = _rows(connection, things)
    heavy: list[int] = []
    for name, row in rows.items():
        old = before.get(name)
        if row["kind"] == _ACTOR:
            continue
        if row["accounts"] == 1:
            row["outlets"] = 1
        elif old and old.bound is not None and (fresh or {}).get(name, -1) > old.bound:
            row["outlets"], row["bound"] = old.outlets, old.bound
        else:
            heavy.append(name)
    _weigh(connection, {name: rows[name] for name in heavy})
    gone = [name for name in before if name not in rows or _differs(before[name], rows[name])]
    if gone:
        connection.execute(delete(thing).where(among(dialect, thing.c.node, gone)))
    kept = set(before) - set(gone)
    put(connection, thing, [row for name, row in rows.items() if name not in kept])


def _differs(old: Any, row: Row) -> bool:
    return any(getattr(old, name) != value for name, value in row.items())


def _rows(connection: Connection, things: Collection[int]) -> dict[int, Row]:
    c = node.c
    found = connection.execute(
        select(c.thing, c.kind, c.accounts, c.first, c.key, c.last, c.lo, c.hi).where(
            among(connection.dialect.name, c.thing, things)
        )
    )
    rows: dict[int, Row] = {}
    for of, kind, *total in found:
        one = Sum(*total)
        row = rows.get(of)
        if row is None:
            row = rows[of] = {"node": of, "kind": kind, "outlets": None, "bound": None}
            row |= one.columns()
            continue
        row["accounts"] += one.accounts
        row["first"], row["key"] = min((row["first"], row["key"]), (one.first, one.key))
        row["last"] = max(row["last"], one.last or 0)
        row["lo"] = min((d for d in (row["lo"], one.lo) if d is not None), default=None)
        row["hi"] = max((d for d in (row["hi"], one.hi) if d is not None), default=None)
    return rows


def _weigh(connection: Connection, rows: Mapping[int, Row]) -> None:
    """Fills in outlets and bound."""
    if not rows:
        return
    light = [name for name, row in rows.items() if row["accounts"] <= MOST]
    told = _told(connection, light)
    for name in rows.keys() - set(light):
        told[name] = first = _first(connection, name)
        rows[name]["bound"] = first[-1].counted
    copies = _copies(connection, {one.version for group in told.values() for one in group})
    for name, group in told.items():
        sources = {one.version: _source(one) for one in group}
        pairs = [
            (sources[one].report, sources[other].report)
            for one in sources
            for other in copies.get(one, ())
            if other in sources
        ]
        text = texts(sources.values(), pairs)
        rows[name]["outlets"] = independent(
            (text[source.report], outlet_of(source)) for source in sources.values()
        )


_COLUMNS = (
    node.c.thing, account.c.version, account.c.counted, account.c.key,
    version.c.report, version.c.outlet, version.c.url, version.c.copy_of,
)  # fmt: skip
_SPEAKING = and_(version.c.id == account.c.version, version.c.until.is_(None))


def _told(connection: Connection, things: Collection[int]) -> dict[int, list[Any]]:
    if not things:
        return {}
    told: dict[int, list[Any]] = defaultdict(list)
    rows = connection.execute(
        select(*_COLUMNS)
        .select_from(node)
        .join(account, account.c.node == node.c.id)
        .join(version, _SPEAKING)
        .where(among(connection.dialect.name, node.c.thing, things))
    )
    for row in rows:
        told[row.thing].append(row)
    return told


def _first(connection: Connection, name: int) -> list[Any]:
    """The first accounts of one thing, of each of its nodes no more than can matter."""
    nodes = connection.scalars(select(node.c.id).where(node.c.thing == name)).all()
    rows: list[Any] = []
    for one in nodes:
        rows += connection.execute(
            select(*_COLUMNS)
            .select_from(account)
            .join(node, node.c.id == account.c.node)
            .join(version, _SPEAKING)
            .where(account.c.node == one)
            .order_by(account.c.counted, account.c.key)
            .limit(MOST)
        ).all()
    return sorted(rows, key=lambda row: (row.counted, row.key))[:MOST]


def _copies(connection: Connection, versions: Iterable[int]) -> dict[int, list[int]]:
    copies: dict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        select(near.c.version, near.c.other).where(
            among(connection.dialect.name, near.c.version, set(versions))
        )
    )
    for one, other in rows:
        copies[one].append(other)
    return copies


def _source(row: Any) -> Source:
    return Source(
        report=key(row.report), version="", counted="", outlet=row.outlet, url=row.url,
        copy_of=row.copy_of,
    )  # fmt: skip
