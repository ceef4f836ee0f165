"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from typing import Any

import msgspec

from onrecord.errors import SourceError
from onrecord.report import Capture
from onrecord.sources.feeds.listings import MOST, Entry, Listing, entry, one_line


def listing(capture: Capture) -> Listing:
    """The entries of a JSON Feed; SourceError where it is none."""
    try:
        feed = msgspec.json.decode(capture.raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _no_feed(capture, "its JSON is damaged") from error
    if not isinstance(feed, dict) or not isinstance(items := feed.get("items"), list):
        raise _no_feed(capture, "it has no list of items")
    base = capture.url or capture.source
    found = [_entry(base, item) for item in items[:MOST] if isinstance(item, dict)]
    return Listing("json", one_line(_text(feed, "title")), tuple(one for one in found if one))


def _entry(base: str, item: dict[str, Any]) -> Entry | None:
    return entry(
        base,
        _text(item, "url") or _text(item, "external_url"),
        id=_text(item, "id"),
        title=_text(item, "title"),
        published=_text(item, "date_published"),
        mark=_text(item, "date_modified"),
    )


def _text(thing: dict[str, Any], name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _no_feed(capture: Capture, why: str) -> SourceError:
    return SourceError(
        f"{capture.source} is no JSON Feed: {why}.", "Check the address, or tell its publisher."
    )
