"""CSV: one file a kind, and one of the tellings; UTF-8, a header, a row a thing.

Several values in a cell are parted by «; ». Text stands on one line, and what a spreadsheet would
run as a formula has an apostrophe before it; ``start`` and ``end`` lead to the letters themselves.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from onrecord.record.accounts import Kind
from onrecord.views.exports.chunks import LeftOut
from onrecord.views.exports.columns import OF_KIND, TABLES, rows
from onrecord.views.exports.kept import Kept
from onrecord.views.table import cell, line

KINDS: tuple[Kind, ...] = ("statement", "encounter", "agreement", "case", "event", "actor")


def write(kept: Kept, kinds: Sequence[Kind], place: str, left_out: LeftOut) -> None:
    """Writes the tables of these kinds into the folder ``place``."""
    names = [*(name for kind in kinds for name in OF_KIND[kind]), "tellings"]
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(
                open(os.path.join(place, f"{name}.csv"), "w", encoding="utf-8", newline="")
            )
            for name in names
        }
        for name, file in files.items():
            file.write(line(column.name for column in TABLES[name]))
        for kind in kinds:
            for thing in kept.things(kind):
                for name, row in rows(thing):
                    files[name].write(line(_cell(row.get(one.name)) for one in TABLES[name]))


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return cell("; ".join(value))
        case float():
            return repr(value)
        case _:
            return cell(str(value))
