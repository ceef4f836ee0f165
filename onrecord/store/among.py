"""Many rows at a time: looked for by one parameter, written without a detour."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Table,
    any_,
    cast,
    func,
    literal,
    select,
)


def among(dialect: str, column: ColumnElement[int], values: Collection[int]) -> ColumnElement[bool]:
    """That the column has one of the numbers."""
    if dialect == "postgresql":
        return column == any_(cast(literal(list(values), ARRAY(BigInteger)), ARRAY(BigInteger)))
    given = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(given.c.value))


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows; all have the same columns, their values as the driver wants them.

    Straight to the driver: with tens of thousands of rows a second, what SQLAlchemy does for each
    would take longer than writing them.
    """
    if not rows:
        return
    names = tuple(rows[0])
    values = [tuple(row.values()) for row in rows]
    line = _insert(table.name, names, connection.dialect.name)
    connection.exec_driver_sql(line, values)


@cache
def _insert(table: str, names: tuple[str, ...], dialect: str) -> str:
    mark = "?" if dialect == "sqlite" else "%s"
    columns = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join([mark] * len(names))})'
