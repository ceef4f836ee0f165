"""Tables of one's own: a folder of TOML files that extends or overrides ours.

    files of a folder → entries, each with its line → checked → rows of our tables

`load` gives what a folder changes, or an error that names the file and the line; `use_folder` puts
it over ours for the life of the process. docs/own-tables.md has the kinds of entries.
"""

import os

from onrecord import tables
from onrecord.tables.overlay import Own
from onrecord.tables.own.entries import entries
from onrecord.tables.own.files import digest, texts
from onrecord.tables.own.kinds import changes, checked

__all__ = ["load", "use_folder"]


def load(folder: str) -> Own:
    """The tables of a folder; OwnTablesError where it cannot be read or says what cannot be."""
    found = texts(folder)
    told = [checked(one) for text in found for one in entries(text)]
    counts: dict[str, int] = {}
    for one in told:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    return Own(os.path.abspath(folder), digest(found), counts, changes(told))


def use_folder(folder: str) -> None:
    """Puts the tables of a folder over ours, as ``tables.use`` does; no name asks for nothing.

    The folder is read when the process first names it, and not again.
    """
    own = tables.in_use()
    if folder and (own is None or own.folder != os.path.abspath(folder)):
        tables.use(load(folder))
