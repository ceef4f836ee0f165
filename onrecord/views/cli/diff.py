"""``onrecord diff``: what changed in a report from one version to another."""

import argparse
import sys

from onrecord.views.cli.recorded import place, where

EXAMPLES = """\
examples:
  onrecord diff https://halyard.example/envoys
  onrecord diff 0123456789abcdef --from 1 --to 3
  onrecord diff https://halyard.example/envoys --json

A report is named by its id, its address or its source. Versions are numbered from 1 on, the oldest
first; without --from and --to it is the last two. In the text, [-words-] were removed and {+words+}
added. A verdict moves to a new version only with identical words in an identical sentence; others
rest on the old one. Exit status: 0 nothing changed; 1 something did; 2 there is nothing to compare.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    add("report", metavar="REPORT", help="its id, address or source")
    add("--from", dest="old", metavar="N", type=int, help="the older version; default: one before")
    add("--to", dest="new", metavar="M", type=int, help="the newer version; default: the last")
    add("--as-of", metavar="DATE", help="as the record stood at the end of that day, or moment")
    add("--json", action="store_true", help="print it as JSON")
    add("--output", "-o", metavar="FILE", help="write to a file, whole or not at all")
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Compares and prints; gives the exit status."""
    import msgspec

    from onrecord.store.asking.opened import open as open_record
    from onrecord.views.changed import told
    from onrecord.views.output import output
    from onrecord.views.terminal import Look
    from onrecord.views.things.changed_page import changed_page

    with open_record(where(options)) as record:
        found = told(record.changed(options.report, options.old, options.new, options.as_of))
    with output(options.output) as out:
        look = Look.of(sys.stdout) if out.standard else Look()
        if options.json:
            out.write(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
        else:
            out.write(look.encoded(changed_page(found, look)))
    return int(found.altered or any(one.what != "kept" for one in found.facts))
