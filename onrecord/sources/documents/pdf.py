"""A PDF as a Report: its paragraphs in order, without what runs along the edges of its pages."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import msgspec

from onrecord.errors import BinarySource, NotText
from onrecord.report import Capture, Report
from onrecord.sources.assembling import Told, assemble, printable
from onrecord.sources.documents import pdf_pages
from onrecord.sources.documents.blocks import Block, composed
from onrecord.sources.documents.bounded import Ended, answer
from onrecord.sources.documents.characters import tidy, unreadable
from onrecord.sources.documents.hyphens import Words
from onrecord.sources.documents.pdf_lines import Page, pieces
from onrecord.sources.documents.pdf_margins import without_running
from onrecord.sources.documents.pdf_paragraphs import Paragraph, body_height, paragraphs
from onrecord.vocabulary import PartKind

_FAULTS = {
    "encrypted": "it is encrypted, and a password is needed to open it",
    "damaged": "it is a damaged PDF",
    "pages": f"it has more than {pdf_pages.PAGES:,} pages",
    "characters": f"it has more than {pdf_pages.CHARACTERS:,} characters",
    "memory": "it takes more memory than a PDF is given",
}
_LARGE = 1.15  # times the body's height from which on a line may be a title
_TITLE_WORDS = 40
_HEADING_WORDS = 15
_HEAD = 3_000  # characters in which the metadata's title must stand


def report(capture: Capture) -> Report:
    """The report that a PDF holds. Raises NotText, or BinarySource where PDFs are not read."""
    name = printable(capture.source)
    if find_spec("pypdfium2") is None:
        raise BinarySource(f"{name} is a PDF.", "To read it: pip install 'onrecord[documents]'.")
    pages, said = _pages(capture.raw, name)
    texts = [piece.text for page in pages for piece in page.pieces]
    if not texts:
        raise NotText.of(name, "its pages hold no text (that of scanned pictures is not read)")
    if unreadable(texts):
        raise NotText.of(name, "its fonts do not say which letters they show")
    pages = without_running(pages)
    words = Words.of(piece.text for page in pages for piece in page.pieces)
    blocks = _blocks(paragraphs(pages), words, body_height(pages))
    text, parts = composed(blocks)
    if not text:
        raise NotText.of(name, "there is nothing on its pages but heads and numbers")
    headline = next((block.text for block in blocks if block.kind == "headline"), None)
    return assemble(capture, text, Told(title=headline or _said(said, text), parts=parts))


def _pages(raw: bytes, name: str) -> tuple[list[Page], str]:
    """The pages and the title of a PDF's metadata. Raises NotText."""
    try:
        said: dict[str, Any] = msgspec.json.decode(answer(pdf_pages.__file__, raw))
    except (Ended, msgspec.DecodeError) as error:
        raise NotText.of(name, "reading the PDF took too much time or memory, or failed") from error
    if "fault" in said:
        raise NotText.of(name, _FAULTS[said["fault"]])
    return [Page(wide, high, pieces(runs)) for wide, high, runs in said["pages"]], said["title"]


def _blocks(found: Sequence[Paragraph], words: Words, body: float) -> list[Block]:
    """The paragraphs as blocks, with what is set as a headline or as a heading below one."""
    texts = [words.joined(paragraph.lines) for paragraph in found]
    headline = _headline(found, texts, body)
    blocks: list[Block] = []
    for at, (paragraph, text) in enumerate(zip(found, texts, strict=True)):
        kind: PartKind = "headline" if at == headline else "body"
        if at > (headline or 0) and _heading(paragraph, text, body):
            kind = "subheading"
        blocks.append(Block(text, kind))
    return blocks


def _headline(found: Sequence[Paragraph], texts: Sequence[str], body: float) -> int | None:
    """Which is set larger than all else on the first page, above its first long paragraph."""
    above: list[int] = []
    for at, paragraph in enumerate(found):
        if paragraph.page or paragraph.row or len(texts[at].split()) > _TITLE_WORDS:
            break
        above.append(at)
    largest = max(above, key=lambda at: found[at].height, default=None)
    if largest is None or found[largest].height < _LARGE * body:
        return None
    return largest


def _heading(paragraph: Paragraph, text: str, body: float) -> bool:
    """Whether a paragraph is set larger or bolder than text, short and without a stop."""
    set_apart = paragraph.heavy or paragraph.height >= _LARGE * body
    return set_apart and len(text.split()) <= _HEADING_WORDS and text[-1] not in ".!;,"


def _said(title: str, text: str) -> str | None:
    """The title of the metadata, where the first page bears it out: often it is a file's name."""
    title = tidy(title)
    return title if len(title.split()) > 2 and title.casefold() in text[:_HEAD].casefold() else None
