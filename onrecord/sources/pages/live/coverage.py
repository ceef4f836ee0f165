"""What a live coverage page says of itself as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from onrecord.sources.pages.about import about
from onrecord.sources.pages.address import address_of
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.live.clocks import printed, value, zone_in
from onrecord.sources.pages.live.days import Frame
from onrecord.sources.pages.live.entry import absolute
from onrecord.sources.pages.live.signs import told
from onrecord.sources.pages.live.updates import coverage
from onrecord.sources.pages.outlets import outlet_of

_LINES = ("p", "div", "span", "small", "li", "td", "i", "em", "font", "time")
_PIECES = 8  # elements within a line
_NEAR = 80  # characters from the word «times» to its zone
_TIMES = ("datePublished", "dateModified", "coverageStartTime", "coverageEndTime")
_METAS = ("article:published_time", "article:modified_time", "og:updated_time")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The page's address, its titles (the best first), its outlet, the names of the house that
    publishes it, and its own times."""

    url: str | None
    titles: tuple[str, ...]
    outlet: str | None
    houses: tuple[str, ...]
    frame: Frame


def coverage_of(page: Page) -> Coverage:
    """What the JSON-LD, the meta elements and the first heading say of a page."""
    node = coverage(page) or {}
    main = about(page)
    published = _time(node.get("datePublished")) or _time(page.said("article:published_time"))
    published = published or _time(main.text("datePublished")) or _shown(page)
    modified = _time(node.get("dateModified")) or _time(page.said("article:modified_time"))
    modified = modified or _time(main.text("dateModified"))
    return Coverage(
        url=absolute(None, address_of(page, main)),
        titles=tuple(dict.fromkeys(_titles(page, node))),
        outlet=outlet_of(page, main),
        houses=tuple(_houses(page, node)),
        frame=Frame(published, modified, _zone(page, node)),
    )


def _titles(page: Page, node: dict[str, Any]) -> list[str]:
    heading = next(page.tree.iter("h1"), None)
    title = page.tree.find(".//title")
    told_ = [
        node.get("headline"),
        page.said("og:title"),
        heading.text_content() if heading is not None else None,
        title.text if title is not None else None,
    ]
    return [" ".join(t.split()) for t in told_ if isinstance(t, str) and t.strip()]


def _houses(page: Page, node: dict[str, Any]) -> Iterator[str]:
    publisher = node.get("publisher")
    for one in publisher if isinstance(publisher, list) else [publisher]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip():
            yield " ".join(name.split())
    yield from filter(None, [page.said("og:site_name")])


def _zone(page: Page, node: dict[str, Any]) -> tzinfo | str | None:
    """The zone of the page's clocks: as it says in words, else the offset of its own times.

    Publishing systems write UTC whatever the clocks show: that offset tells nothing.
    """
    for text in _lines(page):
        found = told("zone", "text", text)
        zone = zone_in(text[found.end() :][:_NEAR]) if found else None
        if zone is not None:
            return zone
    own = [node.get(name) for name in _TIMES] + [page.said(name) for name in _METAS]
    offsets = {t.tzinfo for t in map(_time, own) if t is not None and t.utcoffset()}
    return offsets.pop() if len(offsets) == 1 else None


def _shown(page: Page) -> datetime | None:
    """When the page came out, as a line of it says in words."""
    for text in _lines(page):
        found = told("first", "text", text)
        moment = printed(text[found.end() :][:60]) if found else None
        if moment is not None and moment.exact is not None:
            return moment.exact
    return None


def _lines(page: Page) -> Iterator[str]:
    """The short texts of a page that may tell of its times."""
    for element in page.tree.iter(*_LINES):
        if len(element) <= _PIECES:
            text = " ".join(element.text_content().split())
            if 8 <= len(text) < 400:
                yield text


def _time(told_: Any) -> datetime | None:
    moment = value(told_) if isinstance(told_, str) else None
    return moment.exact if moment else None
