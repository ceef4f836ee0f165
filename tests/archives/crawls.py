"""Small crawls, written as crawlers write them, and ways to damage them."""

import gzip
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"
ARTICLE = """<!doctype html><html><head><title>{title}</title>
<meta property="article:published_time" content="{day}T08:00:00Z"></head><body><article>
<h1>{title}</h1><p>The ministers of Arven and Tarsk met in Kolm on Tuesday, the ministry said.</p>
<p>“We agreed to go on talking,” the foreign minister of Arven, Lena Orm, told reporters.</p>
</article></body></html>"""


def page(title: str = "Ministers meet in Kolm", day: str = "2026-03-03") -> bytes:
    """An article as a page."""
    return ARTICLE.format(title=title, day=day).encode()


@dataclass
class Crawl:
    """A WARC file in the making; ``starts`` are the bytes at which its records begin."""

    packed: bool = True
    raw: bytes = b""
    starts: list[int] = field(default_factory=list)

    def add(
        self,
        url: str,
        body: bytes = b"",
        *,
        kind: str = "response",
        status: str = "200 OK",
        media: str = HTML,
        at: str = "2026-03-04T05:06:07Z",
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """A record of an answer, as ISO 28500 has it: packed, each record is a gzip member."""
        http = kind in ("response", "revisit")
        answered = [
            f"HTTP/1.1 {status}",
            f"Content-Type: {media}",
            *map(": ".join, headers),
            "",
            "",
        ]
        block = ("\r\n".join(answered).encode() if http else b"") + body
        head = [
            "WARC/1.1",
            f"WARC-Type: {kind}",
            f"WARC-Target-URI: {url}",
            f"WARC-Date: {at}",
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{len(self.starts):012}>",
            f"Content-Type: {'application/http; msgtype=response' if http else media}",
            f"Content-Length: {len(block)}",
            "",
            "",
        ]
        record = "\r\n".join(head).encode() + block + b"\r\n\r\n"
        self.starts.append(len(self.raw))
        self.raw += gzip.compress(record, mtime=0) if self.packed else record


def crawl(pages: int, *, packed: bool = True) -> Crawl:
    """A crawl of so many articles."""
    made = Crawl(packed)
    for number in range(pages):
        made.add(f"https://news.example/{number}", page(f"Ministers meet, day {number}"))
    return made
