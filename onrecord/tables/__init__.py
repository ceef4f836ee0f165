"""The tables room: what is known of the world and of the language, as data with sources.

A table is a file NAME.tsv (or NAME.tsv.gz) beside this module. Comment lines (`# ...`) on top
say what it is, where it comes from and under which licence; the first other line names the
columns; every further line is one row with as many tab-separated cells. Cells are stripped of
nothing and may be empty. Blank lines are skipped.

A process may have tables of one's own over ours (``own``): they are set once, before any table that
they change is first asked for, since what is made of a table is kept. So a process has one set of
tables from its first reading to its last, and all of its readings say the same hash.
"""

import gzip
import hashlib
from functools import cache
from importlib.resources import files
from typing import ClassVar

from onrecord.errors import OwnTablesError
from onrecord.tables.overlay import Own

__all__ = [
    "TableError",
    "columns",
    "digest",
    "header",
    "in_use",
    "ours",
    "packed",
    "parse",
    "rows",
    "table_names",
    "use",
]


class TableError(ValueError):
    """A table is missing or malformed; the message says which file, which line and why."""


def _location(name: str) -> tuple[str, bytes]:
    room = files(__name__)
    for filename in (f"{name}.tsv", f"{name}.tsv.gz"):
        path = room.joinpath(filename)
        if path.is_file():
            return filename, path.read_bytes()
    raise TableError(f"there is no table {name}.tsv in onrecord/tables; tables: {table_names()}")


def _lines(name: str) -> tuple[str, list[str]]:
    filename, data = _location(name)
    if filename.endswith(".gz"):
        data = gzip.decompress(data)
    try:
        return filename, data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise TableError(f"{filename}: not UTF-8 at byte {error.start}") from error


def parse(filename: str, lines: list[str]) -> list[dict[str, str]]:
    """The rows among `lines`; a TableError names `filename` and the line that is malformed."""
    columns: list[str] = []
    found: list[dict[str, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or (not columns and line.startswith("#")):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
            if "" in columns or len(set(columns)) != len(columns):
                raise TableError(f"{filename}, line {number}: empty or repeated column name")
        elif len(cells) != len(columns):
            raise TableError(
                f"{filename}, line {number}: {len(cells)} cells where the header has "
                f"{len(columns)} ({', '.join(columns)})"
            )
        else:
            found.append(dict(zip(columns, cells, strict=True)))
    if not columns:
        raise TableError(f"{filename}: no line names the columns")
    return found


class _Process:
    """What this process has over our tables, and which of ours have been asked for."""

    own: Own | None = None
    asked: ClassVar[set[str]] = set()


def in_use() -> Own | None:
    """The tables of one's own that this process has over ours, None where it has none."""
    return _Process.own


def use(own: Own | None) -> None:
    """Puts tables of one's own over ours, for the life of the process; None asks for nothing.

    OwnTablesError where others are in use, or where a table that they change was asked for before.
    """
    if own is None or (_Process.own is not None and _Process.own.digest == own.digest):
        return
    if _Process.own is not None:
        raise OwnTablesError(
            f"This process has other tables of one’s own: those of {_Process.own.folder}.",
            "A process has one set of tables: begin another one.",
        )
    if met := sorted(_Process.asked & set(own.changes)):
        raise OwnTablesError(
            f"Tables of one’s own came too late: {met[0]} has been read in this process.",
            "Give them with the first report of a process, or in ONRECORD_TABLES.",
        )
    _Process.own = own


def ours(name: str) -> list[dict[str, str]]:
    """The rows of NAME.tsv as it comes, without tables of one's own; parsed anew at each call."""
    return parse(*_lines(name))


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of NAME.tsv as column → cell, in file order; the list is shared: do not change it.

    Raises TableError when the table is missing or malformed.
    """
    found = ours(name)
    _Process.asked.add(name)
    change = _Process.own.changes.get(name) if _Process.own is not None else None
    return found if change is None else change.made(found)


def columns(name: str) -> tuple[str, ...]:
    """The names of the columns of NAME.tsv, in order."""
    _, lines = _lines(name)
    return tuple(next(line for line in lines if line.strip() and line[:1] != "#").split("\t"))


def header(name: str) -> str:
    """The comment lines on top of NAME.tsv, without their marks: contents, source, licence."""
    top: list[str] = []
    for line in _lines(name)[1]:
        if not line.startswith("#"):
            break
        top.append(line.lstrip("# ").rstrip())
    return "\n".join(top)


def packed(name: str) -> tuple[tuple[str, ...], bytes]:
    """The column names of a big table and the bytes of its rows, one behind another.

    Unlike `rows` it does not look at them: a generated table's own tests do.
    """
    filename, data = _location(name)
    if filename.endswith(".gz"):
        data = gzip.decompress(data)
    start = 0
    while data.startswith(b"#", start):
        start = data.index(b"\n", start) + 1
    columns, _, lines = data[start:].partition(b"\n")
    return tuple(columns.decode().split("\t")), lines


def table_names() -> list[str]:
    """The names of all tables in the room, sorted."""
    found = {
        path.name.removesuffix(".gz").removesuffix(".tsv")
        for path in files(__name__).iterdir()
        if path.name.endswith((".tsv", ".tsv.gz"))
    }
    return sorted(found)


def digest() -> str:
    """Hexadecimal sha256 over the names and bytes of all tables, for a reading's `made.tables`.

    Tables of one's own, where this process has them, are part of it.
    """
    own = _Process.own
    return (
        _ours() if own is None else hashlib.sha256(f"{_ours()}\0{own.digest}".encode()).hexdigest()
    )


@cache
def _ours() -> str:
    total = hashlib.sha256()
    for name in table_names():
        filename, data = _location(name)
        total.update(filename.encode() + b"\0" + hashlib.sha256(data).digest())
    return total.hexdigest()
