"""``onrecord watch``: feeds, sitemaps and live coverage into a record, again and again."""

import argparse
import json
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onrecord.errors import CannotOpen, MissingLibrary, QuestionError, SettingError
from onrecord.settings import Settings
from onrecord.views.cli import complain
from onrecord.views.cli.configuring import configured, log_option, logged
from onrecord.views.cli.recorded import place, recorded
from onrecord.views.safe import one_line

if TYPE_CHECKING:
    from onrecord.store.record import Record
    from onrecord.watching import Word

EXAMPLES = """\
examples:
  onrecord watch https://news.example/world/rss
  onrecord watch feeds.opml --every 10
  onrecord watch https://news.example/live/talks --every 1
  onrecord watch --once
  onrecord watch --list
  onrecord watch --stop https://news.example/world/rss
  onrecord watch --rules rules.toml

A file of rules says what you wait for; what is found is kept, shown as feeds by onrecord serve
(/rules), and sent to webhooks:

  [[rule]]
  name = "new-start"
  ask = "agreements"
  about = "New START"
  when = "status"
  webhook = "https://hooks.example/desk"
  secret_env = "ONRECORD_HOOK_SECRET"

SOURCE is the address of a feed (RSS, Atom, JSON Feed), of a sitemap, of a list of feeds (OPML) or
of a page of live coverage; or a file: a list of feeds, or addresses, one a line. What is watched is
kept in the record: the next onrecord watch goes on with it, and misses nothing that was named
before. It ends with Ctrl-C, and --once when what is due is done: for cron.
"""
FORMATS = ("text", "jsonl")
_LOG = logging.getLogger(__name__)
_MINUTE = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    add("sources", nargs="*", metavar="SOURCE", help="what is watched from now on, too")
    place(parser)
    add("--every", type=float, default=15, metavar="MINUTES", help="between looks; default: 15")
    about = "between two questions to one host; default: 2, more where its robots.txt says so"
    add("--pause", type=float, default=2, metavar="SECONDS", help=about)
    about = "what is older when it is first seen is not fetched; default: 7"
    add("--days", type=float, default=7, metavar="DAYS", help=about)
    add("--once", action="store_true", help="look at each place one time, then end")
    add("--list", action="store_true", help="print what is watched and how that goes, and end")
    about = "let go of an address and of what it named; the reports stay in the record"
    add("--stop", action="append", default=[], metavar="ADDRESS", help=about)
    add("--rules", metavar="FILE", help="what you wait for (TOML), see below")
    add("--allow-private", action="store_true", help="fetch from private addresses too")
    about = "jsonl: a line of JSON for each thing that happens; default: text"
    add("--format", choices=FORMATS, default="text", help=about)
    log_option(parser)


def run(options: argparse.Namespace) -> int:
    """Watches; gives the exit status."""
    try:
        from onrecord.watching import Pace
    except ImportError as error:
        missing = error.name or "a library"
        raise MissingLibrary.of(missing, "Watching", "'onrecord[watch]'") from error
    for name in ("every", "pause", "days"):
        if not getattr(options, name) >= 0:
            raise SettingError.of(name, str(getattr(options, name)), "a number from 0 on")
    settings = configured(options)
    if options.allow_private:
        settings = replace(settings, allow_private=True)
    pace = Pace(every=options.every * _MINUTE, between=options.pause, days=options.days)
    with recorded(options, create=bool(options.sources)) as record:
        if options.stop:
            return _let_go(record, options.stop)
        _take_up(record, options.sources, settings)
        if options.list:
            print(_listed(record), end="")
            return 0
        return _watch(record, settings, pace, options)


