"""The posts that a page's JSON-LD tells: LiveBlogPosting and its liveBlogUpdate."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from onrecord.sources.pages import linked
from onrecord.sources.pages.about import plain, unmarked
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.live.clocks import Moment, value
from onrecord.sources.pages.live.entry import absolute, keys_of
from onrecord.sources.pages.shape import breaks_off

_PROPERTIES = ("liveBlogUpdate", "liveBlogUpdates", "blogPost", "blogPosts")
_PEOPLE = frozenset({"Person"})


@dataclass(frozen=True, slots=True)
class Update:
    """One post as JSON-LD tells it; ``cut`` where its text ends early,
    ``shared`` where others have the same headline: that of the page, or a word for all."""

    headline: str | None
    paragraphs: tuple[str, ...]
    published: Moment | None
    modified: Moment | None
    url: str | None
    authors: tuple[str, ...]
    desks: tuple[str, ...]
    captions: tuple[str, ...]
    cut: bool
    shared: bool = False

    @property
    def keys(self) -> list[str]:
        """The names of the post that its address holds."""
        try:
            return keys_of(self.url) if self.url else []
        except ValueError:
            return []


def coverage(page: Page) -> dict[str, Any] | None:
    """The node of the page that says that it is live coverage: the one with the most posts."""
    nodes = [node for node in page.nodes if _is_live(node)]
    return max(nodes, key=lambda node: len(_listed(node)), default=None)


def _is_live(node: dict[str, Any]) -> bool:
    """Whether a node is live coverage by its type, or by what it lists whatever its type."""
    return "LiveBlogPosting" in linked.types(node) or bool(node.get("liveBlogUpdate"))


def updates(page: Page, url: str | None) -> list[Update]:
    """The posts that the JSON-LD of a page tells, in its order."""
    found: list[Update] = []
    seen: set[int] = set()
    for node in page.nodes:
        if _is_live(node):
            for raw in _listed(node):
                if id(raw) not in seen:
                    seen.add(id(raw))
                    found.append(_update(raw, url))
    if not found or not any(u.paragraphs or u.headline for u in found):
        return []
    return _told_apart(found)


def _told_apart(found: list[Update]) -> list[Update]:
    """Without addresses that several share: those are the page's own."""
    urls = Counter(u.url for u in found)
    headlines = Counter(u.headline for u in found)
    return [
        replace(u, url=u.url if urls[u.url] == 1 else None, shared=bool(headlines[u.headline] > 1))
        for u in found
    ]


def _listed(node: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in _PROPERTIES:
        value_ = node.get(name)
        listed = value_ if isinstance(value_, list) else [value_]
        for one in listed:
            one = one.get("item", one) if isinstance(one, dict) else one
            if isinstance(one, dict):
                found.append(one)
        if found:
            break
    return found


def _update(node: dict[str, Any], url: str | None) -> Update:
    body = _text(node.get("articleBody")) or _text(node.get("text")) or ""
    cut = breaks_off(body.rstrip())
    writers = node.get("author") or node.get("creator")
    return Update(
        headline=_line(node.get("headline")) or _line(node.get("name")),
        paragraphs=tuple(line for line in unmarked(body).split("\n") if line),
        published=_moment(node.get("datePublished") or node.get("dateCreated")),
        modified=_moment(node.get("dateModified")),
        url=_address(node, url),
        authors=tuple(dict.fromkeys(_authors(writers, people=True))),
        desks=tuple(dict.fromkeys(_authors(writers, people=False))),
        captions=tuple(dict.fromkeys(_captions(node.get("image")))),
        cut=cut,
    )


def _address(node: dict[str, Any], url: str | None) -> str | None:
    main = node.get("mainEntityOfPage")
    told = (node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main)
    for one in told:
        link = absolute(url, one) if isinstance(one, str) else None
        if link and link.rstrip("/") != (url or "").rstrip("/"):
            return link
    return None


def _authors(told: Any, people: bool) -> Iterator[str]:
    """The names of people, or those of other writers."""
    for one in told if isinstance(told, list) else [told]:
        kinds = linked.types(one) if isinstance(one, dict) else _PEOPLE
        if bool(not kinds or kinds & _PEOPLE) is not people:
            continue
        name = _line(one.get("name")) if isinstance(one, dict) else _line(one)
        if name and any(c.isalpha() for c in name):
            yield name


def _captions(told: Any) -> Iterator[str]:
    for one in told if isinstance(told, list) else [told]:
        caption = _line(one.get("caption")) if isinstance(one, dict) else None
        if caption:
            yield caption


def _moment(told: Any) -> Moment | None:
    if isinstance(told, int | float) and not isinstance(told, bool):
        told = str(int(told)) if abs(told) < 1e14 else ""
    return value(told) if isinstance(told, str) else None


def _line(told: Any) -> str | None:
    text = _text(told)
    return plain(text) or None if text else None


def _text(told: Any) -> str | None:
    return told if isinstance(told, str) and told.strip() else None


def exact(moment: Moment | None) -> datetime | None:
    """The moment that an update tells, where it is whole."""
    return moment.exact if moment else None
