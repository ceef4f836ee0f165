"""``onrecord met``: who met whom, as a list and as a picture."""

import argparse
import csv
import io
import sys
from typing import TYPE_CHECKING

from onrecord.question import listed
from onrecord.views.cli import complain
from onrecord.views.cli.recorded import narrowing, place, where

if TYPE_CHECKING:
    from onrecord.record.meetings import Met
    from onrecord.views.terminal import Look

DRAWN = 500  # encounters that are looked at where no other number is asked for
EXAMPLES = f"""\
examples:
  onrecord met
  onrecord met --by Lavrov --since 2023
  onrecord met --between Russia "United States" --format json
  onrecord met --states --svg met.svg

Pairs of those who took part in one encounter, calls among them. Of more than six in one it is not
said that each met each. The newest {DRAWN} encounters are looked at, or as many as --limit says. In
the picture an arc is the wider the oftener two met; what did not take place is a broken line.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    narrowing(parser, "encounters", ("limit", "cursor"))
    add = parser.add_argument
    add("--limit", metavar="N", default=str(DRAWN), help=f"encounters at most; default: {DRAWN}")
    add("--states", action="store_true", help="states in place of those who act for them")
    add("--format", choices=("table", "json", "csv"), default="table", help="default: table")
    add("--svg", metavar="FILE", help="write a picture; - for standard output")
    add("--output", "-o", metavar="FILE", help="write to a file, whole or not at all")
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Asks and prints; gives the exit status."""
    from onrecord.store.asking.opened import open as open_record
    from onrecord.views.output import output
    from onrecord.views.terminal import Look

    given = {one.name: getattr(options, one.name, None) for one in listed("encounters")}
    with open_record(where(options)) as record:
        told = record.met(states=options.states, **given)
    if not told.bonds:
        complain("Nobody met anybody there. See onrecord encounters.")
    with output(options.svg or options.output) as out:
        out.write(_written(options, told, Look.of(sys.stdout) if out.standard else Look()))
    return 0


def _written(options: argparse.Namespace, told: "Met", look: "Look") -> bytes:
    import msgspec

    from onrecord.drawing import network_svg
    from onrecord.views import met

    if options.svg:
        return network_svg(met.network(told)).encode()
    if options.format == "json":
        return msgspec.json.format(msgspec.json.encode(met.plain(told))) + b"\n"
    if options.format == "csv":
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows([met.COLUMNS, *met.rows(told)])
        return file.getvalue().encode()
    from onrecord.views.things.drawings import met_page

    return look.encoded(met_page(told, look)) if told.bonds else b""
