"""What lists say, in all their forms; what they get wrong costs the entry and not the list."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.errors import SourceError
from onrecord.report import Capture
from onrecord.sources.feeds import Listing, is_listing, listing

BASE = "https://news.example/feeds/world.xml"


def told(text: str | bytes) -> Listing:
    raw = text.encode() if isinstance(text, str) else text
    return listing(Capture(raw=raw, source=BASE, url=BASE))


def test_rss() -> None:
    found = told(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>World &amp; more</title>'
        "<item><title>Talks\nend</title><link>/a?x=1#top</link><guid>7</guid>"
        "<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate></item>"
        "<item><title>no address</title></item></channel></rss>"
    )
    assert (found.form, found.title) == ("rss", "World & more")
    (one,) = found.entries
    assert one.address == "https://news.example/a?x=1"
    assert (one.title, one.published) == ("Talks end", "2026-03-02T09:00:00Z")


def test_atom_tells_what_has_changed() -> None:
    entry = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>urn:1</id>'
        '<title>x</title><link href="b.html"/><published>2026-03-01T10:00:00Z</published>'
        "<updated>{}</updated></entry></feed>"
    )
    first, second = (
        told(entry.format(t)) for t in ("2026-03-01T10:00:00Z", "2026-03-02T08:00:00Z")
    )
    assert first.entries[0].id == second.entries[0].id == "urn:1"
    assert first.entries[0].mark != second.entries[0].mark
    assert second.entries[0].published == "2026-03-01T10:00:00Z"


def test_json_feed() -> None:
    found = told(
        '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":1,"url":"/x",'
        '"date_published":"2026-03-02T10:00:00-05:00"},{"id":"2"},3,{"url":["/y"]}]}'
    )
    assert [(one.address, one.id, one.published) for one in found.entries] == [
        ("https://news.example/x", "1", "2026-03-02T15:00:00Z")
    ]


def test_news_sitemap_and_index() -> None:
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://news.example/1</loc><n:news><n:publication_date>2026-03-01"
        "</n:publication_date><n:title>One</n:title></n:news></url>"
        "<url><loc>https://news.example/2</loc><lastmod>2026-03-02</lastmod></url></urlset>"
    )
    assert [one.address[-1] for one in told(news).entries] == ["2", "1"]  # the newest first
    index = "<sitemapindex><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"
    assert [one.address for one in told(index).lists] == ["https://news.example/news.xml"]


def test_opml_names_each_feed_once() -> None:
    found = told(
        '<opml version="2.0"><body><outline text="Folder"><outline text="A" '
        'xmlUrl="https://a.example/rss"/></outline><outline xmlUrl="https://a.example/rss"/>'
        '<outline text="none"/></body></opml>'
    )
    assert [(one.address, one.title) for one in found.lists] == [("https://a.example/rss", "A")]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "ftp://x.example/a", "http://", "//", " ",
     "https://user:word@news.example/", "http://[", "data:text/html,x", "http://a b/"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_left_out(address: str) -> None:
    items = f"<item><link>{address}</link></item><item><link>/ok</link></item>"
    found = told(f'<rss version="2.0"><channel>{items}</channel></rss>').entries
    assert [one.address for one in found] == ["https://news.example/ok"]


def test_entities_are_not_opened() -> None:
    opened = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">{opened}'
        '<!ENTITY f0 SYSTEM "file:///etc/passwd">]>'
    )
    for body in (
        "<rss version='2.0'><channel><title>&i;&f0;</title><item><link>/x</link></item>"
        "</channel></rss>",
        "<urlset><url><loc>/x</loc><title>&i;&f0;</title></url></urlset>",
        "<opml><body><outline text='&i;' xmlUrl='/x'/></body></opml>",
    ):
        try:
            found = told(bomb + body)
        except SourceError:
            continue
        assert len(repr(found)) < 2_000
        assert "root:" not in repr(found)


@pytest.mark.parametrize(
    "text",
    ["", "<rss", "{", '{"version":"https://jsonfeed.org/version/1"}', "plain words",
     "<html><body><p>Page</p></body></html>"],
)  # fmt: skip
def test_what_is_no_list_says_so(text: str) -> None:
    with pytest.raises(SourceError, match=r"news\.example"):
        told(text)


@given(st.binary(max_size=400))
@example(b"<:>x</:>")  # a name that the parser recovers, and its library refuses
def test_noise_is_an_error_of_ours_or_a_list(noise: bytes) -> None:
    for opening in (
        b"",
        b"<rss version='2.0'><channel><item><link>/x</link>",
        b"<urlset><url>",
        b"{",
    ):
        capture = Capture(raw=opening + noise, source=BASE, url=BASE)
        is_listing(capture)
        with suppress(SourceError):
            listing(capture)
