"""Which node of a page's JSON-LD is about the article that the page shows, and what it says."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from onrecord.sources.pages.blocks import tidy
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.likeness import words
from onrecord.sources.pages.linked import types

# Types that only news has; «Article» is what many systems call every page.
NEWS = frozenset(
    "NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle"
    " OpinionNewsArticle ReviewNewsArticle".split()
)
_ARTICLES = NEWS | frozenset(
    "Article AskPublicNewsArticle SatiricalArticle BlogPosting"
    " LiveBlogPosting Report TechArticle ScholarlyArticle AdvertiserContentArticle"
    " MedicalScholarlyArticle Review CriticReview SocialMediaPosting Posting"
    " DiscussionForumPosting".split()
)
_MAYBE = frozenset({"WebPage", "ItemPage", "CreativeWork", "VideoObject", "Event"})
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>]{0,2000})?/?>")
_BREAKING = frozenset("p br div li h1 h2 h3 h4 h5 h6 blockquote ul ol tr td".split())


@dataclass(frozen=True)
class About:
    """The main node of a page (empty where there is none), and the nodes that it may refer to."""

    node: dict[str, Any] = field(default_factory=dict)
    named: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def kinds(self) -> frozenset[str]:
        """The types of the node."""
        return types(self.node)

    def text(self, name: str) -> str | None:
        """A property as text on one line; None where it is none."""
        return next(iter(self.texts(name)), None)

    def texts(self, name: str) -> Iterator[str]:
        """Every value of a property that is text."""
        for value in _listed(self.node.get(name)):
            if isinstance(value, str) and plain(value):
                yield plain(value)

    def things(self, name: str) -> Iterator[dict[str, Any]]:
        """Every value of a property as a node: those that it refers to, names alone as one."""
        for value in _listed(self.node.get(name)):
            if isinstance(value, str) and value.strip():
                yield self.named.get(value, {"name": value})
            elif isinstance(value, dict):
                named = self.named.get(str(value.get("@id")), {})
                yield {**named, **value}

    @property
    def body(self) -> str:
        """The text of the article, a line for each paragraph where it has such; or nothing."""
        value = next((v for v in _listed(self.node.get("articleBody")) if isinstance(v, str)), "")
        return unmarked(value)


def about(page: Page) -> About:
    """The main node of a page, by its type, its address and its headline."""
    named = {str(n["@id"]): n for n in reversed(page.nodes) if "@id" in n and len(n) > 2}
    here = {_path(url) for url in _addresses(page)} - {""}
    heads = _heads(page)
    best, most = None, 0.0
    for node in page.nodes:
        worth = _worth(node, here, heads)
        if worth > most:
            best, most = node, worth
    return About(best or {}, named)


def plain(value: str) -> str:
    """A value as text on one line: entities decoded, tags taken off."""
    return tidy(_TAG.sub(" ", html.unescape(value)) if "<" in value or "&" in value else value)


def unmarked(value: str) -> str:
    """Text that may hold markup, as lines: one for each paragraph."""
    if "&" in value:
        value = html.unescape(value)
    if "<" in value:
        value = _TAG.sub(lambda tag: "\n" if tag[2].lower() in _BREAKING else "", value)
    return "\n".join(line for line in (tidy(part) for part in value.split("\n")) if line)


def _worth(node: dict[str, Any], here: set[str], heads: list[set[str]]) -> float:
    kinds = types(node)
    if kinds & _ARTICLES:
        worth = 4.0
    elif kinds & _MAYBE and ("headline" in node or "datePublished" in node):
        worth = 1.0
    else:
        return 0.0
    paths = {_path(url) for url in _own_addresses(node)} - {""}
    if paths & here:
        worth += 4.0
    elif paths and here and kinds & _ARTICLES:
        worth -= 2.0
    said = node.get("headline") or node.get("name")
    title = set(words(plain(said))) if isinstance(said, str) else set()
    if title and heads:
        worth += 3.0 * max(len(title & head) / len(title | head) for head in heads)
    worth += 0.5 * ("datePublished" in node) + 0.5 * ("articleBody" in node)
    return worth


def _own_addresses(node: dict[str, Any]) -> Iterator[str]:
    for name in ("url", "mainEntityOfPage", "@id"):
        for value in _listed(node.get(name)):
            if isinstance(value, dict):
                value = value.get("@id") or value.get("url")
            if isinstance(value, str):
                yield value


def _addresses(page: Page) -> Iterator[str]:
    """The addresses that the page has or says that it has."""
    for link in page.tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href") or ""
    yield page.said("og:url") or ""
    yield page.url or ""


def _path(url: str) -> str:
    """What tells an address of a site from its others; empty for the home page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/").lower()
    return f"{path}?{parts.query}" if path or parts.query else ""


def _heads(page: Page) -> list[set[str]]:
    said = [page.said("og:title", "twitter:title"), next(page.tree.itertext("title"), None)]
    said += [" ".join(h1.itertext()) for h1 in page.tree.iter("h1")][:5]
    return [set(words(s)) for s in said if s and words(s)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
