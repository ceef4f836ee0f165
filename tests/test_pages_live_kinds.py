"""What holds for every kind of live coverage page, and what is none."""

import hashlib
import re
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.report import Capture, Report
from onrecord.sources.pages.document import parse
from onrecord.sources.pages.live import posts
from tests.pages.live_kinds import (
    FLAT,
    KINDS,
    MORE,
    SAID,
    SITE,
    STORY,
    Told,
    built,
    microdata,
    skeleton,
)


def read(html: str, path: str) -> list[Report]:
    return list(posts(parse(Capture(raw=html.encode(), source="page", url=SITE + path))))


def said(report: Report) -> list[str]:
    return [part.span.text for part in report.parts if part.kind == "body"]


BY_NAME = (
    "as others",
    "lead to",
    "without headings",
    "named stream",
)  # kinds that only their names tell
NOISE = (
    "",
    '<div class="ad"><p>Advertisement</p></div>',
    '<div class="box"><h3>Our newsletter</h3><p>All that matters from the talks, every day at six, '
    'in your inbox.</p><form><input name="m"></form></div>',
    '<a class="jump" href="/subscribe">Subscribe</a>',
)
SHARED = (
    "",
    '<div class="share"><a href="https://x.example/?u=b">Share</a><button>Copy link</button></div>',
    "<div><button>Share</button><button>Like</button></div>",
    '<p><a href="#top">Back to top</a></p>',
)


def _without_names(html: str) -> str:
    """The same with names that tell nothing, as a build tool makes them."""

    def made(found: re.Match[str]) -> str:
        names = (hashlib.md5(name.encode()).hexdigest()[:5] for name in found[1].split())
        return f'class="{" ".join("c" + name for name in names)}"'

    return re.sub("class=[\"']([^\"']*)[\"']", made, html)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.integers(0, 3),
    st.sampled_from(NOISE),
    st.sampled_from(SHARED),
    st.booleans(),
    st.booleans(),
)
def test_boxes_names_and_order_change_no_post(
    name: str, depth: int, noise: str, shared: str, is_bare: bool, oldest_first: bool
) -> None:
    kind = KINDS[name]
    is_bare = is_bare and kind.timed and not any(words in name for words in BY_NAME)

    def wrapped(told: Told) -> str:
        inner = kind.post(told)
        between = noise if told.number % 2 and kind.before.startswith("<div") else ""
        if kind.post in FLAT:
            return f"{inner}{between}"
        cut = inner.rindex("</")
        inner = f"{inner[:cut]}{shared}{inner[cut:]}" if kind.post is not skeleton else inner
        around = 0 if inner.startswith("<tr") else depth
        return f"{'<div>' * around}{inner}{'</div>' * around}{between}"

    story = STORY[::-1] if oldest_first else STORY
    html = built(replace(kind, post=wrapped), story)
    found = read(_without_names(html) if is_bare else html, kind.path)
    pairs = list(zip(found, story, strict=False))
    bodies = [" ".join(said(report)[: len(told.body)]) for report, told in pairs]
    assert bodies == [" ".join(told.body) for told in story]
    assert max(len(said(report)) - len(told.body) for report, told in pairs) <= 1
    assert len(found) == len(story)


@pytest.mark.parametrize("name", KINDS)
def test_posts_of_every_kind(name: str) -> None:
    kind = KINDS[name]
    found = read(built(kind), kind.path)
    bodies = [" ".join(said(report)) for report in found]
    more = f" {MORE}" if "lead to" in name else ""
    assert bodies == [" ".join(told.body) + more for told in STORY]
    assert len(found) == len(STORY)
    if kind.titled:
        assert [report.title for report in found] == [told.title for told in STORY]
    if kind.timed:
        clocks = [datetime.fromisoformat(report.published.value or "") for report in found]
        assert [f"{clock:%H:%M}" for clock in clocks] == [told.clock for told in STORY]


@pytest.mark.parametrize("name", ["a", ""])
def test_days_in_sections_are_one_stream(name: str) -> None:
    post, (first, second) = KINDS["articles with times"].post, (STORY[:3], STORY[3:])
    body = "".join(
        f'<section class="{name and f"day-{n}"}"><h2>Day {n}</h2>{"".join(map(post, told))}'
        "</section>"
        for n, told in enumerate((first, second))
    )
    assert len(page("River talks live", body)) == len(STORY)


SIGNED = [
    "a name, a place, a time",
    "ago and a clock in a row", "a name at the end", "name and time at the end",
    "epochs of an embedded service", "headlines in bold", "name and time in one line",
    "name and time below the headline", "names beside the time",
]  # fmt: skip


@pytest.mark.parametrize("name", SIGNED)
def test_who_wrote_is_told_whatever_the_markup(name: str) -> None:
    found = read(built(KINDS[name]), KINDS[name].path)
    assert [report.authors for report in found] == [("Ada Berg",)] * len(STORY)


NEUTRAL = "River talks: what the treaty says"


def page(title: str, body: str, path: str = "/world/river-talks") -> list[Report]:
    head = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>"
    return read(f"{head}{body}</main></body></html>", path)


def rows(pattern: str) -> str:
    numbered = enumerate(SAID)
    return "".join(pattern.format(n=n, hour=19 - n, said=said_) for n, said_ in numbered)


AGENDA = "".join(f"<h3>{9 + n}:00</h3><p>{said_}</p>" for n, said_ in enumerate(SAID))
CARD = (
    '<article class="live-card"><a href="/live/n/{n}"><h3>{said}</h3></a>'
    '<time datetime="2026-03-1{n}T10:00">x</time><p>{said}</p></article>'
)
ESSAY = (
    '<article class="blog-post"><h2><a href="/b/{n}">{said}</a></h2><time datetime="2026-03-1{n}'
    'T10:00">x</time><p>{said} {said} {said} {said}</p><p>{said}</p></article>'
)
TEASER = '<div><span>{hour}:05</span><h3><a href="/n/{n}">{said}</a></h3><p>{said}</p></div>'
TALK = '<div class="msg" id="m{n}"><b>reader{n}</b><span>{hour}:05</span><p>{said}</p></div>'
ROW = "<p><b>{hour}:05</b> {said}</p>"
NOT_LIVE = {
    "the hours of a day": page("Timeline: how the talks unfolded, hour by hour", AGENDA),
    "an agenda": page("Conference programme and updates", AGENDA),
    "a thread of a forum": page("River talks - discussion thread", rows(TALK)),
    "the latest articles": page("Latest updates", rows(TEASER), "/latest"),
    "a room of live pages": page("Live", rows(CARD), "/live/"),
    "a blog": page("The river blog", rows(ESSAY), "/blog/"),
    "news of a firm": page("Company updates", rows(ESSAY), "/updates/"),
    "a transcript": page("Podcast: River updates", rows(ROW)),
}


@pytest.mark.parametrize("name", NOT_LIVE)
def test_what_is_no_live_coverage(name: str) -> None:
    assert not NOT_LIVE[name]


@pytest.mark.parametrize("name", [n for n, k in KINDS.items() if k.title.startswith("River")])
def test_posts_need_a_page_that_says_it_is_live(name: str) -> None:
    kind = replace(KINDS[name], title=NEUTRAL, path="/world/river-talks", head=lambda told: "")
    if kind.post is not microdata:
        assert not read(_without_names(built(kind)).replace("live-blog", "x"), kind.path)
