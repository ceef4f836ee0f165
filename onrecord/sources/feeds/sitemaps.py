"""Sitemaps and news sitemaps (https://www.sitemaps.org/protocol.html; Google's news extension).

A sitemap of a whole site says of each page when it was last changed: what has no day, or an old
one, is for whoever asks to leave out.
"""

from onrecord.report import Capture
from onrecord.sources.feeds.listings import MOST, Entry, Listing, entry
from onrecord.sources.xml import name, root, texts


def listing(capture: Capture) -> Listing:
    """The pages of a sitemap, or the sitemaps of an index of them, the newest first."""
    base = capture.url or capture.source
    pages: list[Entry] = []
    lists: list[Entry] = []
    for element in root(capture).iter():
        if name(element) not in ("url", "sitemap"):
            continue
        told = texts(element)
        published = told.get("publication_date") or told.get("lastmod", "")
        one = entry(
            base,
            told.get("loc", ""),
            title=told.get("title", ""),
            published=published,
            mark=told.get("lastmod", ""),
        )
        if one:
            (pages if name(element) == "url" else lists).append(one)
    return Listing("sitemap", entries=_newest(pages), lists=_newest(lists))


def _newest(entries: list[Entry]) -> tuple[Entry, ...]:
    entries.sort(key=lambda one: one.published or "", reverse=True)  # stable: else as they stand
    return tuple(entries[:MOST])
