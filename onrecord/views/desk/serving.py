"""The desk served until it is stopped."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import uvicorn

from onrecord.errors import SettingError
from onrecord.store.record import Record as Store
from onrecord.views.desk.app import Entrance, create

BACKLOG = 128  # visitors who wait for an answer to their call
PATIENCE = 3  # seconds that open answers have to end when the desk closes


@dataclass(frozen=True, slots=True)
class Tls:
    """The files of a certificate (with those that it rests on) and of its key, as PEM."""

    certificate: str
    key: str


def serve(
    store: Store,
    host: str,
    port: int,
    say: Callable[[Sequence[str]], None],
    entrance: Entrance | None = None,
    tls: Tls | None = None,
) -> None:
    """Serves a record at an address; ``say`` is told where, once it answers.

    SettingError where the port cannot be had, or the certificate not be used. Port 0 takes any that
    is free. Without an ``entrance`` the address must be of loopback.
    """
    listening = _listening(host, port)
    at = listening.getsockname()[1]
    named = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        create(store, entrance), log_config=None, access_log=False, server_header=False,
        proxy_headers=False, backlog=BACKLOG, timeout_graceful_shutdown=PATIENCE, lifespan="off",
        ws="none", ssl_certfile=tls and tls.certificate, ssl_keyfile=tls and tls.key,
    )  # fmt: skip
    try:
        config.load()
    except OSError as error:  # of TLS alone, whose errors are such
        listening.close()
        raise SettingError(
            f"The certificate cannot be used: {(error.strerror or str(error)).lower()}.",
            "Give a certificate and its own key, as PEM files that you may read.",
        ) from error
    scheme = "https" if tls else "http"
    say((f"The record {store.where} is open at {scheme}://{named}:{at}", "Stop it with Ctrl-C."))
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(BACKLOG)
    except OSError as error:
        made.close()
        raise SettingError(
            f"Port {port} of {host} cannot be had: {(error.strerror or str(error)).lower()}.",
            "Stop what is there, or name another with --port.",
        ) from error
    return made