def _watch(record: "Record", settings: Settings, pace: Any, options: argparse.Namespace) -> int:
    from onrecord.store import watched
    from onrecord.watching import Problem, Rules, Watch, rules

    as_json = logged(options) == "json"
    waited_for = rules.read(options.rules) if options.rules else Rules()
    with record.reading() as connection:
        if not watched.places(connection) and not waited_for.rules:
            raise QuestionError(
                "Nothing is watched.", "Give an address: onrecord watch https://news.example/rss"
            )
    with _ended_by_signal():
        for word in Watch(record, settings, pace, rules=waited_for).run(once=options.once):
            if options.format == "jsonl":
                print(json.dumps(_as_json(word), ensure_ascii=False), flush=True)
            elif isinstance(word, Problem):
                told = f"{word.error} {_again(word.again)}"
                _LOG.warning("%s", told) if as_json else complain(told)
            elif line := _as_text(word):
                print(line, flush=True)
    return 0


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """A request to end is an interruption: what is being written is finished or never was."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _take_up(record: "Record", sources: list[str], settings: Settings) -> None:
    """Notes what is given as watched."""
    import time

    from onrecord.store import watched

    named = [one for source in sources for one in _addresses(source, settings)]
    if named:
        with record.bookkeeping() as connection:
            watched.watch(connection, named, int(time.time()))


def _addresses(source: str, settings: Settings) -> Iterator[tuple[str, str | None]]:
    """The addresses that a source is or names; CannotOpen where there are none."""
    from onrecord.net.urls import parsed
    from onrecord.sources import capture
    from onrecord.sources.feeds import is_listing, listing

    if "://" in source:
        yield str(parsed(source)), None
        return
    taken = capture(source, settings)
    if is_listing(taken):
        yield from ((one.address, one.title or None) for one in listing(taken).lists)
        return
    lines = [line.strip() for line in taken.raw.decode("utf-8", "replace").splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found or not all("://" in line for line in found):
        raise CannotOpen(
            f"{source} is no list of addresses.",
            "Give a list of feeds (OPML), or a text with one address a line.",
        )
    yield from ((str(parsed(line)), None) for line in found)


def _let_go(record: "Record", addresses: list[str]) -> int:
    from onrecord.net.urls import parsed
    from onrecord.store import watched

    status = 0
    for address in addresses:
        with record.bookkeeping() as connection:
            gone = watched.unwatch(connection, str(parsed(address)))
        if gone:
            print(one_line(f"{address} is watched no more."))
        else:
            complain(f"{address} is not watched. onrecord watch --list says what is.")
            status = 2
    return status


def _as_text(word: "Word") -> str | None:
    """A line of what happened; None where there is nothing to say."""
    from onrecord.watching import Found, Looked, Sent, Took

    match word:
        case Found():
            return one_line(f"{word.alert.rule}: {word.alert.thing}")
        case Sent():
            return one_line(f"{word.alert.rule}: sent to {word.address}")
        case Looked(new=0):
            return None
        case Looked():
            reports = "report" if word.new == 1 else "reports"
            return one_line(f"{word.title or word.address}: {word.new} new {reports}")
        case Took():
            what = {"added": "added", "version": "new version", "there": "there already"}
            told = what.get(word.added.what, word.added.what)
            return one_line(f"  {told}: {word.title or word.address}")
    return None


def _as_json(word: "Word") -> dict[str, Any]:
    from onrecord.watching import Found, Looked, Sent, Took

    match word:
        case Found():
            found = word.alert
            return {"what": "found", "id": found.id, "rule": found.rule, "thing": found.thing}
        case Sent():
            return {"what": "sent", "id": word.alert.id, "address": word.address}
        case Looked():
            return {"what": "looked", "address": word.address, "new": word.new}
        case Took():
            told = {"report": word.added.report, "address": word.address, "title": word.title}
            return {"what": word.added.what} | told
        case _:
            return {
                "what": "problem", "address": word.address, "again": word.again,
                "problem": str(word.error),
            }  # fmt: skip


def _again(seconds: float | None) -> str:
    return "It is not tried again." if seconds is None else f"Next try in {_span(seconds)}."


def _span(seconds: float) -> str:
    for many, name in ((86_400, "days"), (3_600, "hours"), (_MINUTE, "minutes")):
        if seconds >= 2 * many:
            return f"{seconds / many:.0f} {name}"
    return f"{seconds:.0f} seconds"


def _listed(record: "Record") -> str:
    """What is watched: a block of lines for each place."""
    from onrecord.store import watched

    with record.reading() as connection:
        places, counts = watched.places(connection), watched.counts(connection)
    lines = []
    for one in places:
        done, waiting, failed = counts.get(one.place, (0, 0, 0))
        lines.append(one_line(f"{one.title or 'not looked at yet'}  {one.address}"))
        told = [f"{one.form or 'unknown'}", f"{done:,} fetched", f"{waiting:,} waiting"]
        told += [f"{failed:,} given up"] if failed else []
        told += [f"next look {_moment(one.due)}"] if one.due else ["no more looks"]
        lines.append("  " + ", ".join(told))
        if one.problem:
            lines.append(one_line(f"  {one.problem}"))
    return "".join(f"{line}\n" for line in lines) or "Nothing is watched.\n"


def _moment(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
