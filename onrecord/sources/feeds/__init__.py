"""Lists of what an outlet publishes: RSS, Atom, JSON Feed, sitemaps, and lists of feeds (OPML).

    Capture ──listing──▶ Listing (entries: where the reports are; lists: where more lists are)

A feed is somebody else's word: every address is made whole against the feed's own and must be one
of the web; what is no address, no date, no entry costs itself and nothing else.
"""

from onrecord.errors import SourceError
from onrecord.report import Capture
from onrecord.sources.feeds.listings import Entry, Listing

__all__ = ["Entry", "Listing", "listing"]

_HEAD = 4096
_MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
_LISTS = (b"<rss", b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex", b"<opml")


def is_listing(capture: Capture) -> bool:
    """Whether its first bytes are those of a list and not of a page."""
    head = capture.raw[:_HEAD].replace(b"\x00", b"").lower()
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return b"jsonfeed.org/version" in capture.raw[: 16 * _HEAD].replace(b"\\/", b"/")
    return any(opening in head for opening in _LISTS) and b"<html" not in head


def listing(capture: Capture) -> Listing:
    """What a list says; SourceError where it is none, or so damaged that it says nothing."""
    head = capture.raw[:_HEAD].replace(b"\x00", b"").lower()
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        from onrecord.sources.feeds import json_feed

        return json_feed.listing(capture)
    if b"<urlset" in head or b"<sitemapindex" in head:
        from onrecord.sources.feeds import sitemaps

        return sitemaps.listing(capture)
    if b"<opml" in head:
        from onrecord.sources.feeds import outlines

        return outlines.listing(capture)
    if is_listing(capture):
        from onrecord.sources.feeds import syndication

        return syndication.listing(capture)
    raise SourceError(
        f"{capture.source} is no feed, sitemap or list of feeds.",
        "Give the address of one, or of a page of live coverage.",
    )
