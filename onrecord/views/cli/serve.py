"""``onrecord serve``: the record in a browser."""

import argparse
from typing import TYPE_CHECKING

from onrecord.errors import MissingLibrary, SettingError
from onrecord.views.cli.recorded import place, recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
examples:
  onrecord serve
  onrecord serve --record onrecord-demo.db --port 8500

The desk answers this machine alone: it has no accounts yet, so any other --host is refused. Stop it
with Ctrl-C. Nothing that is shown comes from elsewhere, and nothing of the record is sent anywhere.
"""
HOST, PORT = "127.0.0.1", 8400


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    place(parser)
    add = parser.add_argument
    add("--host", metavar="HOST", default=HOST, help=f"an address of loopback; default: {HOST}")
    add("--port", metavar="PORT", default=str(PORT), help=f"default: {PORT}; 0: any that is free")


def run(options: argparse.Namespace) -> int:
    """Serves until it is stopped; gives the exit status."""
    port = _port(options.port)
    try:
        from onrecord.views.desk.guard import is_loopback
        from onrecord.views.desk.serving import serve
    except ImportError as error:
        missing = (error.name or "fastapi").partition(".")[0]
        raise MissingLibrary.of(missing, "The desk", "onrecord[desk]") from error
    if not is_loopback(options.host):
        raise SettingError(
            f"The desk is not opened to {options.host}: it has no accounts, and whoever reaches "
            "that address could read the record.",
            f"Leave --host away, or give {HOST}, ::1 or localhost.",
        )
    with recorded(options) as store:
        serve(store, options.host, port, _say)
    return 0


def _say(lines: "Sequence[str]") -> None:
    print("\n".join(lines), flush=True)


def _port(given: str) -> int:
    if not (given.isascii() and given.isdecimal() and int(given[:9]) < 65_536 and len(given) < 9):
        raise SettingError.of("port", given, "a whole number from 0 to 65535")
    return int(given)
