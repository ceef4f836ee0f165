"""Crawls of invented outlets, always the same for a seed: python -m benchmarks.archive.making DIR

Of a hundred pages, about: eighty articles in the markup of eight kinds of site, five near copies of
earlier ones, five in other languages, three hostile, two whose bytes are not in the encoding that
is said, two without an article, and three records that are broken, two of them gzip members that
are cut off. Texts are paragraphs of our gold reports, drawn anew for each page.
"""

import argparse
import gzip
import random
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from benchmarks.texts import GOLD, of_length, paragraphs

PAGES, FILES, WORDS, SEED = 20_000, 8, 500, 20_261_128
_HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="{charset}"><title>{title}</title>'
    '<meta property="article:published_time" content="{day}T08:00:00Z">'
    '<meta property="og:site_name" content="{outlet}"><script>var a = "<p>no text</p>";</script>'
    "</head><body><nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
)
_FOOT = "<footer><p>© {outlet}. All rights reserved.</p></footer></body></html>"
# What a kind of site puts around headline and paragraphs, and around each paragraph.
_SITES = (
    ("<article><h1>{title}</h1>{body}</article>", "<p>{p}</p>"),
    ("<main><div class='story-body'><h1>{title}</h1>{body}</div></main>", "<p class='par'>{p}</p>"),
    ("<div id='content'><h2 class='headline'>{title}</h2><div class='entry-content'>{body}</div>"
     "</div>", "<p>{p}</p>"),
    ("<table><tr><td><font size=4><b>{title}</b></font><br>{body}</td></tr></table>",
     "{p}<br><br>"),
    ("<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>{title}</h1>"
     "<div itemprop='articleBody'>{body}</div></div>", "<div>{p}</div>"),
    ("<section class='c-article'><header><h1>{title}</h1></header>{body}</section>",
     "<div class='c-block'><p>{p}</p></div>"),
    ("<article><h1>{title}</h1><aside><p>Read more: other news</p></aside>{body}</article>",
     "<p><span>{p}</span></p>"),
    ("<div class='post'><h1>{title}</h1>{body}<div class='share'>Share this</div></div>", "<p>{p}"),
)  # fmt: skip
_FOREIGN = (
    "Die Minister haben sich am Dienstag in der Hauptstadt getroffen, und sie wollen nicht sagen, "
    "was sie dort besprochen haben, sagte der Sprecher der Regierung.",
    "Les ministres se sont réunis mardi dans la capitale et ils ont décidé de poursuivre les "
    "discussions avec les représentants de la région, a dit le porte-parole.",
    "Los ministros se reunieron el martes en la capital y decidieron que las conversaciones con "
    "los representantes de la región van a seguir, dijo el portavoz del gobierno.",
)


def main() -> None:
    """Writes the archives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--words", type=int, default=WORDS, help="of an article")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    make(options.folder, options.pages, options.files, options.words, options.seed)


def make(folder: Path, pages: int, files: int, words: int = WORDS, seed: int = SEED) -> None:
    """Writes ``files`` archives with ``pages`` records in all, each article of some ``words``."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = paragraphs([p.read_text("utf-8") for of in GOLD for p in sorted(of.glob("*.txt"))])
    for number in range(files):
        rng = random.Random(f"{seed}.{number}")
        with open(folder / f"crawl-{number:05}.warc.gz", "wb") as file:
            for record in _records(rng, drawn, number, pages // files, words):
                file.write(record)


def _records(
    rng: random.Random, drawn: Sequence[str], file: int, pages: int, words: int
) -> Iterator[bytes]:
    before: list[tuple[str, str]] = []
    for page in range(pages):
        site = rng.randrange(200)
        url = f"https://news-{site}.example/{file}/{page}"
        kind = rng.random()
        title = f"Ministers meet again, day {file * pages + page}"
        text = of_length(drawn, words, rng.randrange(1 << 40))
        if kind < 0.05 and before:
            title, text = rng.choice(before[-500:])
            text = text.replace("said", "told reporters", 1)
        elif kind < 0.10:
            text = "\n\n".join(rng.choice(_FOREIGN) for _ in range(8))
        before.append((title, text))
        body = _page(rng, site, title, text)
        charset = "utf-8"
        if 0.10 <= kind < 0.13:
            body = _hostile(rng, body)
        elif 0.13 <= kind < 0.15:
            body = body.decode().encode(rng.choice(["cp1252", "utf-16"]), "replace")
        elif 0.15 <= kind < 0.17:
            body = (
                b"<html><body><ul>" + b"<li><a href='/'>Home</a></li>" * 40 + b"</ul></body></html>"
            )
        record = _record(url, body, charset, number=file * pages + page)
        if 0.17 <= kind < 0.19:
            record = record[: len(record) // 2]
        elif 0.19 <= kind < 0.20:
            at = len(record) // 3
            record = record[:at] + bytes([record[at] ^ 0xFF]) + record[at + 1 :]
        yield record


def _page(rng: random.Random, site: int, title: str, text: str) -> bytes:
    around, each = _SITES[site % len(_SITES)]
    body = "\n".join(each.format(p=escape(part)) for part in text.split("\n\n"))
    day = f"2026-{rng.randrange(1, 12):02}-{rng.randrange(1, 28):02}"
    known = {"title": escape(title), "outlet": f"Example News {site}", "day": day}
    parts = (_HEAD.format(charset="utf-8", **known), around.format(body=body, **known))
    return ("".join(parts) + _FOOT.format(**known)).encode()


def _hostile(rng: random.Random, body: bytes) -> bytes:
    """A page that wants to break its reader: nested without end, unclosed, full of references."""
    ways = (
        lambda: b"<div>" * 5_000 + body,
        lambda: body.replace(b"</p>", b"<b><i><p>"),
        lambda: body + b"<a href='x" + b"&amp;" * 50_000,
        lambda: body.replace(b"<p", b"\x00<p\x01"),
    )
    return rng.choice(ways)()


def _record(url: str, body: bytes, charset: str, number: int) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={charset}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-12-01T05:06:07Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 6, mtime=0)


if __name__ == "__main__":
    main()
