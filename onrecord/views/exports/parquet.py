"""Parquet: one file a kind, and one of the tellings, with types; lists are lists, days dates.

The tables and columns are those of CSV; text is as it stands in the record, letter for letter.
Wants pyarrow (``onrecord[arrow]``).
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from types import ModuleType
from typing import Any

from onrecord.errors import MissingLibrary
from onrecord.record.accounts import Kind
from onrecord.views.exports.chunks import LeftOut
from onrecord.views.exports.columns import OF_KIND, TABLES, Row, rows
from onrecord.views.exports.kept import Kept

KINDS: tuple[Kind, ...] = ("statement", "encounter", "agreement", "case", "event", "actor")

_GROUP = 5_000  # rows that are held before they are written


def write(kept: Kept, kinds: Sequence[Kind], place: str, left_out: LeftOut) -> None:
    """Writes the tables into the folder ``place``; MissingLibrary where there is no pyarrow."""
    arrow, parquet = _libraries()
    names = [*(name for kind in kinds for name in OF_KIND[kind]), "tellings"]
    with ExitStack() as stack:
        tables = {name: stack.enter_context(_Table(name, place, arrow, parquet)) for name in names}
        for kind in kinds:
            for thing in kept.things(kind):
                for name, row in rows(thing):
                    tables[name].add(row)


class _Table:
    """One file, written in groups of rows."""

    def __init__(self, name: str, place: str, arrow: ModuleType, parquet: ModuleType) -> None:
        self._arrow = arrow
        self._schema = arrow.schema(
            [(column.name, _type(arrow, column.type)) for column in TABLES[name]]
        )
        path = os.path.join(place, f"{name}.parquet")
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def __enter__(self) -> "_Table":
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self._flush()
        self._writer.close()

    def add(self, row: Row) -> None:
        """Takes a row, and writes when there are enough."""
        self._rows.append(row)
        if len(self._rows) == _GROUP:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


def _type(arrow: ModuleType, name: str) -> Any:
    return {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "day": arrow.date32(),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "flag": arrow.bool_(),
    }[name]


def _libraries() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingLibrary.of("pyarrow", "Parquet", "'onrecord[arrow]'") from error
    return pyarrow, pyarrow.parquet
