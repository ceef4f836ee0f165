"""The text of a page as blocks in document order: what a reader sees as one paragraph each.

Block elements open scopes; a block is the text between their borders. Whatever the depth of the
tree, the walk uses no recursion and takes linear time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from onrecord.sources.pages.marks import NOTHING, marks_of
from onrecord.sources.pages.shown import is_hidden

# Elements whose borders part the text (HTML Living Standard, «Rendering», and old layout tags).
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li"
    " listing main menu nav ol p plaintext pre search section summary table tbody td tfoot th"
    " thead tr ul xmp".split()
)
# Elements that hold no text of the page.
_MUTE = frozenset(
    "applet area audio base basefont bgsound canvas col colgroup datalist embed frame head"
    " iframe img input keygen link map math meta meter noembed noframes noscript object optgroup"
    " option param progress rp rt rtc script select source style svg template textarea"
    " title track video".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TAG_MARKS = {
    "nav": frozenset({"furniture"}),
    "menu": frozenset({"furniture"}),
    "aside": frozenset({"furniture"}),
    "footer": frozenset({"furniture"}),
    "dialog": frozenset({"furniture"}),
    "form": frozenset({"furniture"}),
    "details": frozenset({"furniture"}),
    "search": frozenset({"furniture"}),
    "figcaption": frozenset({"caption"}),
    "figure": frozenset({"figure"}),
    "time": frozenset({"date"}),
}
# Inline elements with one of these marks are told apart within their block.
_INLINE = frozenset({"credit", "caption", "kicker", "byline", "date", "furniture", "listing"})
_PICTURES = frozenset({"img", "picture", "amp-img", "video", "amp-video"})
# Marks within which elements that follow each other without a space are shown apart.
_ROWS = frozenset({"byline", "date", "meta", "caption", "credit", "figure", "furniture", "listing"})
_BREAK = "\x1e"  # stands for <br>; no page holds one once it is parsed
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_GAPS = re.compile(r"[ \t\r\f\v]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


@dataclass(slots=True, eq=False)
class Scope:
    """An element that opens a block, or an inline one that is told apart.

    ``own`` are its marks, ``around`` those and the marks of all scopes above it; ``depth`` counts
    these; ``weight`` and ``size`` are for those who choose among scopes.
    """

    element: HtmlElement
    tag: str
    parent: "Scope | None"
    own: frozenset[str] = NOTHING
    around: frozenset[str] = NOTHING
    depth: int = 0
    weight: float = 0.0
    size: int = 0
    pictures: int = 0
    blocks: int = 0

    def up(self) -> Iterator["Scope"]:
        """This scope and those around it, the inner ones first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent


@dataclass(slots=True, eq=False)
class Block:
    """One block: its text, the innermost scope around it, and how much of it is what.

    ``linked`` and ``strong`` count the characters in links and in bold; ``marked`` those in
    inline elements by mark. ``leads`` says whether it opens with a link; ``pictures`` is how many
    stand between it and the block before.
    """

    text: str
    scope: Scope
    number: int
    linked: int = 0
    strong: int = 0
    marked: dict[str, int] = field(default_factory=dict)
    leads: bool = False
    pictures: int = 0

    @property
    def heading(self) -> str:
        """The tag of the heading that a block is, an element between or not; else nothing."""
        scope = self.scope
        if scope.tag not in HEADINGS and scope.parent is not None:
            scope = scope.parent
        return scope.tag if scope.tag in HEADINGS else ""


