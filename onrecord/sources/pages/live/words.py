"""The words of one post: headline, paragraphs, captions; what is none of the post left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from onrecord.sources.pages.blocks import HEADINGS, Block, Scope, blocks
from onrecord.sources.pages.captions import parted
from onrecord.sources.pages.live.clocks import Moment, beside, opening
from onrecord.sources.pages.live.signs import named, pattern
from onrecord.sources.pages.marks import marks_of
from onrecord.sources.pages.phrases import is_phrase
from onrecord.sources.pages.shape import closes
from onrecord.tables import rows
from onrecord.vocabulary import PartKind

_LEFT_OUT = frozenset({"furniture", "listing", "comments", "hidden", "paywall", "date", "kicker"})
_BY = re.compile(r"^(?:(?:posted |written )?by|from)\b[\s:]*", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:,|;|\||\band\b|&)\s*")
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?: [\w'’.\-]+){1,5}")
_BYLINE_LONGEST = 12  # words
_TITLE_LONGEST = 20  # words
_LABEL_LONGEST = 8  # words


@dataclass(frozen=True, slots=True)
class Words:
    """The blocks of a post, each with what it is, and the names of its authors."""

    blocks: tuple[tuple[PartKind, str], ...]
    authors: tuple[str, ...]

    @property
    def headline(self) -> str | None:
        """Its headline, where it shows one."""
        return next((text for kind, text in self.blocks if kind == "headline"), None)

    @property
    def body(self) -> list[str]:
        """Its paragraphs."""
        return [text for kind, text in self.blocks if kind == "body"]


def words(elements: Sequence[HtmlElement], moment: Moment | None) -> Words:
    """The words that the elements of a post show. ``moment`` is its time, which opens no text."""
    found: list[tuple[PartKind, str]] = []
    authors: list[str] = []
    signed: Scope | None = None
    bold = False
    for element in elements:
        if len(elements) > 1 and _is_left_out(element):
            continue
        for block in blocks(element)[0]:
            marks = _marks(block, element)
            if marks & _LEFT_OUT or _is_stamp(block.text):
                continue
            is_short = len(block.text.split()) <= _BYLINE_LONGEST
            if is_short and ("byline" in marks or _is_byline(block.text, found)):
                authors += _authors(block.text)
                signed = block.scope.parent
                continue
            if is_short and _is_role(block, signed, found):
                continue
            text = block.text if found else _unstamped(block.text, moment)
            if text:
                bold = bold if found else _is_title(block)
                if _is_heading(block, marks, element) and _are_labels(found):
                    found.clear()
                kind = _kind(block, marks, element, found)
                if kind == "body" and "quoted" not in marks and is_phrase("furniture", text):
                    continue
                found += parted(text) if kind == "caption" else [(kind, text)]
    if bold and len(found) > 1 and found[0][0] == "body":
        found[0] = ("headline", found[0][1])
    return Words(tuple(_headed(found)), tuple(dict.fromkeys(authors)))


def _marks(block: Block, root: HtmlElement) -> frozenset[str]:
    """The marks of the boxes around a block within the post, and whether it is quoted."""
    found: frozenset[str] = frozenset()
    for scope in block.scope.up():
        if scope.element is root:
            break
        if named("quoted", scope.element):
            return frozenset({"furniture"})
        if scope.tag == "blockquote":
            return frozenset({"quoted"})
        found |= scope.own
        if "caption" in found and not found & {"listing", "comments"}:
            return found & {"caption", "credit"}  # within a player as well
    return found


def _is_left_out(element: HtmlElement) -> bool:
    return bool(marks_of(element) & {"furniture", "listing", "comments", "hidden", "paywall"})


def _kind(block: Block, marks: frozenset[str], root: HtmlElement,
          before: Sequence[tuple[PartKind, str]]) -> PartKind:  # fmt: skip
    if "quoted" in marks:
        return "body"
    if "credit" in marks:
        return "credit"
    if "caption" in marks or "figure" in marks:
        return "caption"
    if "correction" in marks or is_phrase("correction", block.text):
        return "correction"
    if not _is_heading(block, marks, root):
        return "body"
    return "subheading" if any(k in ("headline", "body") for k, _ in before) else "headline"


def _is_heading(block: Block, marks: frozenset[str], root: HtmlElement) -> bool:
    tags = [scope.tag for scope in block.scope.up() if scope.element is not root]
    titled = any(tag in HEADINGS for tag in tags or [str(root.tag)]) or "headline" in marks
    return titled or block.scope.element.get("role") == "heading"


def _are_labels(found: Sequence[tuple[PartKind, str]]) -> bool:
    """Whether all that stands before a headline are labels: no sentence, few words."""
    return all(
        kind == "body" and len(text.split()) <= _LABEL_LONGEST and not closes(text)
        for kind, text in found
    )


def _is_title(block: Block) -> bool:
    """Whether a line is all in bold and no sentence, as a headline is where there is none."""
    is_bold = block.strong >= 0.9 * len(block.text.replace(" ", ""))
    return is_bold and len(block.text.split()) <= _TITLE_LONGEST and block.text[-1] not in ".:;,"


def _headed(found: list[tuple[PartKind, str]]) -> list[tuple[PartKind, str]]:
    """The blocks with their headline first."""
    return sorted(found, key=lambda block: block[0] != "headline")


def _is_byline(text: str, before: Sequence[tuple[PartKind, str]]) -> bool:
    """Whether a line is «By» and a name, before any paragraph."""
    if not _BY.match(text) or any(kind == "body" for kind, _ in before):
        return False
    return bool(_authors(text)) and text[-1] not in ".:!?"


def _is_role(block: Block, signed: Scope | None, before: Sequence[tuple[PartKind, str]]) -> bool:
    """Whether a line beside the author's name tells who that is, or where."""
    if signed is None or any(kind == "body" for kind, _ in before):
        return False
    return block.scope.parent is signed and block.text[-1] not in ".:!?"


def _authors(text: str) -> list[str]:
    named_ = (name.strip(" \xa0·•|-–—") for name in _PARTED.split(_BY.sub("", text.strip())))
    return [name for name in named_ if _NAME.fullmatch(name) and not _is_role_word(name)]


def _is_role_word(name: str) -> bool:
    """Whether it is no name but what somebody is: «Ireland correspondent»."""
    return name.split()[0].lower() in ("reporting", "writing") or name.split()[-1] in _roles()


@cache
def _roles() -> frozenset[str]:
    (row,) = (r for r in rows("layout_words") if r["what"] == "role")
    return frozenset(row["words"].split("|"))


def _is_stamp(text: str) -> bool:
    """Whether a line is nothing but times and labels: «3h ago», «Published at 14:05 GMT»."""
    if len(text) > 100 or not any(c.isdigit() for c in text):
        return False
    text = text.replace("\xa0", " ")
    words_, without = (re.findall(r"[^\W\d_]+", t) for t in (text, beside(text)))
    return all(_label().fullmatch(word) for word in without) and bool(words_ or ":" in text)


@cache
def _label() -> re.Pattern[str]:
    return pattern("label", "text")


def _unstamped(text: str, moment: Moment | None) -> str:
    """A first line without the time that opens it."""
    head = opening(text)
    if head is None or moment is None or moment.clock is None:
        return text
    same = head[0].clock and head[0].clock.minute == moment.clock.minute
    return text[head[1] :] if same else text
