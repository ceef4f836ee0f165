"""``onrecord unsave``: a saved question is forgotten, with what it found."""

import argparse

from onrecord.views.cli.recorded import place, recorded
from onrecord.views.cli.save import whose

EXAMPLES = """\
examples:
  onrecord unsave new-start
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    parser.add_argument("name", metavar="NAME", help="of a saved question")
    whose(parser)
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Forgets it; gives the exit status."""
    from onrecord.store import saved

    with recorded(options) as store, store.bookkeeping() as connection:
        saved.unsave(connection, options.user, options.name)
    return 0
