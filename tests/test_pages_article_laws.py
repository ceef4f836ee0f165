"""What holds for every page: text comes back whole and in order, parts cover it, nothing breaks."""

import html
import time
from collections.abc import Iterator
from contextlib import suppress
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import SourceError
from onrecord.report import Capture, Report
from onrecord.sources.pages.article import article
from onrecord.sources.pages.document import parse

WORDS = (
    "minister treaty talks border river council envoy ferry harbour signed agreed refused told"
    " reporters Tuesday delegation bridge protocol members said that with under before after"
    " Élodie Müller İzmir naïve 14 3.5 U.N. президент 協定"
).split()
TITLE = "Two Capitals Mend Old Quarrel Over Fish And Lighthouses".split()
QUIET = ("", ' class="x1 b-2"', ' id="n7"', ' data-k="v"', ' style="color:#333"', ' class="row"',
         " class='css-1abc e2'", ' lang="en"', " dir=ltr")  # fmt: skip
WRAPPING = ("div", "section", "article", "main")
INLINE = ("b", "i", "em", "span", "strong", "font", "a href=/x", "abbr", "u", "mark")


def sentence(random: Random) -> str:
    words = random.sample(WORDS, random.randint(14, len(WORDS)))
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def marked_up(random: Random, text: str) -> str:
    """The text as HTML: some words in inline elements, white space as it comes."""
    pieces = []
    for word in text.split(" "):
        escaped = html.escape(word)
        if not random.randrange(15):
            tag = random.choice(INLINE)
            escaped = f"<{tag}>{escaped}</{tag.split()[0]}>"
        pieces.append(escaped)
    return random.choice((" ", "\n", "  ", " \t\n ")).join(pieces)


def page(random: Random) -> tuple[str, list[str], str]:
    """A headline, its paragraphs, and a page with them in some markup."""
    title = " ".join(random.sample(TITLE, random.randint(4, len(TITLE))))
    paragraphs = [sentence(random) for _ in range(random.randint(4, 9))]
    outer, inner = random.choice((("p", ""), ("div", ""), ("div", "span"), ("section", "p")))
    body = "\n".join(
        f"<{outer}{random.choice(QUIET)}>{f'<{inner}>' if inner else ''}{marked_up(random, text)}"
        f"{f'</{inner}>' if inner else ''}</{outer}>"
        for text in paragraphs
    )
    for _ in range(random.randint(0, 6)):
        wrap = random.choice(WRAPPING)
        body = f"<{wrap}{random.choice(QUIET)}>{body}</{wrap}>"
    head = f"<h1{random.choice(QUIET)}>{html.escape(title)}</h1>"
    menu = "".join(f"<li><a href='/{n}'>{word}</a></li>" for n, word in enumerate(WORDS[:8]))
    source = (
        f"<!doctype html><html><head><meta charset=utf-8><title>{html.escape(title)}</title></head>"
        f"<body><nav><ul>{menu}</ul></nav>{head}{body}"
        "<footer><p>© 2026 Somebody</p></footer></body>"
    )
    return title, paragraphs, source


def read(source: str | bytes) -> Report:
    raw = source if isinstance(source, bytes) else source.encode()
    return article(parse(Capture(raw=raw, source="page.html")))


def body(report: Report) -> list[str]:
    return [part.span.text for part in report.parts if part.kind == "body"]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 1_000_000))
def test_paragraphs_come_back_whole_and_in_order(seed: int) -> None:
    title, paragraphs, source = page(Random(seed))
    report = read(source)
    assert body(report) == paragraphs
    assert report.title == title
    assert report.text.split("\n\n") == [title, *paragraphs]


def covers(report: Report) -> bool:
    return all(part.span.holds(report.text) for part in report.parts) and (
        "\n\n".join(part.span.text for part in report.parts) == report.text
    )


TAGS = ("div p span table td tr ul li h1 h2 a b script style article section figure figcaption img"
        " br form input svg title body html head frameset noscript template textarea select option"
        " pre blockquote aside nav iframe math object").split()  # fmt: skip
BITS = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f'<{tag} class="caption share body" class="x" hidden>'),
    st.sampled_from(
        (
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&#0;",
            "&#xD800;",
            "&#x1F600;",
            "<p",
            "<",
            "\x00",
            "\x0b",
            "﻿",
            '<script type="application/ld+json">{"@type":',
            '<meta property="article:published_time" content="0000-00-00T99:99:99Z">',
            '<time datetime="9999999999999999">',
            "<a href='http://[::1'>",
            '<link rel="canonical" href="http://[bad">',
        )
    ),
    st.integers(0, 99).map(lambda seed: sentence(Random(seed))),
    st.text(max_size=30),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BITS, max_size=60).map("".join))
def test_any_markup_is_an_article_or_refused(source: str) -> None:
    raw = source.encode("utf-8", "surrogatepass")
    try:
        report = read(raw)
    except SourceError:
        return
    assert covers(report)
    assert report == read(raw)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=3_000))
def test_any_bytes_are_an_article_or_refused(raw: bytes) -> None:
    for source in (raw, b"<html><body><p>" + raw):
        try:
            report = read(source)
        except SourceError:
            continue
        assert covers(report)


def sizes() -> Iterator[tuple[str, str]]:
    told = "<p>The minister said on Tuesday that the talks would go on until the other side left."
    paragraphs = "".join(f"{told} It was day {n}.</p>" for n in range(4))
    head = "<html><body><h1>Talks go on</h1>"
    yield "nested div", head + "<div>" * 30_000 + paragraphs
    yield "nested span", head + "<span>" * 30_000 + paragraphs
    yield "nested tables", head + "<table><tr><td>" * 3_000 + paragraphs
    yield "nested figures", head + '<div class="figure">' * 1_500 + paragraphs
    yield "wide", head + "<i></i>" * 40_000 + paragraphs
    yield "attributes", head + '<div class="' + "share-x " * 80_000 + '">' + paragraphs
    yield (
        "JSON",
        head + '<script type="application/ld+json">' + "[" * 99_999 + "</script>" + paragraphs,
    )
    yield "picture", head + '<img src="data:image/png;base64,' + "A" * 3_000_000 + '">' + paragraphs
    yield "links", head + paragraphs + "<ul>" + "<li><a href=x>One other story</a>" * 9_000


@pytest.mark.parametrize("name", [name for name, _ in sizes()])
def test_what_is_large_or_deep_is_read_all_the_same(name: str) -> None:
    source = dict(sizes())[name]
    assert len(body(read(source))) == 4


def test_many_lines_in_one_element_cost_each_their_own() -> None:
    lines = "<span>Ida Lund</span> <i>02:14</i><br><br>" * 4_000
    told = "<p>The minister said on Tuesday that the talks would go on until the other side left."
    start = time.process_time()
    with suppress(SourceError):
        read(f"<html><body><h1>Talks go on</h1>{told * 4}<div>{lines}</div>")
    assert time.process_time() - start < 10  # seconds; looked through anew for each line: 20
