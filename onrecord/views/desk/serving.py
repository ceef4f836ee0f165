"""The desk served until it is stopped."""

import socket
from collections.abc import Callable, Sequence

import uvicorn

from onrecord.errors import SettingError
from onrecord.store.record import Record as Store
from onrecord.views.desk.app import create

BACKLOG = 128  # visitors who wait for an answer to their call
PATIENCE = 3  # seconds that open answers have to end when the desk closes


def serve(store: Store, host: str, port: int, say: Callable[[Sequence[str]], None]) -> None:
    """Serves a record at a loopback address; ``say`` is told where, once it answers.

    SettingError where the port cannot be had. Port 0 takes any that is free.
    """
    listening = _listening(host, port)
    at = listening.getsockname()[1]
    named = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        create(store), log_config=None, access_log=False, server_header=False, proxy_headers=False,
        backlog=BACKLOG, timeout_graceful_shutdown=PATIENCE, lifespan="off", ws="none",
    )  # fmt: skip
    say((f"The record {store.where} is open at http://{named}:{at}", "Stop it with Ctrl-C."))
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
