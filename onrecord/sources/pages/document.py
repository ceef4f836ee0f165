"""A web page as it was parsed: its tree, what its JSON-LD says, what its meta elements say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from onrecord.errors import NotText
from onrecord.report import Capture
from onrecord.sources.assembling import printable
from onrecord.sources.forms import charset
from onrecord.sources.pages import linked
from onrecord.sources.pages.flattening import flattened
from onrecord.sources.plain import decoded
from onrecord.text import decode_str

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]{0,300}>\s*)?")
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1f]")
_HEAD = 4096
# What browsers read under these labels (WHATWG Encoding Standard): supersets of what they name.
_WEB = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs",
    "iso-8859-9": "cp1254", "tis-620": "cp874", "iso-8859-11": "cp874", "windows-874": "cp874",
    "x-mac-cyrillic": "mac_cyrillic", "x-cp1251": "cp1251",
}  # fmt: skip
_BROKEN = 0.01  # the share of characters that may be broken where an encoding is declared
_LIMIT = "ERR_RESOURCE_LIMIT"  # the parser's own, on reaching 2048 elements within each other
_METADATA = frozenset("base basefont link meta noscript script style template title".split())
_NOTHING = "there is nothing in the page"


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
        return tuple(
            node
            for script in self.tree.iter("script")
            if "ld+json" in (script.get("type") or "").lower()
            for node in linked.nodes(script.text or "")
        )

    @cached_property
    def meta(self) -> dict[str, tuple[str, ...]]:
        """Name or property of the meta elements, in lower case → their contents in order."""
        found: dict[str, list[str]] = {}
        for name, content in self._metas():
            found.setdefault(name, []).append(content)
        return {name: tuple(contents) for name, contents in found.items()}

    def said(self, *names: str) -> str | None:
        """The first content of the first of these meta elements that there is."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def _metas(self) -> Iterator[tuple[str, str]]:
        for element in self.tree.iter("meta"):
            content = " ".join((element.get("content") or "").split())
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (element.get(attribute) or "").strip().lower()
                if name and content:
                    yield name, content


def parse(capture: Capture) -> Page:
    """The page of a capture of HTML. Raises EmptySource, BinarySource or NotText."""
    name = printable(capture.source)
    text = _characters(capture)
    text = _CONTROL.sub("\ufffd", _PROLOGUE.sub("", text, count=1))
    tree, whole = _tree(text, name)
    if not whole:
        tree, _ = _tree(flattened(text), name)
    return Page(capture, name, capture.given.url or capture.url, tree)


def _characters(capture: Capture) -> str:
    """The characters of a page, in the encoding that it declares even where a few are broken."""
    declared = (charset(capture) or _declared(capture.raw) or "").lower()
    declared = _WEB.get(declared, declared)
    found = decoded(capture, declared or None)
    if found.encoding == "cp1252" and declared:
        try:
            text = capture.raw.decode(declared, "replace")
        except (LookupError, ValueError):
            return found.text
        if 0 < text.count("\ufffd") <= _BROKEN * len(text):
            return decode_str(text).text
    return found.text


def _tree(text: str, name: str) -> tuple[HtmlElement, bool]:
    """The tree, and whether it is all of it: the parser stops where elements lie too deep."""
    # Encoded by us: a declaration within the text must not decide again.
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml.html.document_fromstring(
            text.encode("utf-8"), parser=parser, ensure_head_body=True
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise NotText.of(name, _NOTHING) from error
    _open_body(tree)
    return tree, not any(entry.type_name == _LIMIT for entry in parser.error_log)


def _open_body(tree: HtmlElement) -> None:
    """Moves what is no metadata from the head to the body, as browsers do.

    Where a page leaves <body> out, the parser, which knows HTML 4, takes an <article> for a part of
    the head.
    """
    head, body = tree.find("head"), tree.find("body")
    if head is None or body is None:
        return
    strays = [child for child in head if child.tag not in _METADATA]
    for place, stray in enumerate(strays):
        body.insert(place, stray)


def _declared(raw: bytes) -> str | None:
    """The encoding that a page's own meta element declares."""
    found = _DECLARED.search(raw[:_HEAD])
    return found[1].decode("ascii") if found else None
