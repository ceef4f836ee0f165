"""NITF 3 (https://iptc.org/standards/nitf/): one article."""

from lxml import etree

from onrecord.errors import NotText
from onrecord.report import Capture
from onrecord.sources.assembling import printable
from onrecord.sources.documents.blocks import Block
from onrecord.sources.wires import bodies
from onrecord.sources.wires.items import Item
from onrecord.sources.xml import name, root


def item(capture: Capture) -> Item:
    """What a capture of NITF says. Raises a SourceError where it holds none."""
    found = root(capture)
    if name(found) != "nitf":
        raise NotText.of(printable(capture.source), "it is XML, but no NITF")
    return of(found)


def of(nitf: etree._Element) -> Item:
    """What an element ``nitf`` says."""
    headline = first(nitf, "hl1")
    id_ = first(nitf, "doc-id")
    return Item(
        id=id_.get("id-string") if id_ is not None else None,
        blocks=(*_head(nitf), *content(nitf)),
        title=said(headline) or said(first(nitf, "title")),
        outlet=said(first(nitf, "distributor")) or said(first(nitf, "doc.copyright"), "holder"),
        authors=tuple(filter(None, (said(one) for one in nitf.iter("{*}byline")))),
        issued=said(first(nitf, "date.issue"), "norm"),
        embargo=said(first(nitf, "date.release"), "norm"),
        status=said(first(nitf, "docdata"), "management-status") or "usable",
        note=said(first(nitf, "ed-msg"), "info"),
    )


def content(nitf: etree._Element) -> tuple[Block, ...]:
    """The blocks of the body: its dateline opens the first paragraph, as printed."""
    body = first(nitf, "body.content")
    found = list(bodies.blocks(body)) if body is not None else []
    dateline = first(nitf, "dateline")
    place = " ".join(bodies.text(dateline).split()) if dateline is not None else ""
    for at, block in enumerate(found):
        if block.kind == "body":
            if place and not block.text.startswith(place):
                found[at] = Block(f"{place} — {block.text}", "body")
            break
    return tuple(found)


def first(element: etree._Element, of: str) -> etree._Element | None:
    """The first element of a name below an element, in any namespace."""
    return next(element.iter(f"{{*}}{of}"), None)


def said(element: etree._Element | None, attribute: str | None = None) -> str | None:
    """What an element says, or an attribute of it; nothing where there is no such."""
    if element is None:
        return None
    value = element.get(attribute) or "" if attribute else bodies.text(element)
    return " ".join(value.split()) or None


def _head(nitf: etree._Element) -> tuple[Block, ...]:
    head = first(nitf, "body.head")
    return tuple(bodies.blocks(head)) if head is not None else ()
