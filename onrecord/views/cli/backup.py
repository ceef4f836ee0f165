"""``onrecord backup``: a copy of a record."""

import argparse

from onrecord.views.cli.recorded import place, recorded

EXAMPLES = """\
examples:
  onrecord backup copy.db
  onrecord backup desk.db --record postgresql://desk@db.example/record
  onrecord backup postgresql://desk@db.example/record --record desk.db

The copy is a record like any other: open it with --record, or copy it back. It is of one moment,
whoever reads and writes meanwhile, and checked before it gets its name. Use pg_dump as well where
you keep PostgreSQL: it is faster for large records.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    about = "a file that is not there yet, or an empty database of PostgreSQL"
    parser.add_argument("to", metavar="FILE", help=about)
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Copies it; gives the exit status."""
    from onrecord.store.backing import back_up
    from onrecord.store.opening import shown

    with recorded(options) as record:
        count = back_up(record, options.to)
    print(f"{shown(options.to)}: {count:,} {'version' if count == 1 else 'versions'} of reports.")
    return 0
