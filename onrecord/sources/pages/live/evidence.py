"""Whether a page is live coverage, and which of its streams holds the posts.

A list of comments, of teasers or of questions is a stream as well, and so are the stages of an
explainer; an article that is cut into posts is worse than a live page that is read as one text.
So a page must say that it is live, and its stream must be most of what it has to say.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from onrecord.sources.pages.live.entry import Entry, absolute
from onrecord.sources.pages.live.outline import Outline
from onrecord.sources.pages.live.signs import named, told
from onrecord.sources.pages.live.stream import Stream

_LONG = 45  # words of a post that no teaser has
_IN_ORDER = 0.8
_FEWEST = 3  # posts of a stream that only the page's title or address tells


def says_live(url: str | None, titles: Sequence[str], stream: Stream) -> str | None:
    """What says that a stream is live coverage: its own names («name»), or the page («page»)."""
    head = stream.items[0].elements[0]
    around = [*(item.elements[0] for item in stream.items[:3]), stream.parent]
    around += list(stream.parent.iterancestors())
    if any(named("live", element) for element in around if element.tag not in ("html", "body")):
        return "name"
    if _is_update(head):
        return "name"
    path = urlsplit(url).path if url else ""
    if told("live", "path", path) or any(told("live", "title", title) for title in titles):
        return "page"
    return None


def is_live(entries: Sequence[Entry], said: str, url: str | None) -> bool:
    """Whether the posts of a stream that is said to be live are posts, and no teasers."""
    with_words = [e for e in entries if e.words.body]
    if len(with_words) < (2 if said == "name" else _FEWEST):
        return False
    if 2 * len(with_words) < len(entries):
        return False
    clocks = [e.stamp.moment.clock for e in entries if e.stamp is not None]
    if sum(c is not None for c in clocks) < 0.8 * len(entries):
        return False
    if _are_teasers(with_words, url):
        return False
    return said == "name" or _is_ordered(entries)


def is_main(page: Outline, stream: Stream) -> bool:
    """Whether the posts hold as many words as all paragraphs around them."""
    held = {element for item in stream.items for element in item.elements}
    inside: set[HtmlElement] = set()
    without = 0
    for element in page.elements:
        if element in held or element.getparent() in inside:
            inside.add(element)
        elif element.tag == "p" and not page.info[element].out:
            without += page.info[element].words
    return sum(page.info[element].words for element in held) >= without


def _is_update(element: HtmlElement) -> bool:
    return "liveblogupdate" in (element.get("itemprop") or "").lower()


def _are_teasers(entries: Sequence[Entry], url: str | None) -> bool:
    """Whether most posts lead elsewhere by their headlines and have few words of their own."""
    away = sum(_leads_away(entry, url) for entry in entries)
    if 2 * away < len(entries):
        return False
    return median(len(" ".join(e.words.body).split()) for e in entries) < _LONG


def _leads_away(entry: Entry, url: str | None) -> bool:
    for element in (e for top in entry.item.elements for e in top.iter("a")):
        link = absolute(url, element.get("href"))
        if link is None or not _is_heading(element, entry):
            continue
        mine = urlsplit(url).path if url else None
        return urlsplit(link).path != mine
    return any(e.tag == "a" for top in entry.item.elements for e in (top, top.getparent())
               if e is not None)  # fmt: skip


def _is_heading(link: HtmlElement, entry: Entry) -> bool:
    headline = entry.words.headline
    text = " ".join(link.text_content().split())
    return bool(text) and text == headline


def _is_ordered(entries: Sequence[Entry]) -> bool:
    """Whether the times go one way, but for midnight."""
    clocks = [e.stamp.moment.clock for e in entries if e.stamp is not None and e.stamp.moment.clock]
    pairs = list(pairwise(clocks))
    down = sum(a >= b for a, b in pairs)
    up = sum(a <= b for a, b in pairs)
    return max(down, up) >= _IN_ORDER * len(pairs) - 1
