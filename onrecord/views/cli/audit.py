"""``onrecord audit``: on what terms, and by what kinds of sources, things are told."""

import argparse
import sys
from typing import TYPE_CHECKING, cast

from onrecord.question import listed
from onrecord.views.cli import complain
from onrecord.views.cli.recorded import narrowing, place, where

if TYPE_CHECKING:
    from onrecord.question import Asked
    from onrecord.record.auditing import Audit
    from onrecord.views.terminal import Look

EXAMPLES = """\
examples:
  onrecord audit
  onrecord audit --per outlet --since 2023
  onrecord audit --about "New START" --per month --json
  onrecord audit --outlet "The Halyard" --by Russia --csv --output halyard.csv
  onrecord audit --of encounters
  onrecord audit --whole --svg terms.svg

A statement that five outlets carry counts once; how often it is told, and how often independently
(a wire report and its copies are one), stands beside. Shares come with an interval (Wilson, 95 %).
Of very many a sample is counted, the same one each time; --whole counts all. Each number is a list:
its question stands in the JSON and the CSV as «asks».
"""
_KINDS = ("statements", "encounters", "agreements", "cases", "events")
_PER = ("outlet", "month", "subject", "speaker")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    add("--of", choices=_KINDS, default="statements", help="what is counted; default: statements")
    add("--per", choices=_PER, help="shares for each of them too")
    add("--limit", metavar="N", help="things that are counted at most; default: 400, else a sample")
    add("--whole", action="store_true", help="count everything, whatever it takes")
    narrowing(parser, "statements", ("limit", "cursor"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, with what each number asks")
    form.add_argument("--csv", action="store_true", help="as CSV, a row for each share")
    form.add_argument(
        "--svg", metavar="FILE", help="draw the shares by terms; - for standard output"
    )
    add("--output", "-o", metavar="FILE", help="write to a file, whole or not at all")
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Counts and prints; gives the exit status."""
    from onrecord.question import Question
    from onrecord.store.asking.auditing import AUDITED
    from onrecord.store.asking.opened import open as open_record
    from onrecord.views.output import output
    from onrecord.views.terminal import Look

    kind = cast("Asked", options.of)
    given = {one.name: value for one in listed() if (value := getattr(options, one.name, None))}
    most = Question.of(kind, {"limit": given.pop("limit", None)}).limit
    with open_record(where(options)) as record:
        wanted = None if options.whole else most if options.limit else AUDITED
        told = record.audit(kind, per=options.per, most=wanted, **given)
    for note in told.notes:
        complain(note)
    if not told.whole.count:
        complain(f"No {kind} fit: there is nothing to count.")
    with output(options.svg or options.output) as out:
        out.write(_written(options, told, Look.of(sys.stdout) if out.standard else Look()))
    return 0


def _written(options: argparse.Namespace, told: "Audit", look: "Look") -> bytes:
    from onrecord.views import audited
    from onrecord.views.things import writing

    if options.svg:
        from onrecord.drawing import bars_svg

        return bars_svg(audited.terms(told)).encode()
    if options.json:
        return writing.json_one(audited.plain(told))
    if options.csv:
        return writing.csv_rows(audited.COLUMNS, audited.rows(told))
    from onrecord.views.things.audits import audit_page

    return look.encoded(audit_page(told, look)) if told.whole.count else b""
