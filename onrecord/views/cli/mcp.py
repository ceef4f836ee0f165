"""``onrecord mcp``: the record for assistants, over the Model Context Protocol."""

import argparse
import sys

from onrecord.errors import MissingLibrary, SettingError
from onrecord.views.cli.recorded import place, recorded

EXAMPLES = """\
examples:
  onrecord mcp --record onrecord-demo.db
  onrecord mcp --record onrecord-demo.db --http --port 8401

An assistant starts the first one itself, and speaks with it over standard input and output; its
settings say how, for example:

  {"mcpServers": {"onrecord": {"command": "onrecord", "args": ["mcp", "--record", "RECORD"]}}}

With --http it answers this machine alone, at http://127.0.0.1:8401/mcp. Nothing of the record can
be changed through it.
"""
HOST, PORT = "127.0.0.1", 8401


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    place(parser)
    add = parser.add_argument
    add("--http", action="store_true", help="answer over HTTP, until it is stopped")
    add("--host", metavar="HOST", default=HOST, help=f"an address of loopback; default: {HOST}")
    add("--port", metavar="PORT", default=str(PORT), help=f"default: {PORT}; 0: any that is free")


def run(options: argparse.Namespace) -> int:
    """Answers until its input ends, or it is stopped; gives the exit status."""
    port = _port(options.port)
    try:
        from onrecord.views.desk.guard import is_loopback
        from onrecord.views.mcp.serving import over_http, over_pipes
    except ImportError as error:
        missing = (error.name or "mcp").partition(".")[0]
        raise MissingLibrary.of(missing, "onrecord mcp", "onrecord[mcp]") from error
    if not is_loopback(options.host):
        raise SettingError(
            f"The record is not opened to {options.host}: whoever reaches that address could read "
            "it.",
            f"Leave --host away, or give {HOST}, ::1 or localhost.",
        )
    with recorded(options) as store:
        if options.http:
            over_http(store, options.host, port, lambda line: print(line, file=sys.stderr))
        else:
            over_pipes(store)
    return 0


def _port(given: str) -> int:
    if not (given.isascii() and given.isdecimal() and len(given) < 9 and int(given) < 65_536):
        raise SettingError.of("port", given, "a whole number from 0 to 65535")
    return int(given)
