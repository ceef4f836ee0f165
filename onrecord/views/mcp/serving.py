"""The server run: over standard input and output, or HTTP for this machine alone."""

from collections.abc import Callable

import anyio
import uvicorn
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from onrecord.store.record import Record as Store
from onrecord.views.desk.guard import Guard
from onrecord.views.listening import address, listening
from onrecord.views.mcp.server import create
from onrecord.views.patience import Patient

PATH = "/mcp"
BODY = 1_000_000  # bytes of one message
PATIENCE = 3  # seconds that open answers have to end when the server closes


def over_pipes(store: Store) -> None:
    """Answers on standard output what comes on standard input, until that ends."""
    server = create(store)

    async def run() -> None:
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    anyio.run(run)


def application(store: Store, port: int) -> ASGIApp:
    """The server as an application, for loopback names at this port and no page of another site."""
    names = [f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")]
    secured = TransportSecuritySettings(
        allowed_hosts=names, allowed_origins=[f"http://{name}" for name in names]
    )
    app = create(store).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=BODY,
        transport_security=secured,
    )
    return Guard(app)


def over_http(store: Store, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serves at a loopback address until it is stopped; ``say`` is told where, once it listens.

    SettingError where the port cannot be had.
    """
    open_at = listening(host, port)
    at = open_at.getsockname()[1]
    config = uvicorn.Config(
        application(store, at), http=Patient, log_config=None, access_log=False,
        server_header=False, proxy_headers=False, timeout_graceful_shutdown=PATIENCE, ws="none",
    )  # fmt: skip
    say(f"The record {store.where} answers at http://{address(host, open_at)}{PATH}")
    with open_at:
        uvicorn.Server(config).run(sockets=[open_at])
