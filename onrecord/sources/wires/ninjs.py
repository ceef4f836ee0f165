"""ninjs (https://iptc.org/standards/ninjs/), versions 1 to 3: an item of news as JSON.

Version 3 has the names of version 1 in other letters (``body_text``, ``bodyText``) and lists of
what may be said in several ways (``headlines``, ``bodies``).
"""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import msgspec
from lxml import etree

from onrecord.errors import NotText
from onrecord.report import Capture
from onrecord.sources.assembling import printable
from onrecord.sources.documents.blocks import Block
from onrecord.sources.wires import bodies
from onrecord.sources.wires.items import Item

_HTML = ("bodyxhtml", "bodyhtml")
_LETTERS = re.compile(r"[^a-z0-9]")


def item(capture: Capture) -> Item:
    """What a capture of ninjs says. Raises a SourceError where it is none."""
    try:
        found = msgspec.json.decode(capture.raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NotText.of(printable(capture.source), "it is JSON that is damaged") from error
    if not isinstance(found, dict):
        raise NotText.of(printable(capture.source), "it is JSON, but no ninjs")
    said = {_LETTERS.sub("", key.lower()): value for key, value in found.items()}
    headline = _text(said.get("headline")) or _of_list(said.get("headlines"), "main")
    by = _text(said.get("byline")) or _of_list(said.get("by"), "")
    head = [Block(headline, "headline")] if headline else []
    head += [Block(by, "credit")] if by else []
    return Item(
        id=_text(said.get("uri")),
        blocks=(*head, *(one for one in _body(said) if one not in head)),
        title=headline or _text(said.get("title")),
        outlet=_source(said),
        authors=(by,) if by else (),
        issued=_text(said.get("firstcreated")) or _text(said.get("versioncreated")),
        modified=_text(said.get("versioncreated")),
        embargo=_text(said.get("embargoed")) or _text(said.get("embargoeduntil")),
        status=_text(said.get("pubstatus")) or "usable",
        note=_text(said.get("ednote")),
    )


def _body(said: dict[str, Any]) -> Iterator[Block]:
    for markup in filter(None, [_text(said.get(key), fold=False) for key in _HTML]):
        yield from _of_markup(markup)
        return
    plain = _text(said.get("bodytext"), fold=False)
    if plain:
        yield from _of_plain(plain)
        return
    for body in said.get("bodies") or ():
        value = _text(body.get("value"), fold=False) if isinstance(body, dict) else None
        if value:
            media = str(body.get("contenttype", body.get("contentType", "")))
            yield from _of_markup(value) if "html" in media else _of_plain(value)
            return


def _of_markup(markup: str) -> Iterator[Block]:
    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return
    yield from bodies.blocks(tree)


def _of_plain(text: str) -> Iterator[Block]:
    lines = text.replace("\r\n", "\n").strip()
    between = "\n\n" if "\n\n" in lines else "\n"
    for one in lines.split(between):
        if one.split():
            yield Block(" ".join(one.split()))


def _of_list(values: Any, role: str) -> str | None:
    """Of a list of ways to say a thing the one of a role, else the first."""
    said = [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []
    said.sort(key=lambda one: role not in str(one.get("role", "")).lower())
    return next(filter(None, (_text(one.get("value")) for one in said)), None)


def _source(said: dict[str, Any]) -> str | None:
    parties = said.get("infosource") or said.get("infosources")
    party = parties[0] if isinstance(parties, list) and parties else None
    named = _text(party.get("name")) if isinstance(party, dict) else None
    return named or _text(said.get("copyrightholder"))


def _text(value: Any, *, fold: bool = True) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return " ".join(value.split()) if fold else value
