"""``onrecord saved``: what saved questions have found, what of it is unread, what was sent."""

import argparse
import sys
from typing import TYPE_CHECKING

from onrecord.views.cli.recorded import place, recorded
from onrecord.views.cli.save import whose
from onrecord.views.safe import one_line

if TYPE_CHECKING:
    from onrecord.store.record import Record
    from onrecord.store.saved import Saved

EXAMPLES = """\
examples:
  onrecord saved
  onrecord saved new-start
  onrecord saved new-start --read
  onrecord saved new-start --log
  onrecord saved --format json
  onrecord unsave new-start

Without a name: every saved question, with how much of what it found is unread. With one: what it
found, the newest first, and its id, by which a repeat is known; --read takes it all as read, --log
says what was sent to its webhook and what became of that.
"""
_SHOWN = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    add = parser.add_argument
    add("name", metavar="NAME", nargs="?", help="of a saved question")
    add("--read", action="store_true", help="take all that it found as read")
    add("--log", action="store_true", help="what was sent, and what became of it")
    add("--format", choices=("table", "json"), default="table", help="default: table")
    whose(parser)
    place(parser)


def run(options: argparse.Namespace) -> int:
    """Prints; gives the exit status."""
    from onrecord.errors import SettingError
    from onrecord.store import saved
    from onrecord.views import following

    if options.name is None and (options.read or options.log):
        raise SettingError("Of which question?", "Name it: onrecord saved NAME.")
    with recorded(options) as store:
        following.followed(store)
        if options.name is None:
            with store.reading() as connection:
                mine = saved.saved(connection, options.user)
            sys.stdout.write(_every(mine, options.format))
            return 0
        sys.stdout.write(_one(store, options))
        if options.read:
            with store.bookkeeping() as connection:
                saved.mark(connection, options.user, options.name)
    return 0


def _every(mine: "list[Saved]", form: str) -> str:
    from onrecord.views import following

    if form == "json":
        return _json([following.plain(one) for one in mine])
    lines = []
    for one in mine:
        lines.append(f"{one.name}  {one.unread:,} unread of {one.found:,}")
        lines += [f"  {following.in_words(it)}" for it in one.questions]
        lines += [f"  sent to {one.webhook}"] if one.webhook else []
    return "".join(f"{one_line(line)}\n" for line in lines) or "Nothing is saved.\n"


def _one(store: "Record", options: argparse.Namespace) -> str:
    from onrecord.store import alerts, saved
    from onrecord.views import following

    with store.reading() as connection:
        one = saved.saved_as(connection, options.user, options.name)
        full = saved.full_name(connection, options.user, options.name)
        mark = saved.marked(connection, options.user, full)
        found = alerts.alerts(connection, full, _SHOWN)
        log = saved.deliveries(connection, full, _SHOWN)
    if options.format == "json":
        told = following.plain(one) | {"entries": [following.entry(it) for it in found]}
        return _json(told | {"log": [following.tried(it) for it in log]})
    if options.log:
        lines = [f"{following.moment(it.at)}  {it.alert}  {it.problem or 'taken'}" for it in log]
        return "".join(f"{one_line(line)}\n" for line in lines) or "Nothing was sent.\n"
    lines = []
    for it in found:
        new = "*" if it.number > mark else " "
        said = following.title(following.thing_of(it))
        lines += [f"{new} {following.moment(it.at)}  {said}", f"    {it.thing}  {it.id}"]
    return "".join(f"{one_line(line)}\n" for line in lines) or "Nothing has come since.\n"


def _json(told: object) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(told)).decode() + "\n"
