"""Small numbers for whoever stands among the roles: a row of a role is two thirds as long by them.

The numbers are made in the order of adding. They never leave the store.
"""

from collections.abc import Collection

from sqlalchemy import Connection, delete, exists, func, select

from onrecord.store.among import among, put_values
from onrecord.store.schema import entry, role


def entered(connection: Connection, names: Collection[int]) -> dict[int, int]:
    """The numbers of those of some names that have one."""
    rows = connection.execute(
        select(entry.c.name, entry.c.number).where(
            among(connection.dialect.name, entry.c.name, names)
        )
    )
    return {row.name: row.number for row in rows}


def enter(connection: Connection, names: Collection[int]) -> dict[int, int]:
    """The numbers of some names; those that have none get one."""
    found = entered(connection, names)
    if new := sorted(set(names) - found.keys()):
        first = (connection.scalar(select(func.max(entry.c.number))) or 0) + 1
        rows = list(enumerate(new, first))
        put_values(connection, entry, ("number", "name"), rows)
        found |= {name: number for number, name in rows}
    return found


def leave(connection: Connection, numbers: Collection[int]) -> None:
    """Takes those of some numbers out that no role has any more."""
    played = exists().where(role.c.who == entry.c.number)
    here = among(connection.dialect.name, entry.c.number, numbers)
    connection.execute(delete(entry).where(here, ~played))
