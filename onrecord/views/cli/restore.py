"""``onrecord restore``: a record of a backup."""

import argparse

from onrecord.views.cli.recorded import place, where

EXAMPLES = """\
examples:
  onrecord restore copy.db --record onrecord.db
  onrecord restore copy.db --record onrecord.db --replace
  onrecord restore copy.db --record postgresql://desk@db.example/record
  onrecord restore postgresql://desk@db.example/record --record desk.db

The copy is brought up to date and checked before it gets its name: the database, every reading and
its words, the index. A record that is there is refused; --replace keeps a file as NAME.before, and
takes no file that anybody has open. A database of PostgreSQL must be empty. The backup is not
changed. onrecord check looks at all the rest. Users lie beside a record and stay as they are.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    parser.add_argument("backup", metavar="BACKUP", help="what onrecord backup made")
    place(parser)
    about = "put a file that is there aside, as NAME.before"
    parser.add_argument("--replace", action="store_true", help=about)


def run(options: argparse.Namespace) -> int:
    """Restores it; gives the exit status."""
    from onrecord.store.opening import shown
    from onrecord.store.restoring import restore

    to = where(options)
    count = restore(options.backup, to, replace=options.replace)
    print(f"{shown(to)}: {count:,} {'version' if count == 1 else 'versions'} of reports.")
    return 0
