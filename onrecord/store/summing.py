"""The row of a thing: what its nodes come to."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from onrecord.store.among import among, put
from onrecord.store.nodes import belongs
from onrecord.store.preparing import Row
from onrecord.store.schema import node, thing


def sum_things(connection: Connection, things: Collection[int]) -> None:
    """Writes the rows of some things anew; those that no node is of any more go."""
    dialect = connection.dialect.name
    before = {
        row["node"]: dict(row)
        for row in connection.execute(
            select(thing).where(among(dialect, thing.c.node, things))
        ).mappings()
    }
    rows = _rows(connection, things)
    if gone := [name for name, row in before.items() if rows.get(name) != row]:
        connection.execute(delete(thing).where(among(dialect, thing.c.node, gone)))
    put(connection, thing, [row for name, row in rows.items() if before.get(name) != row])


def _rows(connection: Connection, things: Collection[int]) -> dict[int, Row]:
    c = node.c
    found = connection.execute(
        select(c.thing, c.kind, c.accounts, c.last).where(
            belongs(connection.dialect.name, "thing", things)
        )
    )
    rows: dict[int, Row] = {}
    for of, kind, accounts, last in found:
        row = rows.get(of)
        if row is None:
            rows[of] = {"node": of, "kind": kind, "accounts": accounts, "last": last}
            continue
        row["accounts"] += accounts
        # A silent node whose profile speaks by another was last heard never.
        row["last"] = max((one for one in (row["last"], last) if one is not None), default=None)
    return rows
