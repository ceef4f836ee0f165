"""``onrecord serve``: the record in a browser."""

import argparse
import gc
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from onrecord.errors import MissingLibrary, SettingError
from onrecord.views.cli.configuring import configured, log_option, logged
from onrecord.views.cli.recorded import place, recorded, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.store.access import Access

EXAMPLES = """\
examples:
  onrecord serve
  onrecord serve --record onrecord-demo.db --port 8500
  onrecord serve --workers 2
  onrecord users add ada --role administrator
  onrecord serve --host 0.0.0.0 --name desk.example --certificate desk.pem --key desk.key
  onrecord serve --name desk.example

Alone on this machine nobody signs in. Whatever others can reach needs users (onrecord users) and
TLS: a certificate of its own, or a proxy on this machine that has one and passes on Host and
X-Forwarded-For (the last example). Stop it with Ctrl-C. Nothing that is shown comes from elsewhere.
"""
HOST, PORT = "127.0.0.1", 8400


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments."""
    place(parser)
    add = parser.add_argument
    add("--host", metavar="HOST", default=HOST, help=f"the address to listen at; default: {HOST}")
    add("--port", metavar="PORT", default=str(PORT), help=f"default: {PORT}; 0: any that is free")
    about = "a name that others open it by; can be given again"
    add("--name", action="append", default=[], metavar="NAME", help=about)
    add("--certificate", metavar="FILE", help="its TLS certificate, with those it rests on (PEM)")
    add("--key", metavar="FILE", help="the certificate's key (PEM)")
    about = "processes that make answers, alone on this machine; default: 1"
    add("--workers", "-w", type=int, default=1, metavar="N", help=about)
    log_option(parser)


def run(options: argparse.Namespace) -> int:
    """Serves until it is stopped; gives the exit status."""
    port = _port(options.port)
    with _for_good():
        try:
            from onrecord.views.desk.app import Entrance
            from onrecord.views.desk.guard import is_loopback
            from onrecord.views.desk.serving import Tls, serve, serve_several
        except ImportError as error:
            missing = (error.name or "fastapi").partition(".")[0]
            raise MissingLibrary.of(missing, "The desk", "'onrecord[desk]'") from error
    if bool(options.certificate) != bool(options.key):
        raise SettingError(
            "A certificate and its key go together.", "Give both --certificate and --key."
        )
    tls = Tls(options.certificate, options.key) if options.certificate else None
    alone = is_loopback(options.host)
    if not alone and tls is None:
        raise SettingError(
            f"At {options.host} passwords and the record would go over the net unhidden.",
            "Give --certificate and --key, or leave --host away and put a proxy with TLS before "
            "the desk: --name NAME.",
        )
    if options.workers < 1:
        raise SettingError.of("workers", str(options.workers), "a number from 1 on")
    logged(options)
    settings = configured(options)
    if options.workers > 1:
        if options.name or not alone or tls:
            raise SettingError(
                "A desk for several people is one process: how often somebody may guess a password "
                "is counted there.",
                "Leave --workers away.",
            )
        opened = partial(recorded, options)
        serve_several(options.workers, opened, options.host, port, _say, settings)
        return 0
    with recorded(options) as store:
        if alone and not options.name:
            serve(store, options.host, port, _say, tls=tls, settings=settings)
            return 0
        with _users(where(options)) as access:
            names = frozenset(options.name) or frozenset({options.host})
            entrance = Entrance(access, names, secure=True, proxied=tls is None)
            serve(store, options.host, port, _say, entrance, tls, settings)
    return 0


@contextmanager
def _for_good() -> "Iterator[None]":
    """What is imported meanwhile stays to the end: no search for rings goes through it.

    Such searches were a quarter of the time from the command to the first page.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _users(record: str) -> "Access":
    """Who may come in; SettingError where nobody could let anybody in."""
    from onrecord.store.access import open_access

    access = open_access(record)
    if access is None or not any("administer" in one.rights for one in access.users()):
        raise SettingError(
            "Others could reach this desk, and it has no administrator.",
            "Make one: onrecord users add NAME --role administrator.",
        )
    return access


def _say(lines: "Sequence[str]") -> None:
    print("\n".join(lines), flush=True)


def _port(given: str) -> int:
    if not (given.isascii() and given.isdecimal() and int(given[:9]) < 65_536 and len(given) < 9):
        raise SettingError.of("port", given, "a whole number from 0 to 65535")
    return int(given)
