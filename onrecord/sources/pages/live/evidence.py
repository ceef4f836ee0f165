"""Whether a page is live coverage, and which of its streams holds the posts.

A list of comments, of teasers or of questions is a stream as well, and so are the stages of an
explainer; an article that is cut into posts is worse than a live page that is read as one text.
So a page must say that it is live, and its stream must be most of what it has to say.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from onrecord.sources.pages.live.entry import Entry, absolute
from onrecord.sources.pages.live.outline import Outline
from onrecord.sources.pages.live.signs import named, told
from onrecord.sources.pages.live.stream import Stream

_NEAR = 6  # elements of and around a stream whose names may hint
_LONGEST = 400
_LONG = 45  # words of a post that no teaser has
_IN_ORDER = 0.8
_FEWEST = {"name": 2, "page": 3, "hint": 4}  # posts, by what tells that they are live
_CLOCKED = 0.4  # share of posts with clocks
_TIMED = 0.8  # share of posts with times, or with names of their own


def says_live(page: Outline, url: str | None, titles: Sequence[str], stream: Stream) -> str | None:
    """What says that a stream is live coverage: its own names («name»), the page («page»), or
    words that other pages have as well («hint»)."""
    heads = [item.elements[0] for item in stream.items[:3]]
    around = [*(e for head in heads for e in _down(page, head)), stream.parent]
    around += list(stream.parent.iterancestors())
    if any(named("live", element) for element in around if element.tag not in ("html", "body")):
        return "name"
    if any(map(_is_update, around)):
        return "name"
    path = urlsplit(url).path if url else ""
    if told("live", "path", path) or any(told("live", "title", title) for title in titles):
        return "page"
    if any(named("live", element) for element in around):
        return "page"
    names = (element.get("class") or "" for element in [*around[:_NEAR], stream.parent])
    said = [*titles, re.sub(r"\W+|_", " ", path), *names]
    return "hint" if any(told("hint", "text", text[:_LONGEST]) for text in said) else None


def is_live(entries: Sequence[Entry], said: str, url: str | None) -> bool:
    """Whether the posts of a stream that is said to be live are posts, and no teasers."""
    if sum(e.stamp is not None for e in entries) < _TIMED * len(entries):
        return False
    # Where its names tell that it is live, «3 hours ago» will do for all posts, else for some.
    clocked = sum(bool(e.stamp and e.stamp.moment.clock) for e in entries)
    if said != "name" and clocked < _CLOCKED * len(entries):
        return False
    if said == "hint" and sum(bool(e.keys or e.link) for e in entries) < _TIMED * len(entries):
        return False  # the stages of a day, an agenda
    return are_posts(entries, said, url) and (said == "name" or _is_ordered(entries))


def are_posts(entries: Sequence[Entry], said: str, url: str | None) -> bool:
    """Whether enough of the posts have words of their own and are no teasers."""
    worded = [e for e in entries if e.words.body]
    if len(worded) < _FEWEST[said] or 2 * len(worded) < len(entries):
        return False
    return not _lead_away(worded, url) or _are_posts_all_the_same(worded, said)


def _are_posts_all_the_same(entries: Sequence[Entry], said: str) -> bool:
    """Whether posts whose headlines lead to a page for each are posts by their length."""
    if said == "name" and _are_told_at_length(entries):
        return True
    return said != "hint" and median(_length(e) for e in entries) >= _LONG


def _length(entry: Entry) -> int:
    return len(" ".join(entry.words.body).split())


def _are_told_at_length(entries: Sequence[Entry]) -> bool:
    """Whether many posts have several paragraphs, where a teaser has a line or none: the
    headlines of some houses lead to a page for each post."""
    return 3 * sum(len(e.words.body) > 1 for e in entries) >= len(entries)


def rank(said: str | None) -> int:
    """How much is to be thought of what says that a stream is live."""
    return (None, "hint", "page", "name").index(said)


def signs(entries: Sequence[Entry]) -> int:
    """How many things that posts have and comments have not are told of most of these."""
    titled = sum(bool(e.words.headline) for e in entries)
    keyed = sum(bool(e.keys or e.link) for e in entries)
    return sum(2 * count >= len(entries) for count in (titled, keyed))


def is_main(page: Outline, stream: Stream, others: Sequence[Stream]) -> bool:
    """Whether the posts hold as many words as all paragraphs around them, but for those of other
    streams: comments, teasers."""
    held = {element for item in stream.items for element in item.elements}
    around = {stream.parent, *stream.parent.iterancestors()}
    apart = {e for other in others for item in other.items for e in item.elements} - around
    inside: set[HtmlElement] = set()
    without = 0
    for element in page.elements:
        if element in held or element in apart or element.getparent() in inside:
            inside.add(element)
        elif element.tag == "p" and not page.info[element].out:
            without += page.info[element].words
    return sum(page.info[element].words for element in held) >= without


def _down(page: Outline, element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and the boxes within it that hold the same words."""
    for _ in range(_NEAR):
        yield element
        words = page.info[element].words
        same = [kid for kid in element if kid in page.info and page.info[kid].words == words]
        if not same:
            return
        element = same[0]


def _is_update(element: HtmlElement) -> bool:
    return "liveblogupdate" in (element.get("itemprop") or "").lower()


def _lead_away(entries: Sequence[Entry], url: str | None) -> bool:
    """Whether most posts lead elsewhere by their headlines, as teasers do."""
    return 2 * sum(_leads_away(entry, url) for entry in entries) >= len(entries)


def _leads_away(entry: Entry, url: str | None) -> bool:
    for element in (e for top in entry.item.elements for e in top.iter("a")):
        link = absolute(url, element.get("href"))
        if link is None or not _is_heading(element, entry):
            continue
        mine = urlsplit(url).path if url else None
        return urlsplit(link).path != mine
    top, *more = entry.item.elements
    return not more and any(e is not None and e.tag == "a" for e in (top, top.getparent()))


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