@dataclass(slots=True)
class _Run:
    """A stretch of text with what holds for all of it; ``fresh``: an element opens right
    behind the end of another, with nothing between them."""

    text: str
    inline: Scope | None
    linked: bool
    strong: bool
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk found: blocks in document order, scopes with the outer ones first, and how
    many elements there are and how deep they lie; what is hidden is not walked."""

    blocks: list[Block]
    scopes: list[Scope]
    elements: int
    depth: int


def blocks(root: HtmlElement) -> tuple[list[Block], list[Scope]]:
    """The blocks below an element in document order, and all scopes, outer ones first."""
    found = walked(root)
    return found.blocks, found.scopes


def walked(root: HtmlElement) -> Walked:
    """All that a walk below an element finds."""
    walk = _Walk(root)
    walk.run()
    return Walked(walk.found, walk.scopes, walk.elements, walk.depth)


class _Walk:
    """One pass over a tree."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.found: list[Block] = []
        self.scopes: list[Scope] = []
        self.runs: list[_Run] = []
        self.scope = self._opened(root, str(root.tag), None, marks_of(root))
        self.inline: list[Scope] = []
        self.links = 0
        self.bold = 0
        self.pictures = 0
        self.elements = self.depth = 0
        self.ended = self.fresh = False

    def run(self) -> None:
        events = etree.iterwalk(self.root, events=("start", "end"))
        skipped = None
        depth = 0
        for event, element in events:
            if event == "start":
                depth += 1
                self.elements += 1
                self.depth = max(self.depth, depth)
            else:
                depth -= 1
            if element is self.root:
                if event == "start":
                    self._text(element.text)
                continue
            if event == "end":
                if element is not skipped:
                    self._end(element, str(element.tag))
                self.ended = not element.tail
                self.fresh = self.fresh or (element.tag == "span" and self._goes_on(element.tail))
                self._text(element.tail)
                continue
            tag, marks = str(element.tag), marks_of(element)
            mute = tag in _MUTE or (tag == "button" and self.scope.tag not in HEADINGS)
            if mute or is_hidden(element, tag in _BLOCKS, marks):
                skipped = element
                events.skip_subtree()
                self._picture(tag)
                if tag in _BLOCKS:
                    self._flush()
            else:
                self._start(element, tag, marks | _TAG_MARKS.get(tag, NOTHING))
        self._flush()

    def _goes_on(self, text: str | None) -> bool:
        """Whether a caption begins right behind an element, which is its credit."""
        return self.scope.tag == "figcaption" and text is not None and text[:1].isupper()

    def _start(self, element: HtmlElement, tag: str, marks: frozenset[str]) -> None:
        self.fresh = self.fresh or self.ended
        self._picture(tag)
        if tag == "br":
            self._text(_BREAK)
        elif tag in _BLOCKS or _displayed_as_block(element):
            self._flush()
            self.scope = self._opened(element, tag, self.scope, marks)
        else:
            if marks & _INLINE:
                around = self.inline[-1] if self.inline else self.scope
                self.inline.append(self._opened(element, tag, around, marks))
            self.links += tag == "a"
            self.bold += _is_bold(element, tag)
        self._text(element.text, pre=tag == "pre")

    def _end(self, element: HtmlElement, tag: str) -> None:
        if self.scope.element is element:
            self._flush()
            self.inline = [s for s in self.inline if s.parent is not self.scope]
            self.scope = self.scope.parent or self.scope
        else:
            if self.inline and self.inline[-1].element is element:
                self.inline.pop()
            self.links -= tag == "a"
            self.bold -= _is_bold(element, tag)

    def _picture(self, tag: str) -> None:
        if tag in _PICTURES:
            self.pictures += 1
            self.scope.pictures += 1

    def _opened(self, element: HtmlElement, tag: str, parent: Scope | None,
                marks: frozenset[str]) -> Scope:  # fmt: skip
        around = parent.around if parent else NOTHING
        depth = parent.depth + 1 if parent else 0
        scope = Scope(element, tag, parent, marks, around | marks if marks else around, depth)
        self.scopes.append(scope)
        return scope

    def _text(self, text: str | None, pre: bool = False) -> None:
        if not text:
            return
        if "\n" in text:
            text = text.replace("\n", _BREAK if pre else " ")
        inline = self.inline[-1] if self.inline else None
        self.runs.append(_Run(text, inline, self.links > 0, self.bold > 0, self.fresh))
        self.fresh = False

    def _flush(self) -> None:
        runs, self.runs = self.runs, []
        for piece in _pieces(runs, self.scope):
            block = _block(piece, self.scope, len(self.found))
            if block is not None:
                self.found.append(block)
                block.pictures, self.pictures = self.pictures, 0
                block.scope.blocks += 1


def _is_bold(element: HtmlElement, tag: str) -> bool:
    """Whether an inline element makes its text stand out as a crosshead does."""
    if tag in ("b", "strong", "u"):
        return True
    style = element.get("style")
    return style is not None and _BOLD.search(style) is not None


def _displayed_as_block(element: HtmlElement) -> bool:
    style = element.get("style")
    return style is not None and "display" in style and "block" in style.split("display", 1)[1][:9]


