"""Many rows at a time: looked for by one parameter, written without a detour."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    Boolean,
    ColumnElement,
    Connection,
    FromClause,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    literal,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal

from onrecord.errors import RecordError


class _Among(ColumnElement[bool]):
    """That ``of`` has one of the ``numbers``, given as one value.

    An element of our own: to build it takes a tenth of what a table of values takes, and a page of
    an answer asks so twenty times.
    """

    inherit_cache = True
    _is_implicitly_boolean = True  # stands in a condition as it is, without « = 1»
    _traverse_internals = [  # noqa: RUF012
        ("of", InternalTraversal.dp_clauseelement),
        ("numbers", InternalTraversal.dp_clauseelement),
    ]
    type = Boolean()

    def __init__(self, of: ColumnElement[int], numbers: BindParameter[Any]) -> None:
        self.of, self.numbers = of, numbers

    @property
    def _from_objects(self) -> list[FromClause]:
        return self.of._from_objects


@compiles(_Among)
def _listed(element: _Among, compiler: Any, **given: Any) -> str:
    of, numbers = (compiler.process(one, **given) for one in (element.of, element.numbers))
    return f"{of} IN (SELECT value FROM json_each({numbers}))"


@compiles(_Among, "postgresql")
def _any(element: _Among, compiler: Any, **given: Any) -> str:
    of, numbers = (compiler.process(one, **given) for one in (element.of, element.numbers))
    return f"{of} = ANY (CAST({numbers} AS BIGINT[]))"


_TEXT, _NUMBERS = Text(), ARRAY(BigInteger)


def among(dialect: str, of: ColumnElement[int], values: Collection[int]) -> ColumnElement[bool]:
    """That the column has one of the numbers."""
    if dialect == "postgresql":
        return _Among(of, bindparam("numbers", list(values), type_=_NUMBERS, unique=True))
    return _Among(of, bindparam("numbers", json.dumps(list(values)), type_=_TEXT, unique=True))


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
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in names)
    if connection.dialect.name == "postgresql":
        _copy(connection, f'COPY "{table.name}" ({columns}) FROM STDIN', rows)
    else:
        marks = ", ".join(["?"] * len(names))
        line = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'
        connection.exec_driver_sql(line, list(rows))


def _copy(connection: Connection, line: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """PostgreSQL's own way for many rows: the whole of adding is more than twice as fast by it."""
    import psycopg  # where it is not installed there is no such connection

    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    try:
        with driver.cursor() as cursor, cursor.copy(line) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise RecordError.unwritten(" ".join(str(error).split()).rstrip(".")) from error
