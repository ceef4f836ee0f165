"""``onrecord read``: reports in, readings out."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import SettingError
from onrecord.settings import Settings
from onrecord.views.cli import complain, reader
from onrecord.views.cli.columns import columns, tables
from onrecord.views.cli.writing import FORMATS, Writer, writer
from onrecord.views.progress import Progress, progress

if TYPE_CHECKING:
    from onrecord.sources import Found

EXAMPLE = "harbour-talks.txt"
EXAMPLES = """\
examples:
  onrecord read report.txt
  onrecord read report.txt --published 2023-03-02 --outlet "The Daily Example"
  onrecord read https://news.example/2023/03/02/talks --format json
  onrecord read report.html --format html --output reading.html
  onrecord read reports/ --workers 2 --format jsonl --output readings.jsonl
  cat report.txt | onrecord read - --format json
  onrecord read --example
  onrecord read report.txt --reader both --endpoint http://127.0.0.1:11434/v1 --model NAME

One report gives one reading, a live coverage page one for each post; with --format json several
give a list. Exit status: 0 all were
read, 1 some could not be read, 2 none could or the usage is wrong.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    about = (
        "a file (text, HTML, Word, mail; PDF with onrecord[documents]), a folder of such files, "
        "an archive (tar; WARC and WACZ with onrecord[archives]), a list of reports "
        "(.jsonl), an address (https://…), or -"
    )
    add("sources", nargs="*", metavar="SOURCE", help=about)
    add("--example", action="store_true", help="read the example report in the package")
    add("--published", metavar="DATE", help="the day it was published, as 2023-03-02")
    add("--outlet", metavar="NAME", help="who published it")
    add("--url", metavar="ADDRESS", help="where it was published (one report only)")
    add("--title", metavar="WORDS", help="its headline (one report only)")
    add("--format", choices=FORMATS, default="terminal", help="default: terminal")
    about = "write to a file, whole or not at all; to a folder (DIR/) with --format html"
    add("--output", "-o", metavar="FILE", help=about)
    add("--allow-private", action="store_true", help="fetch from private addresses too")
    add("--workers", "-w", type=int, default=1, metavar="N", help="processes; default: 1")
    columns(parser)
    reader.arguments(parser, both=True)


def run(options: argparse.Namespace) -> int:
    """Reads what is named and writes the readings; gives the exit status."""
    from onrecord.report import Given

    if options.example == bool(options.sources):
        complain("Give a report: a file, a folder, an address or -. See onrecord read --help.")
        return 2
    if options.workers < 1:
        raise SettingError.of("workers", str(options.workers), "a number from 1 on")
    settings = reader.settings(options)
    given = Given(
        published=options.published, outlet=options.outlet, url=options.url, title=options.title
    )
    items = _items(options, settings)
    if len(items) > 1 and (options.url or options.title):
        complain(f"--url and --title are of one report; {len(items)} are given.")
        return 2
    from onrecord.batch import read_all

    if options.reader == reader.BOTH:
        own = read_all(items, given, replace(settings, reader="own"), options.workers)
        with progress(len(items)) as bar:
            return reader.compare(own, settings, options.format, options.output, bar)
    several = len(items) > 1
    with writer(options.format, options.output, several=several) as to, progress(len(items)) as bar:
        results = read_all(items, given, settings, min(options.workers, len(items)))
        return _write(results, to, bar)


def _items(options: argparse.Namespace, settings: Settings) -> list["Found"]:
    from onrecord.report import Capture
    from onrecord.sources import Found, found

    if options.example:
        raw = (files("onrecord.examples") / EXAMPLE).read_bytes()
        return [Found(EXAMPLE, Capture(raw=raw, source=EXAMPLE))]
    places = tables(options, options.sources)
    return [item for place in places for item in found(place, settings.max_bytes)]


def _write(results: Iterator[object], to: Writer, bar: Progress) -> int:
    """Writes the readings and complains of the failures, as they come."""
    from onrecord.facts import Reading
    from onrecord.pipeline import Failure

    bad = 0
    for result in results:
        shown = isinstance(result, Failure) or (to.standard and sys.stdout.isatty())
        with bar.aside() if shown else nullcontext():
            if isinstance(result, Failure):
                complain(str(result.error))
                bad += 1
            elif isinstance(result, Reading):
                to.write(result)
        bar.step()
    to.end()
    if to.count == 0:
        return 2
    return 1 if bad else 0
