"""A Word file (.docx) as a Report: its paragraphs, with headings by their styles."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree

from onrecord.errors import EmptySource
from onrecord.report import Capture, Report
from onrecord.sources.assembling import Told, assemble, printable
from onrecord.sources.documents.blocks import Block, composed
from onrecord.sources.documents.characters import tidy
from onrecord.sources.documents.word_package import Package
from onrecord.sources.documents.word_text import Paragraph, paragraphs
from onrecord.vocabulary import PartKind

# What paragraphs of Word's own styles are; names in small letters, as in every language of Word.
_KINDS: dict[str, PartKind] = {"title": "headline", "caption": "caption"}
_HEADING = re.compile(r"(?:heading [1-9]|subtitle)$")
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)$")
_DEEPEST = 20  # styles that a style may stand on
_W = "{*}"


def report(capture: Capture) -> Report:
    """The report that a Word file holds. Raises BinarySource, NotText or EmptySource.

    Tracked changes are taken as accepted, footnotes stand at the end, a row of a table is a line.
    When the file was made says nothing of when the report came out, and is not taken.
    """
    name = printable(capture.source)
    package = Package(capture.raw, name)
    styles = _styles(package.part("styles.xml"))
    found = list(paragraphs(package.document))
    notes = dict(_notes(package))
    wanted = dict.fromkeys(note for paragraph in found for note in paragraph.notes)
    blocks = _with_headline([*_blocks(found, styles)])
    blocks += [Block(line) for note in wanted for line in notes.get(note, ())]
    if not blocks:
        raise EmptySource.of(name)
    headline = next((block.text for block in blocks if block.kind == "headline"), None)
    text, parts = composed(blocks)
    return assemble(capture, text, Told(title=headline and tidy(headline), parts=parts))


def _blocks(found: Iterable[Paragraph], styles: dict[str, str]) -> Iterator[Block]:
    for row, lines in groupby(found, key=lambda paragraph: paragraph.row):
        if row is not None:
            cells = [
                [block for paragraph in cell if (block := _block(paragraph, styles))]
                for _, cell in groupby(lines, key=lambda paragraph: paragraph.cell)
            ]
            yield from _row([cell for cell in cells if cell])
        else:
            for paragraph in lines:
                block = _block(paragraph, styles)
                if block:
                    yield block


def _block(paragraph: Paragraph, styles: dict[str, str]) -> Block | None:
    """A paragraph that has text; one of a table of contents has none of its own."""
    style = styles.get(paragraph.style, paragraph.style.casefold())
    lines = [tidy(line) for line in "".join(paragraph.text).split("\n")]
    text = "\n".join(line for line in lines if line)
    if not text or _CONTENTS.match(style):
        return None
    kind: PartKind = "subheading" if _HEADING.match(style) else "body"
    return Block(text, _KINDS.get(style, kind))


def _row(cells: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """A row of a table as one line; where a cell holds paragraphs, those as they are."""
    if len(cells) > 1 and all(len(cell) == 1 for cell in cells):
        yield Block("\t".join(cell[0].text.replace("\n", " ") for cell in cells))
    else:
        for cell in cells:
            yield from cell


def _with_headline(blocks: Sequence[Block]) -> list[Block]:
    """One headline: the first title, or else a heading above all text; others are headings."""
    first = next((at for at, block in enumerate(blocks) if block.kind == "headline"), None)
    if first is None and blocks and blocks[0].kind == "subheading":
        first = 0
    return [
        Block(block.text, "headline" if at == first else "subheading")
        if block.kind in ("headline", "subheading")
        else block
        for at, block in enumerate(blocks)
    ]


def _styles(root: etree._Element | None) -> dict[str, str]:
    """The id of each style of paragraphs → the name of Word's own style that it stands on."""
    names: dict[str, str] = {}
    on: dict[str, str] = {}
    for style in root.iterfind(f"{_W}style") if root is not None else ():
        own = _attribute(style, "styleId")
        names[own] = _attribute(style.find(f"{_W}name")).casefold()
        on[own] = _attribute(style.find(f"{_W}basedOn"))
    return {own: _known(own, names, on) for own in names}


def _known(style: str, names: dict[str, str], on: dict[str, str]) -> str:
    first, at = names[style], style
    for _ in range(_DEEPEST):
        name = names.get(at, "")
        if name in _KINDS or _HEADING.match(name) or _CONTENTS.match(name):
            return name
        at = on.get(at, "")
    return first


def _notes(package: Package) -> Iterator[tuple[str, tuple[str, ...]]]:
    """«footnote 2» → the lines of that note, for all footnotes and endnotes."""
    for kind in ("footnote", "endnote"):
        root = package.part(f"{kind}s.xml")
        for note in root.iterfind(f"{_W}{kind}") if root is not None else ():
            lines = [tidy("".join(paragraph.text)) for paragraph in paragraphs(note)]
            yield f"{kind} {_attribute(note, 'id')}", tuple(line for line in lines if line)


def _attribute(element: etree._Element | None, name: str = "val") -> str:
    """An attribute in the element's own namespace; none of an element that is not there."""
    if element is None:
        return ""
    return str(element.get(f"{str(element.tag).rpartition('}')[0]}}}{name}", ""))
