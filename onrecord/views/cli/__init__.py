"""The command line: which commands there are, and what ends how.

A command's own module is imported when it is called, so that help and version answer at once.
Exit status: 0 all went well; 1 some of several reports could not be read; 2 wrong usage, or
nothing could be read; 130 interrupted.
"""

import argparse
import os
import sys
from importlib import import_module
from typing import NoReturn, Protocol, cast

from onrecord.errors import OnrecordError
from onrecord.version import __version__
from onrecord.views.safe import one_line

USAGE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141

# Command → one line of help; the module of the same name has the rest.
COMMANDS = {
    "demo": "make a small record of invented reports, and say what to ask it",
    "read": "read reports and print who said what, on what terms, in which words",
    "add": "keep reports in the record",
    "harvest": "read archives of any size into a folder of readings, on any number of machines",
    "forget": "take a report out of the record again",
    "check": "hold readings, or the record, against the contract and print every fault",
    "settle": "decide anew which accounts are of one thing, after an update of Onrecord",
    "evaluate": "hold readings against what careful readers found: every miss and invention",
    "backup": "copy the record",
    "restore": "make a record of a copy",
    "watch": "follow feeds, sitemaps and live coverage into the record",
    "save": "keep a question under a name: what is new is a feed, unread, sent to a webhook",
    "saved": "what saved questions have found, what of it is unread, what was sent",
    "unsave": "forget a saved question",
    "serve": "open the record in a browser",
    "mcp": "answer an assistant’s questions over the Model Context Protocol",
    "config": "which settings hold, and where each comes from",
    "users": "who may see and change a record that is served to others",
    "schema": "print the JSON Schema of a reading",
    "review": "judge facts one by one: accept, correct, reject, merge, split",
    "note": "tell a fact of a report by hand, in the report's own words",
    "diff": "what changed in a report from one version to another, in its text and its facts",
    "reread": "read the stored texts anew with the present model; verdicts are kept",
    "export": "write the record, or answers to a question, in a format of others",
    "import": "take in a record that onrecord export wrote",
}
# Commands that ask a record: all of them are made in one module.
QUESTIONS = {
    "statements": "who said what to whom, on what terms",
    "encounters": "who met or spoke with whom, when and where",
    "agreements": "treaties, accords, deals and their lives",
    "cases": "who was held, charged, tried, exchanged",
    "events": "coded political events",
    "actors": "persons, states, bodies and under which names they are told of",
    "timeline": "everything in one order of days",
    "search": "find words in the reports, and the facts that they are in",
    "disputes": "where reports disagree, both sides",
    "positions": "what an actor said about a subject over time, and what changed",
    "show": "one thing with all its words and vouchers",
    "why": "which words and which evidence made accounts one thing",
    "status": "where an agreement or a case stands, or stood at a date",
}
# Commands that draw a life: the same.
DRAWN = {
    "agreement": "draw the life of an agreement: what happened on the line, what did not beside it",
    "case": "draw a person's case in the same way",
}
COMMANDS |= (
    QUESTIONS
    | DRAWN
    | {
        "met": "who met whom, how often: a list, or a picture",
        "audit": "on what terms, and by what kinds of sources, things are told: shares",
    }
)
# Commands for which it is all the same what stands in the tables.
WITHOUT_TABLES = frozenset({"schema", "users", "backup", "restore"})
_MODULES = {"import": "importing"}  # a word that no module may be called by
EXAMPLES = """\
examples:
  onrecord read report.txt
  onrecord read report.txt --published 2023-03-02 --format json
  onrecord read reports/ --workers 2 --format jsonl --output readings.jsonl
  onrecord COMMAND --help
"""


class Command(Protocol):
    """What the module of a command has."""

    EXAMPLES: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Adds the command's arguments."""

    def run(self, options: argparse.Namespace) -> int:
        """Does it and gives the exit status."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        message = message[:1].upper() + message[1:]
        self.exit(USAGE, one_line(f"{self.prog}: {message}. See {self.prog} --help.") + "\n")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command line and gives its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        status = _run(given)
        sys.stdout.flush()
        return status
    except OnrecordError as error:
        _let_go()
        complain(str(error))
        return USAGE
    except KeyboardInterrupt:
        complain("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:  # who read our output has seen enough
        _let_go()
        return BROKEN_PIPE
    except OSError as error:
        complain(f"{error.filename or 'The system'}: {error.strerror}. Mend that and try again.")
        return USAGE


def _let_go() -> None:
    """Forgets output that cannot be written, which would be tried again at the very end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """One line on standard error, safe to show whatever it holds."""
    print(one_line(f"onrecord: {message}"), file=sys.stderr)


def _run(given: list[str]) -> int:
    parser = Parser(
        prog="onrecord",
        description="Reads political news and keeps the record: who said what to whom, on what "
        "terms, in which words.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"onrecord {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    chosen = next((argument for argument in given if not argument.startswith("-")), None)
    for name, about in COMMANDS.items():
        own = commands.add_parser(
            name,
            help=about,
            description=about[:1].upper() + about[1:] + ".",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == chosen:
            command = command_named(name)
            own.epilog = command.EXAMPLES
            command.arguments(own)
            configuring = import_module("onrecord.views.cli.configuring")
            configuring.option(own)
            if name not in WITHOUT_TABLES:
                configuring.tables_option(own)
    options = parser.parse_args(given)
    if options.command is None:
        parser.print_help()
        return USAGE
    if options.command not in WITHOUT_TABLES | {"config"}:
        import_module("onrecord.views.cli.configuring").use_tables(options)
    return command_named(options.command).run(options)


def command_named(name: str) -> Command:
    """The command of that name; its module is imported now."""
    if name in DRAWN:
        return cast(Command, import_module("onrecord.views.cli.drawing").Drawing(name))
    if name in QUESTIONS:
        return cast(Command, import_module("onrecord.views.cli.asking").Asking(name))
    return cast(Command, import_module(f"onrecord.views.cli.{_MODULES.get(name, name)}"))
