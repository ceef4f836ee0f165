"""A desk that answers over a real socket, asked byte for byte; and every way that leads into it.

    with answering(create(store)) as port:
        asked(port, "GET", "/statements").status

``ways`` has the routes of an application as they stand in it, so that a new one is seen.
"""

import http.client
import itertools
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount, Route

from onrecord.views.desk.serving import Server, Tls, configured
from onrecord.views.listening import listening

_VISITORS = itertools.count(1)


@contextmanager
def answering(app: FastAPI, tls: Tls | None = None) -> Iterator[int]:
    """The port at which an application answers, served as ``onrecord serve`` serves it."""
    with listening("127.0.0.1", 0) as at:
        server = Server(configured(app, tls))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
        thread.start()
        until = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < until, "the desk did not start"
            time.sleep(0.01)
        try:
            yield int(at.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(20)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back; of a stream that does not end the head alone."""

    status: int
    headers: Mapping[str, str]
    text: str


def asked(
    port: int,
    method: str,
    path: str,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answered:
    """One request over a connection of its own, as the page of a browser sends it.

    Each comes from another address, as a proxy tells it; ``headers`` that are empty are not sent.
    """
    visitor = next(_VISITORS)
    sent = {
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": f"198.51.{visitor // 250}.{visitor % 250}",
        **({"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}),
        **(headers or {}),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        body = urlencode(form) if form is not None else None
        connection.request(method, path, body, {n: v for n, v in sent.items() if v})
        answer = connection.getresponse()
        streamed = answer.headers.get_content_type() == "text/event-stream"
        text = "" if streamed else answer.read().decode("utf-8", "replace")
        return Answered(answer.status, dict(answer.headers.items()), text)
    finally:
        connection.close()


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """A route: its method, its path with names in braces, the fields of its form and address."""

    method: str
    path: str
    fields: tuple[str, ...] = ()
    query: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def with_(self, word: str) -> str:
        """The path with a word in the place of each name."""
        parts = self.path.split("{")
        return parts[0] + "".join(word + one.partition("}")[2] for one in parts[1:])


def ways(app: FastAPI) -> list[Way]:
    """Every route of an application and of those that are mounted in it."""
    found: set[Way] = set()
    for one in iter_route_contexts(app.routes):
        route = one.original_route
        if isinstance(route, Mount):
            found |= {
                Way(method, route.path + inner.path)
                for inner in route.routes
                if isinstance(inner, Route)
                for method in (inner.methods or ()) - {"HEAD"}
            }
            continue
        dependant = getattr(route, "dependant", None)
        fields = tuple(each.name for each in dependant.body_params) if dependant else ()
        query = tuple(each.name for each in dependant.query_params) if dependant else ()
        found |= {Way(each, str(one.path), fields, query) for each in one.methods or ()}
    return sorted(found)
