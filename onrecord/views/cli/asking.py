"""The commands that ask a record: one for each question, all made here.

Flags come from ``question.listed``; what a command prints is made in ``views.things``.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from onrecord.errors import QuestionError
from onrecord.question import Asked, listed
from onrecord.views.cli import complain
from onrecord.views.cli.recorded import narrowing, place, where

if TYPE_CHECKING:
    from onrecord.question import Question
    from onrecord.store.asking.opened import Record
    from onrecord.views.terminal import Look

FORMATS = ("table", "json", "jsonl", "csv")
_END = """
Dates are days, months or years (2023-03-02, 2023-03, 2023); a thing whose date is told less
exactly fits where all the days that it may mean do. Exit status: 0, also for an empty answer;
2 wrong usage.
"""
_EXAMPLES = {
    "statements": """\
  onrecord statements --by Lavrov --about "New START"
  onrecord statements --by Russia --to "United States" --act urge --act demand
  onrecord statements --terms anonymous --since 2023-02 --format csv --output said.csv
  onrecord statements --text '"mutual compliance"' --as-of 2023-03-01
""",
    "encounters": """\
  onrecord encounters --between "United States" Russia
  onrecord encounters --by Blinken --place India --since 2023 --format json
  onrecord encounters --modality planned --min-sources 2
""",
    "agreements": """\
  onrecord agreements --by Russia
  onrecord agreements --about "New START" --as-of 2023-03-01 --format json
""",
    "cases": """\
  onrecord cases --by Russia
  onrecord cases --about Whelan --format json
""",
    "events": """\
  onrecord events --by Russia --to Ukraine --type ASSAULT --since 2023-01 --until 2023-03
  onrecord events --type SANCTION --modality actual --format csv
""",
    "actors": """\
  onrecord actors --text lavrov
  onrecord actors --by Russia --format json
""",
    "timeline": """\
  onrecord timeline --about "New START"
  onrecord timeline --between "United States" Russia --since 2023 --format csv
  onrecord timeline --since 2023-02-17 --until 2023-03-02 --limit 500 --svg weeks.svg
""",
    "search": """\
  onrecord search 'prisoner exchange'
  onrecord search '"mutual compliance"' --by Blinken
  onrecord search 'ratif* treaty' --since 2023-02 --format json
""",
    "disputes": """\
  onrecord disputes
  onrecord disputes --about "New START" --format json
""",
    "positions": """\
  onrecord positions --by Lavrov --about "New START"
  onrecord positions --by Russia --about Ukraine --since 2023 --format json
""",
    "show": """\
  onrecord show statement-0123456789abcdef
  onrecord show encounter-0123456789abcdef --as-of 2023-03-01 --format json
  onrecord show actor-0123456789abcdef --tellings 0
""",
    "why": """\
  onrecord why encounter-0123456789abcdef
  onrecord why actor-0123456789abcdef --format json
""",
    "status": """\
  onrecord status "New START"
  onrecord status "New START" --at 2023-02-28 --as-of 2023-03-01 --format json
  onrecord status --at 2023-03-01
