"""``onrecord add``: reports, or finished readings, into a record."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

from onrecord.errors import SettingError
from onrecord.views.cli import complain, reader
from onrecord.views.cli.columns import columns, tables
from onrecord.views.cli.recorded import place, recorded
from onrecord.views.progress import progress

if TYPE_CHECKING:
    from onrecord.adding import Added, Tally
    from onrecord.pipeline import Failure

EXAMPLES = """\
examples:
  onrecord add report.txt --outlet "The Daily Example" --published 2023-03-02
  onrecord add reports/ --workers 2
  onrecord add march.jsonl --record march.db
  onrecord add news.parquet --text-column body --url-column link --date-column published
  onrecord read reports/ --format jsonl --output readings.jsonl; onrecord add readings.jsonl
  onrecord add reports/ --record postgresql://desk@db.example/record

Adding again changes nothing; another text at the same address is a new version of the report. A
report is kept wholly or not at all, and what is told as added is on disk. Exit status: 0 all are in
the record, 1 some could not be read, 2 none could, the record could not be written, or the usage
is wrong.
"""
FORMATS = ("text", "jsonl")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    about = (
        "what onrecord read takes (files, folders, lists of reports, addresses, -), or finished "
        "readings (.json, .jsonl, -)"
    )
    add("sources", nargs="+", metavar="SOURCE", help=about)
    place(parser)
    add("--published", metavar="DATE", help="the day they were published, as 2023-03-02")
    add("--outlet", metavar="NAME", help="who published them")
    add("--url", metavar="ADDRESS", help="where it was published (one report only)")
    add("--title", metavar="WORDS", help="its headline (one report only)")
    add("--seen", metavar="TIME", help="when they were seen, as 2023-03-02T14:05Z")
    add("--again", action="store_true", help="add reports that were forgotten, too")
    add("--allow-private", action="store_true", help="fetch from private addresses too")
    about = "processes; default: 1, for many finished readings the number of processors"
    add("--workers", "-w", type=int, metavar="N", help=about)
    columns(parser)
    about = "jsonl: a line for each report when it is on disk; default: text, a summary"
    add("--format", choices=FORMATS, default="text", help=about)
    reader.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Adds what is named; gives the exit status."""
    from onrecord.adding import Tally, add, items
    from onrecord.report import Given

    if options.workers is not None and options.workers < 1:
        raise SettingError.of("workers", str(options.workers), "a number from 1 on")
    settings = reader.settings(options)
    given = Given(
        published=options.published, outlet=options.outlet, url=options.url, title=options.title,
        seen=options.seen,
    )  # fmt: skip
    found = items(tables(options, options.sources), settings)
    if options.url or options.title:
        several = list(found)
        if len(several) > 1:
            complain(f"--url and --title are of one report; {len(several)} are given.")
            return 2
        found = iter(several)
    tally = Tally()
    with recorded(options, create=True) as record:
        done = add(
            record,
            found,
            given,
            settings,
            workers=options.workers,
            again=options.again,
            tally=tally,
        )
        try:
            _tell(done, options.format)
        finally:
            if options.format == "text" and tally.what:
                print(summary(tally, record.where))
    if not tally.what:
        return 2
    return 1 if tally.failed else 0


def _tell(done: Iterator["Added | Failure"], form: str) -> None:
    """Says what has become of each report, as it becomes known."""
    import json

    from onrecord.pipeline import Failure

    with progress(None, "reports added") as bar:
        for one in done:
            if isinstance(one, Failure):
                with bar.aside():
                    complain(str(one.error))
            elif form == "text" and one.what == "withdrawn":
                with bar.aside():
                    complain(f"{one.source}: its agency withdraws the report {one.report}.")
            elif form == "jsonl":
                told = {"report": one.report, "source": one.source, "what": one.what}
                with bar.aside() if sys.stdout.isatty() else nullcontext():
                    print(json.dumps(told, ensure_ascii=False), flush=True)
            bar.step()


def summary(tally: "Tally", where: str) -> str:
    """What came of it, in a line or two."""
    counts = [
        ("added", "report added", "reports added"),
        ("version", "new version", "new versions"),
        ("renewed", "read anew", "read anew"),
        ("there", "already there", "already there"),
        ("withdrawn", "withdrawn by its agency", "withdrawn by their agencies"),
        ("forgotten", "forgotten before (--again adds it)", "forgotten before (--again adds them)"),
    ]
    told = [
        f"{count:,} {one if count == 1 else many}"
        for name, one, many in counts
        if (count := tally.what.get(name, 0))  # type: ignore[call-overload]
    ]
    if tally.failed:
        told.append(f"{tally.failed:,} set aside")
    return f"{where}: {', '.join(told)}."