def _block(runs: list[_Run], scope: Scope, number: int) -> Block | None:
    """The block that runs of text make; None where there is nothing to see."""
    text = tidy("".join(run.text for run in runs))
    if not text:
        return None
    marked: dict[str, int] = {}
    holding: dict[int, tuple[Scope, int]] = {}
    linked = strong = total = 0
    for run in runs:
        size = len(run.text.strip())
        total += size
        linked += size * run.linked
        strong += size * run.strong
        if run.inline is not None:
            for mark in run.inline.own:
                marked[mark] = marked.get(mark, 0) + size
            _, held = holding.get(id(run.inline), (run.inline, 0))
            holding[id(run.inline)] = (run.inline, held + size)
    for inline, size in holding.values():
        if size >= 0.9 * total:
            scope = inline
    leads = next((run.linked for run in runs if run.text.strip()), False)
    return Block(text, scope, number, min(linked, len(text)), min(strong, len(text)), marked, leads)


def tidy(text: str) -> str:
    """Text as a reader sees it on one line: white space as one space, nothing invisible.

    No-break spaces stay.
    """
    text = text.translate(_INVISIBLE).replace(_BREAK, " ")
    return _GAPS.sub(" ", text).strip(" \xa0\u3000\u2028\u2029\x85\x1c\x1d\x1e\x1f")


def _pieces(runs: list[_Run], scope: Scope) -> Iterator[list[_Run]]:
    """Runs parted where a reader sees a new paragraph: at two breaks, at a credit in a caption."""
    piece: list[_Run] = []
    breaks = 0
    for run in _lines(runs):
        if run.text == _BREAK:
            breaks += 1
            continue
        if not run.text.strip():
            piece.append(run)
            continue
        parts = breaks > 1 or (breaks == 1 and _closes(piece, run, scope))
        if piece and ((parts and scope.tag not in HEADINGS) or _apart(piece, run, scope)):
            yield piece
            piece = []
        elif breaks and piece:
            piece.append(_Run(" ", None, False, False))
        breaks = 0
        piece.append(run)
    if piece:
        yield piece


def _lines(runs: list[_Run]) -> Iterator[_Run]:
    """Runs with every break as a run of its own."""
    for run in runs:
        if _BREAK in run.text and run.text != _BREAK:
            for number, line in enumerate(run.text.split(_BREAK)):
                if number:
                    yield _Run(_BREAK, None, False, False)
                yield _Run(line, run.inline, run.linked, run.strong, run.fresh and not number)
        else:
            yield run


_SHORT_LINE = 40  # characters: a break behind fewer is meant
_STOP = re.compile(r"[.!?…:;。！？：；؟।۔][\"'”’»)\]」』]*$")
_BULLET = re.compile(r"(?:[•●▪■◆◦·*►▶–—-]|\d{1,2}[.)])\s*\S")


def _closes(piece: list[_Run], run: _Run, scope: Scope) -> bool:
    """Whether a single break parts lines: after a stop, a short or a bold one, at a bullet; the
    lines of a standfirst are short throughout."""
    seen = [r for r in piece if r.text.strip()]
    if not seen:
        return False
    before = "".join(r.text for r in seen).strip()
    return bool(
        _STOP.search(before[-8:])
        or (
            len(before) < _SHORT_LINE
            and not before.endswith((",", "-"))
            and "standfirst" not in scope.own
        )
        or _BULLET.match(run.text.strip())
        or (all(r.strong for r in seen) and not run.strong)
    )


def _apart(piece: list[_Run], run: _Run, scope: Scope) -> bool:
    """Whether a run stands apart from those before: a credit beside a caption, a kicker."""
    before = next((r for r in reversed(piece) if r.text.strip()), None)
    if before is None:
        return False
    if run.fresh and before is piece[-1]:
        open_ended = before.text[-1:].isspace() or run.text[:1].isspace()
        if scope.around & _ROWS and not open_ended:
            return True
        if scope.tag in HEADINGS and not open_ended:  # «<span>Adria</span><span>Die Muschel»
            return len(before.text) > 2 and run.text[:1].isupper()
    if before.inline is run.inline:
        return False
    apart = {"kicker"} if scope.tag in HEADINGS else {"credit", "caption"}
    marks = [r.inline.own & apart if r.inline else NOTHING for r in (before, run)]
    return marks[0] != marks[1] and (
        scope.tag in HEADINGS or bool(scope.around & {"caption", "figure", "credit"})
    )
