"""RSS (all versions) and Atom, by feedparser, which reads them as they are found in the wild."""

from calendar import timegm
from datetime import UTC, datetime
from typing import Any

import feedparser

from onrecord.errors import SourceError
from onrecord.report import Capture
from onrecord.sources.feeds.listings import MOST, Entry, Form, Listing, entry, one_line


def listing(capture: Capture) -> Listing:
    """The entries of a feed, in its order; SourceError where it is too damaged to have any."""
    headers = {**capture.headers, "content-location": capture.url or capture.source}
    told = feedparser.parse(
        capture.raw, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not told.entries and (told.bozo or not told.version):
        raise SourceError(
            f"{capture.source} is damaged: no entry of the feed can be read.",
            "Check the address, or tell its publisher.",
        )
    base = capture.url or capture.source
    found = [_entry(base, one) for one in told.entries[:MOST]]
    form: Form = "atom" if told.version.startswith("atom") else "rss"
    title = one_line(str(told.feed.get("title", "")))
    return Listing(form, title, tuple(one for one in found if one))


def _entry(base: str, told: dict[str, Any]) -> Entry | None:
    id_ = str(told.get("id") or "")
    address = str(told.get("link") or "") or id_
    # The library warns where one of the two is asked for and the other is there.
    published, updated = (
        _moment(told[name]) if name in told else ""
        for name in ("published_parsed", "updated_parsed")
    )
    return entry(
        base,
        address,
        id=id_,
        title=str(told.get("title") or ""),
        published=published or updated,
        mark=updated,
    )


def _moment(parts: Any) -> str:
    """ISO 8601 of a time in UTC as the library has it."""
    try:
        return datetime.fromtimestamp(timegm(parts), UTC).isoformat() if parts else ""
    except (ValueError, OverflowError, TypeError):
        return ""
