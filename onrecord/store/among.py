"""Rows whose column has one of many values: one parameter, however many there are."""

import json
from collections.abc import Collection

from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, cast, func, literal, select


def among(dialect: str, column: ColumnElement[int], values: Collection[int]) -> ColumnElement[bool]:
    """That the column has one of the numbers."""
    if dialect == "postgresql":
        return column == any_(cast(literal(list(values), ARRAY(BigInteger)), ARRAY(BigInteger)))
    given = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(given.c.value))
