"""``onrecord demo``: a small record of our own reports, and what to ask it."""

import argparse
import json
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import RecordError
from onrecord.settings import Settings
from onrecord.views.cli import complain
from onrecord.views.cli.configuring import configured
from onrecord.views.progress import progress

if TYPE_CHECKING:
    from onrecord.adding import Tally
    from onrecord.sources import Found
    from onrecord.store.record import Record

EXAMPLES = """\
examples:
  onrecord demo
  onrecord demo --record /tmp/harbour.db
  onrecord demo --articles articles.jsonl   # the same reports as data sets are published

Forty reports by six outlets and a ministry, written for Onrecord, on one story: a treaty is
suspended, ministers meet, a prisoner comes home. The people and the events are invented. Run again
it changes nothing, and verdicts are kept. A record that holds other reports is left alone.
"""
PLACE = "onrecord-demo.db"
STORY = "harbour"
TRY = (
    ("who met whom", "encounters --by Nasibli --since 2031-05"),
    ("where reports disagree", "disputes"),
    ("a sentence, four times", "search '\"withdraw the invitation\"'"),
    ("a treaty's life", 'agreement "Open Harbours Treaty"'),
    ("as it was known then", "status Torekhan --as-of 2031-04-10"),
    ("no, and then yes", "positions --by Nasibli --about exchange"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    about = f"a file or postgresql://USER@HOST/DATABASE; default: {PLACE}"
    parser.add_argument("--record", metavar="PLACE", default=PLACE, help=about)
    parser.add_argument(
        "--articles", metavar="FILE",
        help="make no record: write the reports as a table of articles, JSON lines with the "
        "columns title, outlet, url, published and text",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Makes the record, or the table, and says what to try; gives the exit status."""
    if options.articles:
        return _articles(options.articles, configured(options))
    from onrecord.adding import Tally
    from onrecord.store.record import open_record
    from onrecord.views.cli.add import summary

    tally, settings = Tally(), configured(options)
    with open_record(options.record, create=True) as record:
        _fill(record, tally, settings)
        print(summary(tally, record.where))
    _suggest(options.record)
    return 1 if tally.failed else 0


def reports(settings: Settings) -> Iterator["Found"]:
    """The reports of the story; their sources are named the same on every machine."""
    from onrecord import examples, sources

    manifest = Path(examples.__file__).parent / STORY / "reports.jsonl"
    for one in sources.found(str(manifest), settings.max_bytes):
        if not isinstance(one.at, sources.Listed):
            raise RecordError(
                f"The reports of the demonstration are damaged: {one.at}", "Install Onrecord again."
            )
        name = f"{STORY}/{Path(one.name).name}"
        yield sources.Found(
            name, replace(sources.capture(one.at, settings), source=name), one.given
        )


def _articles(file: str, settings: Settings) -> int:
    """Writes the story as a table of articles, a line each."""
    from onrecord.report import Capture
    from onrecord.views.output import output

    with output(file) as out:
        for one in reports(settings):
            if isinstance(one.at, Capture):
                given = one.given
                row = {
                    "title": given.title, "outlet": given.outlet, "url": given.url,
                    "published": given.published, "text": one.at.raw.decode("utf-8"),
                }  # fmt: skip
                out.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())
    return 0


def _fill(record: "Record", tally: "Tally", settings: Settings) -> None:
    from onrecord.adding import add
    from onrecord.pipeline import Failure
    from onrecord.report import Given
    from onrecord.store.versions import addresses

    found = list(reports(settings))
    with record.reading() as connection:
        others = addresses(connection) - {one.given.url for one in found}
    if others:
        raise RecordError(
            f"The record {record.where} holds other reports: the demonstration is not added to it.",
            "Name a place for one of its own with --record.",
        )
    with progress(len(found), "reports added") as bar:
        for one in add(record, found, Given(), settings, tally=tally):
            if isinstance(one, Failure):
                with bar.aside():
                    complain(str(one.error))
            bar.step()


def _suggest(place: str) -> None:
    commands = [f"onrecord {command}" for _, command in TRY]
    width = max(map(len, commands))
    print(f"\nNow try:\n\n  export ONRECORD_RECORD={shlex.quote(place)}")
    for (about, _), command in zip(TRY, commands, strict=True):
        print(f"  {command:<{width}}  # {about}")
    print("\n`onrecord show ID` has all the words of a thing; `onrecord review` lets you judge.")
