"""The desk served until it is stopped."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import cast

import uvicorn
from fastapi import FastAPI

from onrecord.errors import SettingError
from onrecord.settings import Settings
from onrecord.store.record import Record as Store
from onrecord.views.desk.app import Entrance, create
from onrecord.views.desk.sending import sending
from onrecord.views.desk.several import forked
from onrecord.views.listening import BACKLOG, Port, address, listening
from onrecord.views.patience import Patient

PATIENCE = 3  # seconds that open answers have to end when the desk closes


@dataclass(frozen=True, slots=True)
class Tls:
    """The files of a certificate (with those that it rests on) and of its key, as PEM."""

    certificate: str
    key: str


def serve_several(
    count: int,
    opened: Callable[[], AbstractContextManager[Store]],
    host: str,
    port: int,
    say: Callable[[Sequence[str]], None],
    settings: Settings | None = None,
) -> None:
    """Serves a record at an address of loopback with so many processes, each with it open itself.

    ``opened`` opens the record. Raises what it raises, and SettingError as ``serve`` does.
    """
    with opened() as store:  # what cannot be opened is told once
        place = store.where
    open_at = listening(host, port)
    say((f"The record {place} is open at http://{address(host, open_at)}", "Stop it with Ctrl-C."))

    def one() -> None:
        with opened() as store, sending(store, settings):
            Server(configured(create(store, None, settings))).run(sockets=[open_at])

    with open_at, counted_together() as gone:
        forked(count, one, gone)


def serve(
    store: Store,
    host: str,
    port: int,
    say: Callable[[Sequence[str]], None],
    entrance: Entrance | None = None,
    tls: Tls | None = None,
    settings: Settings | None = None,
) -> None:
    """Serves a record at an address; ``say`` is told where, once it answers.

    Texts that are sent are read, and messages sent, by ``settings``.

    SettingError where the port cannot be had, or the certificate not be used. Port 0 takes any that
    is free. Without an ``entrance`` the address must be of loopback.
    """
    open_at = listening(host, port)
    config = configured(create(store, entrance, settings), tls)
    try:
        config.load()
    except OSError as error:  # of TLS alone, whose errors are such
        open_at.close()
        raise SettingError(
            f"The certificate cannot be used: {(error.strerror or str(error)).lower()}.",
            "Give a certificate and its own key, as PEM files that you may read.",
        ) from error
    scheme = "https" if tls else "http"
    where = f"{scheme}://{address(host, open_at)}"
    say((f"The record {store.where} is open at {where}", "Stop it with Ctrl-C."))
    with open_at, sending(store, settings):
        Server(config).run(sockets=[open_at])


@contextmanager
def counted_together() -> Iterator[Callable[[int], None]]:
    """What processes count is told as one: a folder for it, and what is to hear who has ended."""
    with TemporaryDirectory(prefix="onrecord-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder

        def gone(process: int) -> None:
            from prometheus_client.multiprocess import mark_process_dead

            mark_process_dead(process, folder)  # type: ignore[no-untyped-call]

        try:
            yield gone
        finally:
            del os.environ["PROMETHEUS_MULTIPROC_DIR"]


class Server(uvicorn.Server):
    """A server that ends the streams of those who listen before it waits for answers to end."""

    async def shutdown(self, sockets: list[Port] | None = None) -> None:
        """Closes the desk."""
        listeners = getattr(cast(FastAPI, self.config.app).state, "listeners", None)
        if listeners is not None:
            listeners.close()
        await super().shutdown(sockets)


def configured(app: FastAPI, tls: Tls | None = None) -> uvicorn.Config:
    """How a desk is served: without a log of what is asked for, and without waiting for ever."""
    return uvicorn.Config(
        app, http=Patient, log_config=None, access_log=False, server_header=False,
        proxy_headers=False, backlog=BACKLOG, timeout_graceful_shutdown=PATIENCE, lifespan="off",
        ws="none", ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )  # fmt: skip
