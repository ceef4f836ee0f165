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
    FromClause,
    Table,
    any_,
    cast,
    column,
    func,
    literal,
    select,
)


def among(dialect: str, of: ColumnElement[int], values: Collection[int]) -> ColumnElement[bool]:
    """That the column has one of the numbers."""
    if dialect == "postgresql":
        return of == any_(cast(literal(list(values), ARRAY(BigInteger)), ARRAY(BigInteger)))
    given = func.json_each(json.dumps(list(values))).table_valued("value")
    return of.in_(select(given.c.value))


def each(dialect: str, values: Collection[int]) -> FromClause:
    """The numbers as rows of one column, ``value``, to be joined to."""
    if dialect == "postgresql":
        given = cast(literal(list(values), ARRAY(BigInteger)), ARRAY(BigInteger))
        return func.unnest(given).table_valued(column("value", BigInteger)).render_derived()
    return func.json_each(json.dumps(list(values))).table_valued(column("value", BigInteger))


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows; all have the same columns, their values as the driver wants them.

    Straight to the driver: with tens of thousands of rows a second, what SQLAlchemy does for each
    would take longer than writing them.
    """
    if rows:
        put_values(connection, table, tuple(rows[0]), [tuple(row.values()) for row in rows])


def put_values(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Inserts rows given as values of the named columns."""
    if rows:
        line = _insert(table.name, names, connection.dialect.name)
        connection.exec_driver_sql(line, list(rows))


@cache
def _insert(table: str, names: tuple[str, ...], dialect: str) -> str:
    mark = "?" if dialect == "sqlite" else "%s"
    columns = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join([mark] * len(names))})'
