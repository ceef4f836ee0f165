"""``onrecord import``: a record from a file that onrecord export wrote."""

import argparse

from onrecord.views.cli import complain
from onrecord.views.cli.recorded import place, recorded

EXAMPLES = """\
examples:
  onrecord export --format jsonl --output record.jsonl
  onrecord import record.jsonl --record copy.db

Into a new record it gives back the same one: the same things, ids and bytes of an export. Into one
that holds something it adds what is not there; verdicts come too, and a report that was forgotten
there is not taken out here. The file is looked through first: one with a fault changes nothing.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="what onrecord export --format jsonl wrote")
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Adds what the file holds; gives the exit status."""
    from onrecord.store.importing import take_all
    from onrecord.views.exports.reading_back import check, sources

    check(options.file)
    with recorded(options, create=True) as record:
        taken = take_all(record, sources(options.file))
    print(
        f"{taken.versions:,} versions of reports added, {taken.there:,} were there; "
        f"{taken.verdicts:,} verdicts; {taken.stones:,} forgotten reports."
    )
    if taken.kept:
        complain(
            f"{taken.kept:,} reports were forgotten there and are kept here. "
            "Take them out with onrecord forget."
        )
    return 0
