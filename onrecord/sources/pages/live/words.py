"""The words of one post: headline, paragraphs, captions; what is none of the post left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from onrecord.sources.pages.blocks import Block, Scope, blocks
from onrecord.sources.pages.captions import parted
from onrecord.sources.pages.live.boxes import Boxes, is_other
from onrecord.sources.pages.live.clocks import Moment, beside, opening
from onrecord.sources.pages.live.labels import unlabelled
from onrecord.sources.pages.live.signing import (
    is_name,
    is_post_of,
    is_sign_off,
    is_signed,
    names,
)
from onrecord.sources.pages.live.signs import is_label, told
from onrecord.sources.pages.phrases import is_phrase
from onrecord.sources.pages.shape import closes
from onrecord.vocabulary import PartKind

_NEVER = frozenset({"comments", "hidden", "date", "embed", "caption", "credit"})
_LEFT_OUT = frozenset(
    {"furniture", "listing", "comments", "hidden", "paywall", "date", "kicker", "embed"}
)
_LINE_LONGEST = 300  # characters of a byline
_BYLINE_LONGEST = 12  # words
_TITLE_LONGEST = 20  # words
_ZONE_LONGEST = 5  # letters
_LABEL_LONGEST = 8  # words
_LINK_LONGEST = 12  # words
_LINKS = 8  # of one line
_CAPTION_LONGEST = 40  # words
_SENTENCE = 8  # words
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)")
_NUMBER = re.compile(r"\d[\d/.:]*")
_WORD = re.compile(r"[^\W\d_]+")


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
    """The words that the elements of a post show. ``moment`` is its time, which opens no text.

    Where the names of boxes leave no paragraph, those that hold sentences are its text.
    """
    found = _Reader(moment, _LEFT_OUT).read(elements)
    if found.body:
        return found
    wider = _Reader(moment, _NEVER).read(elements)
    said = " ".join(wider.body)
    return wider if len(said.split()) >= _SENTENCE and closes(wider.body[-1]) else found


class _Reader:
    """One pass over the blocks of a post; boxes with a mark of ``left_out`` are none of it."""

    def __init__(self, moment: Moment | None, left_out: frozenset[str]) -> None:
        self.moment, self.left_out = moment, left_out
        self.found: list[tuple[PartKind, str]] = []
        self.authors: list[str] = []
        self.signed: Scope | None = None
        self.bold = False
        self.credited = False  # the next line of a picture says who took it
        self.last: Block | None = None

    def read(self, elements: Sequence[HtmlElement]) -> Words:
        for element in elements:
            if len(elements) == 1 or not is_other(element):
                boxes = Boxes(element)
                for block in blocks(element)[0]:
                    self._take(block, boxes)
        found = self.found
        if self.bold and len(found) > 1 and found[0][0] == "body":
            found[0] = ("headline", found[0][1])
        if len(found) > 1 and found[-1][0] == "body" and is_sign_off(found[-1][1]):
            self.authors += names(found.pop()[1].lstrip("-–— "), marked=False)
        if len(found) > 1 and found[-1][0] == "body" and told("closing", "text", found[-1][1]):
            found.pop()
        return Words(tuple(_headed(found)), tuple(dict.fromkeys(self.authors)))

    def _take(self, block: Block, boxes: Boxes) -> None:
        marks = boxes.marks(block)
        if marks & self.left_out or _is_stamp(block.text):
            return
        if self._takes_byline(block, marks, boxes.root):
            return
        text = block.text if self._has_body else _unstamped(block.text, self.moment)
        if not text:
            return
        self.bold = self.bold if self.found else _is_title(block, text)
        is_heading = boxes.is_heading(block, marks)
        text = unlabelled(block.scope.element, text) if is_heading else text
        if not text:
            return
        if is_heading and _are_labels(self.found):
            self.found.clear()
        kind = _kind(block, marks, is_heading, self.found)
        is_none = is_phrase("furniture", text) or (self._has_body and _is_link(block))
        if kind == "body" and "quoted" not in marks and is_none:
            return
        if kind == "caption" and self._names_what_follows(text):
            return
        if kind == "caption" and self.credited:
            kind, self.credited = "credit", False
        if kind == "credit" and self._is_below_picture():
            self.found[-1] = ("caption", self.found[-1][1])
        self.found += parted(text) if kind == "caption" else [(kind, text)]
        self.last = block

    def _names_what_follows(self, text: str) -> bool:
        """Whether a line of a picture only says what comes next: «Image», «Credit…»."""
        self.credited = self.credited or bool(told("credit", "text", text))
        return bool(told("credit", "text", text) or told("picture", "text", text))

    def _is_below_picture(self) -> bool:
        """Whether the last line is a short one right behind a picture: what a credit follows."""
        last = self.last
        if last is None or self.found[-1:] != [("body", last.text)]:
            return False
        return bool(last.pictures) and len(last.text.split()) <= _CAPTION_LONGEST

    @property
    def _has_body(self) -> bool:
        return any(kind == "body" for kind, _ in self.found)

    def _takes_byline(self, block: Block, marks: frozenset[str], root: HtmlElement) -> bool:
        """Whether a block tells who wrote the post; their names are kept."""
        text = block.text
        if len(text) > _LINE_LONGEST or len(text.split()) > _BYLINE_LONGEST:
            return False
        apart = _GLUED.sub(" ", text)
        without = beside(apart)
        is_timed = without != apart and text[-1] not in ".,:;!?"
        if is_timed:  # «Ada Berg, Oslo · 14:05»
            text = " ".join(_NUMBER.sub(" | ", without).split()).strip("| ")
        is_timed = is_timed and all(w[:1].isupper() for w in _WORD.findall(text))
        is_by = bool(text) and (is_timed or (not self._has_body and is_signed(text)))
        if "byline" in marks or is_by or _leads_to_writer(block):
            said = names(text, marked="byline" in marks)
            if is_timed and not said:
                return False
            if not self.authors or any(" " in name for name in said):
                self.authors += said
            self.signed = block.scope.parent
            return True
        if text == block.text and is_post_of(text) and text[-1] not in ".:!?":
            # «Ada Berg», and below it «Reporting from Oslo».
            kind, before = self.found[-1] if self.found else ("", "")
            if kind == "body" and is_name(before):
                self.authors.append(self.found.pop()[1])
                return True
        return not self._has_body and _is_role(block, self.signed, root)


def _kind(block: Block, marks: frozenset[str], is_heading: bool,
          before: Sequence[tuple[PartKind, str]]) -> PartKind:  # fmt: skip
    if "quoted" in marks:
        return "body"
    if "credit" in marks:
        return "credit"
    if "caption" in marks or "figure" in marks:
        return "caption"
    if "correction" in marks or is_phrase("correction", block.text):
        return "correction"
    if not is_heading:
        return "body"
    return "subheading" if any(k in ("headline", "body") for k, _ in before) else "headline"


def _leads_to_writer(block: Block) -> bool:
    """Whether a line is a link to what its writer wrote."""
    return _is_link(block) and any(
        "author" in (a.get("rel") or "").split() or told("author", "path", a.get("href") or "")
        for a in islice(block.scope.element.iter("a"), _LINKS)
    )


def _is_link(block: Block) -> bool:
    """Whether a short line is nothing but a link and no sentence: «Link to this update»."""
    is_linked = block.linked >= 0.9 * len(block.text.replace(" ", ""))
    return is_linked and len(block.text.split()) <= _LINK_LONGEST and not closes(block.text)


def _are_labels(found: Sequence[tuple[PartKind, str]]) -> bool:
    """Whether all that stands before a headline are labels: no sentence, few words."""
    return all(
        kind == "body" and len(text.split()) <= _LABEL_LONGEST and not closes(text)
        for kind, text in found
    )


def _is_title(block: Block, text: str) -> bool:
    """Whether a line is all in bold and no sentence, as a headline is where there is none.

    ``text`` is the line without its time.
    """
    is_bold = block.strong >= 0.9 * len(text.replace(" ", ""))
    return is_bold and len(text.split()) <= _TITLE_LONGEST and text[-1] not in ".:;,"


def _headed(found: list[tuple[PartKind, str]]) -> list[tuple[PartKind, str]]:
    """The blocks with their headline first."""
    return sorted(found, key=lambda block: block[0] != "headline")


def _is_role(block: Block, signed: Scope | None, root: HtmlElement) -> bool:
    """Whether a line beside the author's name tells who that is, or where: by its place in a box
    of both, or by its words."""
    if signed is None or block.scope.parent is not signed or block.text[-1] in ".:!?":
        return False
    return signed.element is not root or bool(told("role", "text", block.text))


def _is_stamp(text: str) -> bool:
    """Whether a line is nothing but times and labels: «3h ago», «Published at 14:05 GMT»."""
    if len(text) > 100 or not any(c.isdigit() for c in text):
        return False
    text = text.replace("\xa0", " ")
    words_, without = (_WORD.findall(t) for t in (text, beside(text)))
    others = [word for word in without if not is_label(word)]
    # A name of a zone that means several may stand there: «IST».
    is_zone = len(others) == 1 and others[0].isupper() and 1 < len(others[0]) <= _ZONE_LONGEST
    return (not others or is_zone) and bool(words_ or ":" in text)


def _unstamped(text: str, moment: Moment | None) -> str:
    """A first line without the time that opens it."""
    head = opening(text)
    if head is None or moment is None or moment.clock is None:
        return text
    same = head[0].clock and head[0].clock.minute == moment.clock.minute
    return text[head[1] :] if same else text
