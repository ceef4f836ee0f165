"""From a name to a connection: resolved once, every address judged, and the clock running.

A ``Dialer`` is the network backend of one hop. The library asks it to connect to a name; it
connects to an address that it has judged, and nothing resolves the name a second time. Above it
the library goes on with the name: in Host, in SNI and where the certificate is checked.
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Any

import httpcore2
import httpx2

from onrecord.errors import NotFetched, PrivateAddress
from onrecord.net.addresses import Address, is_public

Resolve = Callable[..., list[tuple[Any, ...]]]
Dial = Callable[..., httpcore2.NetworkStream]


@cache
def _trusted() -> ssl.SSLContext:
    """The system's certificates (or those that SSL_CERT_FILE names), with every check on."""
    return httpx2.create_ssl_context()


@dataclass(frozen=True, slots=True)
class Wire:
    """What a call stands on: how names are resolved, connections made, certificates judged.

    ``resolve`` is called as ``socket.getaddrinfo``; ``dial`` as the library's ``connect_tcp``,
    with an address that has been judged. Guards lie above both.
    """

    resolve: Resolve = socket.getaddrinfo
    dial: Dial = httpcore2.SyncBackend().connect_tcp
    tls: Callable[[], ssl.SSLContext] = _trusted


class OutOfTime(Exception):
    """The whole exchange has taken as long as it may."""


class Clock:
    """The wall clock of one exchange."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left, above zero; OutOfTime where none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise OutOfTime
        return left


@dataclass(frozen=True, slots=True)
class Dialer(httpcore2.NetworkBackend):
    """Connects one hop. ``name`` is its address as it may be printed."""

    name: str
    wire: Wire
    clock: Clock
    connect_seconds: float
    allow_private: bool

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of the host that answers; all of them are judged."""
        failed: Exception | None = None
        for address in self._judged(self._resolved(host, port)):
            try:
                stream = self.wire.dial(str(address), port, timeout=self._patience())
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self.clock, self._patience)
        raise failed or NotFetched.of(self.name, f"the name {host} has no address")

    def _patience(self) -> float:
        return min(self.connect_seconds, self.clock.left())

    def _judged(self, addresses: list[Address]) -> list[Address]:
        for address in addresses:
            if not (self.allow_private or is_public(address)):
                raise PrivateAddress.of(self.name, str(address))
        return addresses

    def _resolved(self, host: str, port: int) -> list[Address]:
        """The addresses of a host, each once, in the system's order.

        The system's resolver cannot be told how long it may take; so it is asked on a thread of
        its own, which is left behind where it takes too long.
        """
        answers: queue.SimpleQueue[list[tuple[Any, ...]] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.wire.resolve(host, port, type=socket.SOCK_STREAM))
            except Exception as error:  # handed over, to be raised where it is waited for
                answers.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self.clock.left())
        except queue.Empty:
            raise OutOfTime from None
        if isinstance(answer, (OSError, UnicodeError)):
            raise NotFetched.of(self.name, f"the name {host} could not be resolved") from answer
        if isinstance(answer, Exception):
            raise answer
        return list(dict.fromkeys(ip_address(place[0]) for *_, place in answer))


class _Timed(httpcore2.NetworkStream):
    """A connection that no read, write or handshake keeps beyond the end of the exchange."""

    def __init__(
        self, stream: httpcore2.NetworkStream, clock: Clock, patience: Callable[[], float]
    ) -> None:
        self._stream, self._clock, self._patience = stream, clock, patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._patience())
        return _Timed(stream, self._clock, self._patience)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
