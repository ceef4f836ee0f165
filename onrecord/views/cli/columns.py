"""The columns of a table of articles, as flags that several commands have."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.errors import SettingError

if TYPE_CHECKING:
    from onrecord.sources.columns import Columns, Table

_COLUMNS = {
    "text": "the article, as text",
    "html": "the article, as a page",
    "title": "its headline",
    "url": "its address",
    "date": "when it was published",
    "outlet": "who published it",
    "author": "who wrote it: a name, or a list of names",
    "seen": "when it was captured",
}


def columns(parser: argparse.ArgumentParser) -> None:
    """Adds the flags."""
    about = "tables of articles (.jsonl, .ndjson, also .gz and .zst; .parquet): which column has"
    group = parser.add_argument_group("columns", about)
    for name, has in _COLUMNS.items():
        group.add_argument(f"--{name}-column", metavar="NAME", help=has)


def named(options: argparse.Namespace) -> "Columns | None":
    """The columns that are named; None where none is.

    Raises SettingError where some are and none of them has the article.
    """
    given = {name: getattr(options, f"{name}_column") for name in _COLUMNS}
    if not any(given.values()):
        return None
    if not (given["text"] or given["html"]):
        raise SettingError.of("text-column", "", "the name of the column that has the article")
    from onrecord.sources.columns import Columns

    return Columns(**given)


def tables(options: argparse.Namespace, places: Sequence[str]) -> Iterator["str | Table"]:
    """The places; those that have a table's name as tables, where columns are named."""
    columns = named(options)
    if columns is None:
        yield from places
        return
    from onrecord.sources.columns import Table, is_table

    for place in places:
        yield Table(place, columns) if is_table(place) else place
