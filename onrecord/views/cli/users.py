"""``onrecord users``: who may see and change a record that is served to others."""

import argparse
import getpass
import sys
from typing import TYPE_CHECKING, cast

from onrecord.errors import MissingLibrary, SettingError
from onrecord.views.cli.recorded import place, where
from onrecord.views.safe import one_line

if TYPE_CHECKING:
    from onrecord.store.access import Access, Right

EXAMPLES = """\
examples:
  onrecord users add ada --role administrator
  onrecord users add ben --role reviewer < password.txt
  onrecord users list
  onrecord users role ben editor
  onrecord users close ben
  onrecord users token ada --label "morning script" --rights read --days 30
  onrecord users tokens; onrecord users revoke 1f2e3d4c
  onrecord users log

A reader asks; a reviewer also gives verdicts; an editor also adds and forgets reports and says what
is watched; an administrator also makes users. Passwords are asked for, or read from standard input;
what is kept of them lies beside the record (in NAME.access) and never in it.
"""
_ME = "the command line"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    from onrecord.store.access.roles import RIGHTS, ROLES

    place(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="WHAT", required=True)
    verbs.add_parser("list", help="who there is")
    add = verbs.add_parser("add", help="a new user")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", choices=ROLES, default="reader", help="default: reader")
    role = verbs.add_parser("role", help="give a user another role")
    role.add_argument("name", metavar="NAME")
    role.add_argument("role", choices=ROLES)
    for verb, about in (
        ("password", "give a user another password"),
        ("close", "close an account; what it did stays told"),
        ("open", "open a closed account again"),
    ):
        verbs.add_parser(verb, help=about).add_argument("name", metavar="NAME")
    token = verbs.add_parser("token", help="make a token for a program; it is printed once")
    token.add_argument("name", metavar="NAME")
    token.add_argument("--label", default="a token", metavar="WORDS", help="what it is for")
    token.add_argument("--rights", nargs="+", choices=RIGHTS, default=["read"])
    token.add_argument("--days", type=int, default=90, help="how long it is good; default: 90")
    verbs.add_parser("tokens", help="which tokens there are")
    verbs.add_parser("revoke", help="take a token away").add_argument("id", metavar="TOKEN")
    verbs.add_parser("log", help="who did what")


def run(options: argparse.Namespace) -> int:
    """Does what is asked; gives the exit status."""
    from onrecord.store.access import open_access
    from onrecord.store.record import open_record

    with open_record(where(options)):
        pass  # that there is one is sure now
    access = open_access(where(options), create=options.verb == "add")
    if access is None:
        raise SettingError(
            "This record has no users.", "onrecord users add NAME --role administrator makes one."
        )
    with access:
        for line in _done(access, options):
            print(one_line(line))
    return 0


def _done(access: "Access", options: argparse.Namespace) -> list[str]:
    match options.verb:
        case "list":
            closed = {True: "", False: ", closed"}
            return [f"{one.name}  {one.role}{closed[one.closed is None]}" for one in access.users()]
        case "add":
            access.add_user(options.name, options.role, _password(), by=_ME)
            return [f"{options.name} is {options.role}."]
        case "role":
            access.set_role(options.name, options.role, by=_ME)
            return [f"{options.name} is {options.role}."]
        case "password":
            access.set_password(options.name, _password(), by=_ME)
            return [f"{options.name} has another password and is signed out everywhere."]
        case "close":
            access.close_user(options.name, by=_ME)
            return [f"{options.name} is closed."]
        case "open":
            access.reopen_user(options.name, by=_ME)
            return [f"{options.name} is open again."]
        case "token":
            if not 1 <= options.days <= 366:
                raise SettingError.of("days", str(options.days), "a number from 1 to 366")
            rights = cast("list[Right]", options.rights)
            return [access.make_token(options.name, options.label, rights, options.days, by=_ME)]
        case "tokens":
            return [
                f"{one.id}  {one.user.name}  {', '.join(sorted(one.rights))}  {one.label}"
                for one in access.tokens()
            ]
        case "revoke":
            if not access.revoke(options.id, by=_ME):
                raise SettingError(f"There is no token {options.id}.", "onrecord users tokens.")
            return [f"{options.id} is good no more."]
        case _:
            return [
                "  ".join(part for part in (_moment(one.at), one.who, one.what, one.about) if part)
                for one in access.log()
            ]


def _password() -> str:
    """The hash of a password that is asked for twice, or stands on standard input."""
    try:
        from onrecord.views.access.passwords import hashed
    except ImportError as error:
        missing = error.name or "argon2-cffi"
        raise MissingLibrary.of(missing, "Passwords", "'onrecord[desk]'") from error
    if not sys.stdin.isatty():
        return hashed(sys.stdin.readline().rstrip("\r\n"))
    given = getpass.getpass("Password: ")
    if given != getpass.getpass("Once more: "):
        raise SettingError("The two passwords differ.", "Try again.")
    return hashed(given)


def _moment(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