""",
}
NAMES = tuple(_EXAMPLES)
TOLD = 100  # accounts of a thing that are read, where there are more
_TOLD_BY = "accounts of a thing of more that are told, the first and the last; 0: all; default: {}"


class Asking:
    """The command of one question."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.EXAMPLES = "examples:\n" + _EXAMPLES[name] + _END

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Adds the command's arguments."""
        add = parser.add_argument
        if self.name in ("show", "why"):
            add("id", metavar="ID", help="of a thing, as answers give it")
        elif self.name == "status":
            add("name", metavar="NAME", nargs="?", help="of an agreement, or whose case; or an id")
            add("--at", metavar="DATE", help="how it stood at the end of that day")
        elif self.name == "search":
            add("text", metavar="WORDS", help='words, a "phrase in quotation marks", a prefix*')
        if self.name in ("show", "why", "status"):
            (as_of,) = (one for one in listed() if one.name == "as_of")
            add(as_of.flag, metavar=as_of.metavar, help=as_of.about)
        else:
            left_out = ("text",) if self.name == "search" else ()
            narrowing(parser, cast(Asked, self.name), left_out)
        if self.name == "show":
            add("--tellings", type=int, default=TOLD, metavar="N", help=_TOLD_BY.format(TOLD))
        formats = FORMATS[:2] if self.name in ("show", "why", "status") else FORMATS
        add("--format", choices=formats, default="table", help="default: table")
        if self.name == "timeline":
            add("--svg", metavar="FILE", help="draw it, lanes by kind; - for standard output")
        add("--output", "-o", metavar="FILE", help="write to a file, whole or not at all")
        place(parser)

    def run(self, options: argparse.Namespace) -> int:
        """Asks and prints; gives the exit status."""
        from onrecord.store.asking.opened import open as open_record
        from onrecord.views.output import output

        to = getattr(options, "svg", None) or options.output
        with open_record(where(options)) as record, output(to) as out:
            from onrecord.views.terminal import Look

            look = Look.of(sys.stdout) if out.standard else Look()
            out.write(_RUN.get(self.name, _list)(self.name, record, options, look))
        return 0


def _list(name: str, record: "Record", options: argparse.Namespace, look: "Look") -> bytes:
    from onrecord.question import Question
    from onrecord.views.things import lists, writing
    from onrecord.views.things.asked import asked
    from onrecord.views.things.nothing import nothing

    of = cast(Asked, name)
    given = {one.name: getattr(options, one.name, None) for one in listed(of)}
    question = Question.of(of, given)
    answer = asked(record, question)
    items, cursor, notes = answer.items, answer.cursor, answer.notes
    table = options.format == "table" and not getattr(options, "svg", None)
    if not items:
        for line in (*notes, nothing(record, question)):
            complain(line)
    elif not table:
        for line in notes:
            complain(line)
    if table:
        if not items:
            return b""
        return look.encoded(lists.listing(question, items, look, more=cursor, notes=notes))
    if getattr(options, "svg", None):
        return _picture(question, items)
    if options.format == "csv":
        return writing.csv_table(question, items)
    if cursor:
        complain(f"More follow: --cursor {cursor}")
    return (writing.json_list if options.format == "json" else writing.json_lines)(items)


def _picture(question: "Question", items: Sequence[Any]) -> bytes:
    from onrecord.drawing import timeline_svg
    from onrecord.views import drawn
    from onrecord.views.dates import date_words

    drawing = drawn.timeline(items, counted=True, title="")
    days = " to ".join(dict.fromkeys(map(date_words, (drawing.first, drawing.last))))
    named = drawn.short_timeline(drawing, title=f"Timeline, {days}")
    return timeline_svg(named).encode()


def _show(name: str, record: "Record", options: argparse.Namespace, look: "Look") -> bytes:
    from onrecord.views.things import lists, writing

    if options.tellings < 0 or options.tellings == 1:
        raise QuestionError.of("tellings", options.tellings, "two or more, or 0 for all")
    thing = record.show(options.id, options.as_of, options.tellings or None)
    if options.format == "json":
        return writing.json_one(thing)
    return look.encoded(lists.whole(thing, look, options.tellings))


def _why(name: str, record: "Record", options: argparse.Namespace, look: "Look") -> bytes:
    from onrecord.views.things import lists, writing

    told = record.why(options.id, options.as_of)
    if options.format == "json":
        return writing.json_one(told)
    return look.encoded(lists.why(told, look, record.show(told.id, options.as_of, TOLD)))


def _status(name: str, record: "Record", options: argparse.Namespace, look: "Look") -> bytes:
    from onrecord.views.things import lists, standings

    found = record.status(options.name, options.at, options.as_of)
    if options.format == "json":
        return standings.as_json(found, one=options.name is not None)
    if not found:
        complain("No agreement has a status then: none is told as having happened.")
        return b""
    shown = lists.stood(found, look) if options.name else lists.standings(found, look)
    return look.encoded(shown)


_RUN: dict[str, Callable[[str, "Record", argparse.Namespace, "Look"], bytes]] = {
    "show": _show,
    "why": _why,
    "status": _status,
}
