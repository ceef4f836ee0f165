"""``onrecord settle``: which accounts are of one thing, decided anew by today's rules."""

import argparse

from onrecord.views.cli.recorded import place, recorded
from onrecord.views.progress import progress

EXAMPLES = """\
examples:
  onrecord settle
  onrecord settle --record march.db

A new version of Onrecord may know better which accounts are of one meeting, one person, one
quotation. A record that an older one decided goes on answering as before, and onrecord check says
so. This decides all of it anew; verdicts hold as ever. It takes about as long as adding took;
questions are answered meanwhile, and where it is cut short nothing has changed.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    place(parser)
    about = "decide it anew also where today's rules decided it"
    parser.add_argument("--always", action="store_true", help=about)


def run(options: argparse.Namespace) -> int:
    """Decides it anew where other rules did; gives the exit status."""
    from onrecord.store.renewing import awaited, renew

    with recorded(options) as record:
        total = awaited(record, always=options.always)
        if total is None:
            print("Today's rules decided it: there is nothing to do.")
            return 0
        with progress(total, "reports settled") as bar:
            count = renew(record, bar.step)
    print(f"Decided anew: {count:,} {'report' if count == 1 else 'reports'}.")
    return 0
