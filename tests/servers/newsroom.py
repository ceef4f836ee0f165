"""An outlet on loopback, as a watch meets it: a feed that grows, articles, robots.txt, bad days.

    with Newsroom() as outlet:
        outlet.publish("a", "Talks end", "The ministers of Arven and Tarsk met …")
        ... outlet.feed ...

Conditional requests are answered as they should be; ``trouble`` maps a path to what goes wrong
there: a status, or a function that is given the handler and may do anything with it.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape

Trouble = int | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Newsroom:
    """The outlet; it is up between ``with`` and its end. ``asked`` has (path, headers)."""

    pages: dict[str, str] = field(default_factory=dict)
    items: list[tuple[str, str, str]] = field(default_factory=list)  # path, title, date
    trouble: dict[str, Trouble] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    when: list[float] = field(default_factory=list)
    robots: str | None = None

    def __enter__(self) -> "Newsroom":
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str = "/feed") -> str:
        """The address of a path here."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"

    def publish(self, name: str, title: str, text: str, day: str = "2026-03-02") -> str:
        """An article, and its entry in the feed; its path."""
        path = f"/{name}.html"
        self.items = [one for one in self.items if one[0] != path]
        self.items.insert(0, (path, title, day))
        self.pages[path] = article(title, text, day)
        return path

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def body(self, path: str) -> tuple[bytes, str] | None:
        """What lies at a path, and its media type."""
        if path == "/robots.txt":
            return (self.robots.encode(), "text/plain") if self.robots is not None else None
        if path == "/feed":
            return rss(self.items).encode(), "application/rss+xml"
        page = self.pages.get(path)
        media = "text/html" if page and "<html" in page else "application/xml"
        return (page.encode(), f"{media}; charset=utf-8") if page is not None else None


def article(title: str, text: str, day: str) -> str:
    """A page with one article."""
    told = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    moment = f"{day}T09:00:00Z"
    return (
        f"<html><head><title>{escape(title)}</title>"
        f'<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{moment}"></head>'
        f"<body><article><h1>{escape(title)}</h1>{told}</article></body></html>"
    )


def rss(items: list[tuple[str, str, str]]) -> str:
    """A feed of entries, as many outlets have it."""
    told = "".join(
        f"<item><title>{escape(title)}</title><link>{path}</link><guid>{path}#{day}</guid>"
        f"<pubDate>{day}T09:00:00Z</pubDate></item>"
        for path, title, day in items
    )
    channel = f"<channel><title>News</title>{told}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


def _handler(outlet: Newsroom) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            outlet.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            outlet.when.append(time.monotonic())
            trouble = outlet.trouble.get(self.path)
            if callable(trouble):
                trouble(self)
                return
            found = outlet.body(self.path)
            if trouble or found is None:
                self._answer(trouble or 404, b"", {})
                return
            body, media = found
            tag = f'"{hash(body)}"'
            if self.headers.get("If-None-Match") == tag:
                self._answer(304, b"", {"ETag": tag})
            else:
                self._answer(200, body, {"ETag": tag, "Content-Type": media})

        do_POST = do_GET

        def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in (headers | outlet.headers.get(self.path, {})).items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    return Handler
