"""``onrecord forget``: a report out of a record, with all that only it supported."""

import argparse

from onrecord.views.cli.recorded import place, recorded

EXAMPLES = """\
examples:
  onrecord forget https://news.example/2023/03/02/talks --reason "withdrawn by its outlet"
  onrecord forget 0123456789abcdef --reason "a court's order" --record march.db

The record is then what it would be had the report never been added. A stone with the reason stays:
adding the report again does nothing, but with onrecord add --again. Verdicts are kept. Copies of
the record made before still have the report.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    add("report", metavar="REPORT", help="its address, or its id")
    add("--reason", required=True, metavar="WORDS", help="why; it stays on the stone")
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Takes it out; gives the exit status."""
    from onrecord.store.forgetting import forget

    with recorded(options) as record:
        count = forget(record, options.report, options.reason)
    print(f"Forgotten: {count} {'version' if count == 1 else 'versions'} of {options.report}.")
    return 0
