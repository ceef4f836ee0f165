"""A web page as it was parsed: its tree, what its JSON-LD says, what its meta elements say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from onrecord.errors import NotText
from onrecord.report import Capture
from onrecord.sources.assembling import printable
from onrecord.sources.forms import charset
from onrecord.sources.pages import linked
from onrecord.sources.plain import decoded

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_PROLOGUE = re.compile(r"\s*<\?xml[^>]*\?>")
_HEAD = 4096


@dataclass(frozen=True)
class Page:
    """One page: ``name`` for messages, ``url`` where it is known, and its tree."""

    capture: Capture
    name: str
    url: str | None
    tree: HtmlElement

    @cached_property
    def nodes(self) -> tuple[dict[str, Any], ...]:
        """Every node of the page's JSON-LD, outer ones first."""
        scripts = self.tree.iterfind('.//script[@type="application/ld+json"]')
        return tuple(node for script in scripts for node in linked.nodes(script.text or ""))

    @cached_property
    def meta(self) -> dict[str, tuple[str, ...]]:
        """Name or property of the meta elements, in lower case → their contents in order."""
        found: dict[str, list[str]] = {}
        for name, content in self._metas():
            found.setdefault(name, []).append(content)
        return {name: tuple(contents) for name, contents in found.items()}

    def _metas(self) -> Iterator[tuple[str, str]]:
        for element in self.tree.iter("meta"):
            content = (element.get("content") or "").strip()
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (element.get(attribute) or "").strip().lower()
                if name and content:
                    yield name, content


def parse(capture: Capture) -> Page:
    """The page of a capture of HTML. Raises EmptySource, BinarySource or NotText."""
    name = printable(capture.source)
    text = decoded(capture, charset(capture) or _declared(capture.raw)).text
    try:
        text = _PROLOGUE.sub("", text, count=1)
        tree = lxml.html.document_fromstring(text, ensure_head_body=True)
    except ParserError as error:
        raise NotText.of(name, "there is nothing in the page") from error
    return Page(capture, name, capture.given.url or capture.url, tree)


def _declared(raw: bytes) -> str | None:
    """The encoding that a page's own meta element declares."""
    found = _DECLARED.search(raw[:_HEAD])
    return found[1].decode("ascii") if found else None
