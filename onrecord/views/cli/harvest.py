"""``onrecord harvest``: archives into a folder of readings."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.errors import SettingError
from onrecord.views.cli import complain, reader
from onrecord.views.cli.columns import columns, named
from onrecord.views.progress import harvesting

if TYPE_CHECKING:
    from onrecord.harvesting import Options, Outcome

EXAMPLES = """\
examples:
  onrecord harvest CC-NEWS-*.warc.gz --to march --workers 2 --language en
  onrecord harvest archive/ --to 2025 --since 2025-01-01 --site sites.txt --once
  onrecord harvest news.parquet --to news --text-column body --date-column day --url-column link
  onrecord harvest archive/ --to 2025 --resume
  onrecord harvest /mnt/crawl --to /mnt/readings --ray auto
  onrecord add march --record march.db

One archive gives one shard in FOLDER/shards: readings, what could not be read with its reason, and
a marker with hashes; FOLDER/manifest.json is written when all are done. What was begun is gone on
with by --resume, whatever ended it. With --ray all machines must see the archives and FOLDER at the
same paths. Exit status: 0 all archives are done, 1 some could not be opened or read, 2 none could,
FOLDER is at fault or the usage is wrong, 130 interrupted: what was done is kept.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    about = "archives (WARC, WACZ, tar), tables, lists of reports; folders of these and of reports"
    add("archives", nargs="+", metavar="ARCHIVE", help=about)
    add("--to", required=True, metavar="FOLDER", help="where the shards go: new, empty, or see")
    add("--resume", action="store_true", help="do what is missing of a harvest in FOLDER")
    add("--shards", choices=("jsonl", "parquet"), default="jsonl", help="default: jsonl (.zst)")
    add("--outlet", metavar="NAME", help="who published all of it")
    add("--allow-private", action="store_true", help=argparse.SUPPRESS)
    where = parser.add_argument_group("where it is done")
    about = "processes; default: 1, on a cluster its processors"
    where.add_argument("--workers", "-w", type=int, metavar="N", help=about)
    about = "on a Ray cluster: auto, or its address"
    where.add_argument("--ray", metavar="ADDRESS", help=about)
    only = parser.add_argument_group(
        "only", "what is passed over is counted, and not read"
    ).add_argument
    about = "in this language (ISO 639 code); may be repeated"
    only("--language", action="append", default=[], metavar="CODE", help=about)
    only("--site", metavar="LIST", help="of the sites in this file: a host a line")
    only("--since", metavar="DATE", help="published on this day or later")
    only("--until", metavar="DATE", help="published on this day or before")
    only("--matching", metavar="PATTERN", help="with words that match, as of Python's re")
    about = "the first of near-duplicates in all archives; the others are named beside the shard"
    only("--once", action="store_true", help=about)
    columns(parser)
    reader.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Harvests what is named; gives the exit status."""
    from onrecord.engines import chosen
    from onrecord.harvesting import harvest, units

    if options.workers is not None and options.workers < 1:
        raise SettingError.of("workers", str(options.workers), "a number from 1 on")
    settings = reader.settings(options)
    asked = _asked(options)
    found = units(options.archives, asked.columns)
    engine = chosen(options.workers, options.ray)
    with _resumable(options), harvesting() as watch:
        came = harvest(
            found, options.to, asked, settings, engine, resume=options.resume, watch=watch
        )
    for name in sorted(came.unread):
        complain(str(came.unread[name]))
    print(summary(came, options.to))
    if came.unread:
        return 1 if came.done else 2
    return 0


def _asked(options: argparse.Namespace) -> "Options":
    from onrecord.harvesting import Options
    from onrecord.harvesting.filters import sites_of

    sites: tuple[str, ...] = ()
    if options.site:
        with open(options.site, encoding="utf-8", errors="replace") as lines:
            sites = sites_of(lines)
        if not sites:
            raise SettingError.of("site", options.site, "a file with a host a line")
    return Options(
        language=tuple(sorted(set(options.language))), sites=sites, since=options.since,
        until=options.until, matching=options.matching, once=options.once, form=options.shards,
        outlet=options.outlet, columns=named(options),
    )  # fmt: skip


@contextmanager
def _resumable(options: argparse.Namespace) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        if os.path.isdir(options.to):
            complain(f"What is done in {options.to} is kept; --resume goes on.")
        raise


def summary(came: "Outcome", to: str) -> str:
    """What came of it, in a line or two."""
    counts: dict[str, int] = {}
    passed: dict[str, int] = {}
    for done in came.done:
        for into, of in ((counts, done.counts), (passed, done.passed)):
            for name, count in of.items():
                into[name] = into.get(name, 0) + count
    there = f" ({came.there:,} before)" if came.there else ""
    told = [
        f"{to}: {_many(len(came.done), 'archive')} done{there}",
        f"{_many(counts.get('read', 0), 'report')} read",
        f"{counts.get('aside', 0):,} set aside",
    ]
    if counts.get("copies"):
        told.append(f"{_many(counts['copies'], 'near-duplicate')} named")
    if passed:
        each = ", ".join(f"{name} {count:,}" for name, count in sorted(passed.items()))
        told.append(f"{sum(passed.values()):,} passed over ({each})")
    if came.lost:
        told.append(f"{_many(came.lost, 'worker')} lost and replaced")
    return ", ".join(told) + "."


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
