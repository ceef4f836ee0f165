"""How long a visitor may take to say what is wanted: HTTP/1.1 that waits for a head, not for ever.

A server that waits is held up by whoever sends a head a byte at a time (Slowloris); uvicorn ends
connections that rest between two requests, and no others. How long a head may be is uvicorn's to
say (64 KiB), how long a body may take ``views.access.bodies``'.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = 10.0  # seconds for a head, from its first byte or the beginning of the connection


class Patient(H11Protocol):
    """One connection; it is closed where a head does not end in time."""

    _ending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The wait for the first head begins."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Bytes have come: with the end of a head the wait is over, else it goes on as it was."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._rest()
        elif self._ending is None:
            self._ending = self.loop.call_later(HEAD, self.transport.close)

    def _rest(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
