"""What the net stands on, made for a test: names that change, and a router in front of loopback.

The guards are the product's own and see real addresses of the open internet. Only below them, where
a connection is made, does the router lead those addresses to a server on loopback.
"""

import socket
from collections.abc import Mapping, Sequence
from typing import Any

import httpcore2

from onrecord.net import Wire

Place = tuple[Any, ...]


class Names:
    """Resolves names as ``socket.getaddrinfo`` does.

    Each has a list of answers, given out one a call; the last one stays.
    """

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._answers = {name: list(given) for name, given in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, **hints: Any) -> list[Place]:
        self.asked.append(host)
        if host not in self._answers:
            return list(socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST, **hints))
        answers = self._answers[host]
        now = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in now]


class Router:
    """Connects, and leads every address to one port of loopback; without one, nowhere."""

    def __init__(self, port: int | None = None) -> None:
        self._port = port
        self.dialed: list[str] = []

    def __call__(self, address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
        self.dialed.append(address)
        if self._port is None:
            raise httpcore2.ConnectError("there is no way")
        return httpcore2.SyncBackend().connect_tcp(
            "127.0.0.1", self._port, timeout, socket_options=[]
        )


def nowhere() -> tuple[Wire, Router]:
    """A wire that resolves numbers alone and connects to nothing, and what was tried on it."""
    router = Router()
    return Wire(resolve=Names({}), dial=router), router
