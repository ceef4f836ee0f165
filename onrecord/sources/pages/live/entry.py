"""One post as the page shows it: its names, its links, its time, its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from onrecord.sources.pages.live.outline import Outline, Stamp
from onrecord.sources.pages.live.signs import attributes, named
from onrecord.sources.pages.live.stream import Item
from onrecord.sources.pages.live.words import Words, words

_SHORTEST = 2  # characters of a name that can tell one post from another
_LONGEST = 300
_NUMBER = 4  # digits
_MOST = 20  # names of one post


@dataclass(slots=True)
class Entry:
    """A post in the tree: its own names, the surest first, its address, its times, its words."""

    item: Item
    keys: list[str] = field(default_factory=list)
    link: str | None = None
    stamps: list[Stamp] = field(default_factory=list)
    words: Words = field(default_factory=lambda: Words((), ()))

    @property
    def stamp(self) -> Stamp | None:
        """The time that it came out: the fullest one that is not that of a change."""
        told = [s for s in self.stamps if not s.modified] or self.stamps
        return max(told, key=_fullness, default=None)

    @property
    def changed(self) -> Stamp | None:
        """The time of its last change, where that is told."""
        return max((s for s in self.stamps if s.modified), key=_fullness, default=None)


def entry(item: Item, page: Outline, url: str | None) -> Entry:
    """What an item of a stream shows. ``url`` is the page's own, for links that are relative."""
    found = Entry(item, stamps=[s for e in item.elements for s in page.within(e)])
    keys = _keys(item, page)
    stamped: str | None = None
    below: str | None = None
    inner: str | None = None
    for element in _elements(item):
        link = link_of(element, url) if not page.info[element].quoted else None
        if link is None:
            continue
        if found.link is None and same_host(url, link) and _is_own(link, keys):
            found.link = link
        elif named("permalink", element) or _is_below(link, url):
            below = below or (link if same_host(url, link) else None)
        elif inner is None:
            inner = next((one for one in _shared(link, url) if _is_own(one, keys)), None)
        if stamped is None and page.info[element].stamps and element.tag == "a":
            stamped = link if same_host(url, link) else None
    found.link = found.link or stamped or below or inner
    own = _of_link(found.link) if found.link else set()
    found.keys = [k for k in keys if k in own] + [k for k in keys if k not in own]
    moment = found.stamp.moment if found.stamp else None
    found.words = words(item.elements, moment)
    return found


def absolute(base: str | None, href: str | None) -> str | None:
    """An address on the web, whole; None where it is none."""
    if not href or len(href) > 2_000:
        return None
    try:
        found = urljoin(base or "", href.strip())
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in ("http", "https") and parts.netloc else None


def same_host(url: str | None, link: str) -> bool:
    """Whether a link leads to the page's own host, as far as that is known."""
    if url is None:
        return True
    hosts = [urlsplit(u).netloc.lower().removeprefix("www.") for u in (url, link)]
    return hosts[0] == hosts[1]


def keys_of(link: str) -> list[str]:
    """What in an address may be a post's own name: its fragment, the values of its query."""
    bare, fragment = urldefrag(link)
    found = [unquote(fragment)]
    for _, value in parse_qsl(urlsplit(bare).query, max_num_fields=None):
        found += [value, value.rsplit(":", 1)[-1]]
    return [key for key in found if len(key) >= _SHORTEST]


def _is_below(link: str, url: str | None) -> bool:
    """Whether an address lies below the page's own, as that of a post may."""
    path, own = urlsplit(link).path, urlsplit(url).path.rstrip("/") if url else ""
    return bool(own) and path.startswith(f"{own}/") and path.rstrip("/") != own


def _shared(link: str, url: str | None) -> Iterator[str]:
    """The addresses of the page's own host that a link holds, as that of a button to share."""
    try:
        told = parse_qsl(urlsplit(link).query, max_num_fields=None)
    except ValueError:
        return
    for _, value in told[:_MOST]:
        inner = absolute(None, value)
        if inner is not None and same_host(url, inner):
            yield inner


def _of_link(link: str) -> set[str]:
    """What in an address may be a post's own name; the end of its path as well."""
    try:
        found = keys_of(link)
    except ValueError:
        return set()
    return {*found, urlsplit(link).path.rstrip("/").rsplit("/", 1)[-1]} - {""}


def _is_own(link: str, keys: Sequence[str]) -> bool:
    """Whether an address holds a name of the post, or the number that such a name ends with."""
    numbers = set(filter(None, map(number_of, keys)))
    return not _of_link(link).isdisjoint({*keys, *numbers})


def number_of(key: str) -> str | None:
    """The number that a name ends with, where it is long enough to tell posts apart."""
    number = key[len(key.rstrip("0123456789")) :]
    return number if len(number) >= _NUMBER else None


def keys_in(element: HtmlElement) -> Iterator[str]:
    """What the attributes of an element give as its name, its id first."""
    pattern = attributes("key")
    for name in sorted(map(str, element.attrib), key=lambda n: n != "id"):
        said = (element.get(name) or "").strip()
        if pattern.fullmatch(name) and _SHORTEST <= len(said) <= _LONGEST and " " not in said:
            yield said


def _keys(item: Item, page: Outline) -> list[str]:
    """The names of a post: those of its container, then of what it holds; the surest first."""
    found: dict[str, None] = {}
    for element in _elements(item):
        if not page.info[element].quoted and len(found) < _MOST:
            found.update(dict.fromkeys(keys_in(element)))
    return list(found)


def link_of(element: HtmlElement, url: str | None) -> str | None:
    """The address that an element leads to."""
    return absolute(url, _href(element))


def _elements(item: Item) -> Iterator[HtmlElement]:
    for element in item.elements:
        yield from element.iter(etree.Element)


def _href(element: HtmlElement) -> str | None:
    href = element.get("href")
    if href is not None or "data-" not in "".join(map(str, element.attrib)):
        return href
    pattern = attributes("link")
    return next((v for n, v in element.attrib.items() if pattern.fullmatch(str(n))), None)


def _fullness(stamp: Stamp) -> tuple[bool, bool, bool]:
    moment = stamp.moment
    return moment.exact is not None, moment.zone is not None, moment.clock is not None


def first_words(texts: Sequence[str], count: int = 8) -> str:
    """The first words of a text, bare of case and marks, to know it again by."""
    return " ".join(re.findall(r"\w+", " ".join(texts)[: 50 * count].lower())[:count])
