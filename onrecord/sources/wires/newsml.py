"""NewsML-G2 (https://iptc.org/standards/newsml-g2/): items of news, or several in a message."""

from collections.abc import Sequence

from lxml import etree

from onrecord.errors import NotText
from onrecord.report import Capture
from onrecord.sources.assembling import printable
from onrecord.sources.documents.blocks import Block
from onrecord.sources.wires import bodies, nitf
from onrecord.sources.wires.items import Item
from onrecord.sources.wires.nitf import first, said
from onrecord.sources.xml import name, root


def items(capture: Capture) -> Sequence[Item]:
    """The items of text that a capture holds. Raises a SourceError where it is no NewsML-G2."""
    found = root(capture)
    if name(found) == "newsitem":
        return [_item(found)]
    if name(found) != "newsmessage":
        raise NotText.of(printable(capture.source), "it is XML, but no NewsML-G2")
    return [_item(one) for one in found.iter("{*}newsItem") if _is_text(one)]


def _is_text(item: etree._Element) -> bool:
    """Whether an item is one of text, as those are that say nothing of it."""
    of = _code(first(item, "itemClass"))
    return of in ("", "text", "composite")


def _item(item: etree._Element) -> Item:
    meta = first(item, "itemMeta")
    about = first(item, "contentMeta")
    inner = first(item, "nitf")
    headline = said(first(about, "headline")) if about is not None else None
    return Item(
        id=item.get("guid"),
        blocks=_blocks(item, headline, inner),
        title=headline or (said(first(inner, "hl1")) if inner is not None else None),
        outlet=_named(meta, "provider"),
        authors=tuple(filter(None, (said(one) for one in item.iter("{*}by")))),
        issued=_in(meta, "firstCreated") or _in(meta, "versionCreated"),
        modified=_in(meta, "versionCreated"),
        embargo=_in(meta, "embargoed"),
        status=_code(first(meta, "pubStatus")) if meta is not None else "",
        note=_in(meta, "edNote"),
    )


def _blocks(
    item: etree._Element, headline: str | None, inner: etree._Element | None
) -> tuple[Block, ...]:
    """Headline and byline as the item says them, then the body."""
    head = [Block(headline, "headline")] if headline else []
    by = said(first(item, "by"))
    head += [Block(by, "credit")] if by else []
    body = nitf.content(inner) if inner is not None else _body(item)
    return (*head, *(one for one in body if one not in head))


def _body(item: etree._Element) -> tuple[Block, ...]:
    html = first(item, "inlineXML")
    if html is not None:
        body = first(html, "body")
        return tuple(bodies.blocks(html if body is None else body))
    plain = first(item, "inlineData")
    text = "".join(plain.itertext()) if plain is not None else ""
    paragraphs = (" ".join(one.split()) for one in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(Block(one) for one in paragraphs if one)


def _in(meta: etree._Element | None, of: str) -> str | None:
    return said(first(meta, of)) if meta is not None else None


def _named(meta: etree._Element | None, of: str) -> str | None:
    """The name of a party, else what it is called where it has no name."""
    party = first(meta, of) if meta is not None else None
    if party is None:
        return None
    return said(first(party, "name")) or party.get("literal") or _code(party) or None


def _code(element: etree._Element | None) -> str:
    """A code without the scheme that it stands in: ``stat:usable`` is ``usable``."""
    return (element.get("qcode") or "").rpartition(":")[2] if element is not None else ""
