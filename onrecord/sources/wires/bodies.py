"""The body of an item, XHTML or NITF, as blocks: what stands in it and what it is."""

import re
from collections.abc import Iterator

from lxml import etree

from onrecord.sources.documents.blocks import Block
from onrecord.sources.xml import name
from onrecord.vocabulary import PartKind

# Elements that are a block each, in XHTML and NITF, and what that is.
_BLOCKS: dict[str, PartKind] = {
    "p": "body", "li": "body", "pre": "body", "tr": "body", "dd": "body", "dt": "body",
    "h1": "headline", "hl1": "headline",
    "h2": "subheading", "h3": "subheading", "h4": "subheading", "h5": "subheading",
    "h6": "subheading", "hl2": "subheading",
    "figcaption": "caption", "caption": "caption", "media-caption": "caption",
    "media-producer": "credit", "byline": "credit", "tagline": "furniture",
}  # fmt: skip
# These and what only holds them: no line of text runs over their edges.
_APART = frozenset(_BLOCKS) | frozenset(
    "div section article blockquote ul ol dl table tbody block media figure hedline br body "
    "body.content body.head aside header footer".split()
)
_CELLS = frozenset({"td", "th"})
_LEFT = frozenset(
    "script style head media-metadata media-reference media-object object img video audio svg "
    "dateline note copyrite distributor abstract".split()
)
_SPACE = re.compile(r"\s+")


def blocks(body: etree._Element) -> Iterator[Block]:
    """The blocks of a body in order; text that stands in none is a paragraph of its own."""
    said: list[str] = []
    kinds: list[PartKind] = ["body"]
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        of = name(element)
        if event == "start" and of in _LEFT and element is not body:
            walk.skip_subtree()
        elif event == "start":
            if of in _APART:
                yield from _block(said, kinds[-1])
                kinds.append(_BLOCKS.get(of, kinds[-1]))
            said.append(element.text or "")
        if event != "start":
            if event == "end" and of in _APART and of not in _LEFT:
                yield from _block(said, kinds.pop())
            said.append(" " if of in _CELLS else "")
            said.append((element.tail or "") if element is not body else "")
    yield from _block(said, "body")


def text(element: etree._Element) -> str:
    """The text of an element and of what is below it, white space folded."""
    found = []
    for part in element.iter():
        if part is not element and name(part) == "br":
            found.append(" ")
        if isinstance(part.tag, str) and name(part) not in _LEFT:
            found.append(part.text or "")
        if part is not element:
            found.append(part.tail or "")
    return _SPACE.sub(" ", "".join(found))


def _block(said: list[str], kind: PartKind) -> Iterator[Block]:
    """The block of what was said since the last, which is forgotten."""
    text = " ".join("".join(said).split())
    said.clear()
    if text:
        yield Block(text, kind)
