"""The row of a thing: what its nodes come to."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from onrecord.store.among import among, put
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
        select(c.thing, c.kind, c.accounts, c.first, c.key, c.last).where(
            among(connection.dialect.name, c.thing, things)
        )
    )
    rows: dict[int, Row] = {}
    for of, kind, accounts, first, key, last in found:
        row = rows.get(of)
        if row is None:
            row = {"node": of, "kind": kind, "key": key, "accounts": accounts}
            rows[of] = row | {"first": first, "last": last}
            continue
        row["accounts"] += accounts
        row["first"], row["key"] = min((row["first"], row["key"]), (first, key))
        row["last"] = max(row["last"], last)
    return rows
