"""Which blocks of a page are its article, and what each of them is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.sources.pages.blocks import HEADINGS, Block, Scope
from onrecord.sources.pages.captions import credited, only_names, parted, without_controls
from onrecord.sources.pages.likeness import Heap, words
from onrecord.sources.pages.phrases import is_phrase
from onrecord.sources.pages.region import Region, alike
from onrecord.sources.pages.shape import closes, ends
from onrecord.sources.pages.sheet import Sheet
from onrecord.vocabulary import PartKind

_OUT = frozenset({"furniture", "listing", "comments", "paywall", "post", "embed"})
_ABOUT = frozenset({"byline", "date", "kicker", "meta"})
_PICTURE = frozenset({"caption", "credit", "figure"})
_SHORT = 110  # characters of a heading in bold
_STANDFIRST = 400  # characters
_BOX = 450  # characters
_CELL = 3  # blocks: a cell with more is a column of text
_LINKS = 0.7  # the share of a line in links that makes it a link


@dataclass(slots=True)
class Line:
    """One line of an article: what it is, and its words."""

    kind: PartKind
    text: str
    block: Block | None = None
    wall: bool = False


@dataclass(slots=True)
class Choice:
    """The lines of an article in order; ``walls`` are those that keep the rest from a reader."""

    lines: list[Line] = field(default_factory=list)
    walls: list[Block] = field(default_factory=list)


def choose(sheet: Sheet, place: Region, authors: tuple[str, ...], summary: str | None) -> Choice:
    """The lines of the article in a region; ``summary`` is what the page gives as such."""
    return _Chooser(sheet, place, authors, summary).run()


class _Chooser:
    def __init__(self, sheet: Sheet, place: Region, authors: tuple[str, ...],
                 summary: str | None) -> None:  # fmt: skip
        self.sheet, self.place = sheet, place
        self.authors = [name for name in map(words, authors) if len(name) > 1]
        self.summary = summary
        self.strict = _complete(sheet, place)
        self.homes = self._homes()
        self.links = self._link_lists()
        self.boxes = self._boxes() | self._lists_below()
        self.byline = self._byline()
        self.found = Choice()
        self.texts = Heap(b.text for b in sheet.blocks if b.scope.tag != "blockquote")
        self.title = place.headline.text if place.headline else None

    def run(self) -> Choice:
        first, last = self._borders()
        for block in self.sheet.blocks:
            if block is self.place.headline:
                continue
            inside = self.place.holds(block)
            head = block.number < first
            if not inside and not (head and self._ahead(block)):
                if self._also(block):
                    self._body(block)
                continue
            if head:
                self._head(block)
            elif block.number <= last:
                self._body(block)
            else:
                self._tail(block)
        self._tidy()
        return self.found

    def _borders(self) -> tuple[int, int]:
        """The numbers of the first and the last block that surely are the article's."""
        sure = [
            block.number
            for block in self.sheet.blocks
            if self.place.holds(block)
            and (self.sheet.weights[block.number] > 0 or self._plainly(block))
        ]
        return (sure[0], sure[-1]) if sure else (0, -1)

    def _plainly(self, block: Block) -> bool:
        sheet = self.sheet
        return (
            sheet.told(block)
            and not sheet.what(block) & (_OUT | _ABOUT | _PICTURE)
            and self._at_home(block)
            and not self._aside(block)
        )

    def _homes(self) -> set[Scope]:
        """The scopes that paragraphs of the article stand in directly."""
        homes: set[Scope] = set()
        for block in self.sheet.blocks:
            if self.sheet.weights[block.number] and self.place.holds(block):
                scope = block.scope
                homes.add(scope)
                if scope.parent is not None and scope is not self.place.container:
                    homes.add(scope.parent)
        return homes

    def _at_home(self, block: Block) -> bool:
        return block.scope in self.homes or block.scope.parent in self.homes

    def _link_lists(self) -> set[Scope]:
        """Lists whose items are links."""
        sizes: dict[Scope, list[int]] = {}
        for block in self.sheet.blocks:
            for scope in block.scope.up():
                if scope.tag in ("ul", "ol", "dl", "table"):
                    counts = sizes.setdefault(scope, [0, 0])
                    counts[0] += min(block.linked, len(block.text))
                    counts[1] += len(block.text)
                    break
        return {s for s, (linked, total) in sizes.items() if linked >= 0.6 * total}

    def _boxes(self) -> set[Scope]:
        """Small elements within the text that hold a call to subscribe or the like: all of them."""
        boxes: set[Scope] = set()
        for block in self.sheet.blocks:
            if not self.place.holds(block) or not is_phrase("furniture", block.text):
                continue
            box: Scope | None = None
            for scope in block.scope.up():
                if scope is self.place.container or scope.size > _BOX:
                    break
                box = scope
            if box is not None and box.size > len(block.text):
                boxes.add(box)
        return boxes

    def _lists_below(self) -> set[Scope]:
        """Elements that open with a heading such as «Other stories» and hold what it says."""
        first: dict[Scope, int] = {}
        for block in reversed(self.sheet.blocks):
            if self.sheet.weights[block.number]:
                for scope in block.scope.up():
                    if first.get(scope, -1) == block.number:
                        break
                    first[scope] = block.number
        boxes: set[Scope] = set()
        most = 0.4 * self.place.container.weight
        for block in self.sheet.blocks:
            if not is_phrase("related", block.text) or not self.place.holds(block):
                continue
            box: Scope | None = None
            for scope in block.scope.up():
                ahead = first.get(scope, block.number + 1) <= block.number
                if ahead or scope.weight > most or scope is self.place.container:
                    break
                box = scope
            if box is not None:
                boxes.add(box)
        return boxes

    def _byline(self) -> int:
        """The number of the byline or date below which the text begins; 0 without one in front.

        A paragraph or two between it and the headline are the standfirst.
        """
        headline = self.place.headline
        if headline is None:
            return 0
        told = 0
        for block in self.sheet.blocks[headline.number + 1 : headline.number + 12]:
            told += self.sheet.told(block) and not self.sheet.inner(block)
            if told > 2:
                return 0
            if self.sheet.inner(block) & {"byline", "date"}:
                return block.number if told else 0
        return 0

    def _in_box(self, block: Block) -> bool:
        return bool(self.boxes) and any(scope in self.boxes for scope in block.scope.up())

    def _in_links(self, block: Block) -> bool:
        return any(scope in self.links for scope in block.scope.up())

    def _ahead(self, block: Block) -> bool:
        """Whether a block above the text may belong to it: between headline and text, or a
        picture in the same article."""
        headline = self.place.headline
        if headline is None:
            return False
        if block.number > headline.number:
            return self.place.holds(block, within=self.place.around)
        return bool(self.sheet.what(block) & {"caption", "standfirst"}) and any(
            scope.tag in ("article", "main") or "article" in scope.own
            for scope in self._within_around(block)
        )

    def _within_around(self, block: Block) -> Iterator[Scope]:
        if self.place.holds(block, within=self.place.around):
            yield from self.place.around.up()

    def _also(self, block: Block) -> bool:
        """Whether a block outside the container is the article's: both voices say so."""
        number = block.number
        return (
            self.sheet.heard[number] >= 0.8
            and self.sheet.said[number] >= 0.8
            and self.sheet.told(block)
            and not self.sheet.what(block) & _OUT
        )

    # What stands where -----------------------------------------------------------------------

    def _head(self, block: Block) -> None:
        """A block between the headline and the first paragraph."""
        marks, inner = self.sheet.what(block), self.sheet.inner(block)
        if marks & _OUT or self._repeats_title(block) or self._in_links(block):
            self._wall(block, marks)
        elif inner & _ABOUT:
            return
        elif inner & {"caption", "credit"} or (marks & {"figure", "player"} and not inner):
            self._picture(block, inner)
        elif is_phrase("correction", block.text) and ends(block.text):
            self._add("correction", block)
        elif self._aside(block):
            return
        elif self._captioned(block):
            self._picture(block, frozenset({"caption"}))
        elif self._standfirst(block, inner):
            self._add("subheading", block)

    def _standfirst(self, block: Block, marks: frozenset[str]) -> bool:
        if len(block.text) > _STANDFIRST or 2 * block.linked > len(block.text):
            return False
        if "standfirst" in marks and len(words(block.text)) > 2:
            return True
        if self.summary and Heap([self.summary]).share(block.text) >= 0.8:
            return True
        if self.sheet.sizes[block.number] < 40 or self._has_standfirst():
            return False
        return block.scope.tag in ("h2", "h3") or closes(block.text)

    def _has_standfirst(self) -> bool:
        return any(line.kind == "subheading" for line in self.found.lines)

    def _body(self, block: Block) -> None:
        """A block between the first and the last paragraph."""
        marks, inner, sheet = self.sheet.what(block), self.sheet.inner(block), self.sheet
        told = sheet.told(block)
        surely = sheet.heard[block.number] >= 0.8 and sheet.said[block.number] >= 0.8
        if marks & _OUT and not (told and surely):
            self._wall(block, marks)
        elif inner & {"caption", "credit"}:
            self._picture(block, inner)
        elif marks & {"figure", "player"} and not (told and surely):
            self._picture(block, inner)
        elif self._captioned(block):
            self._picture(block, frozenset({"caption"}))
        elif "correction" in marks or (is_phrase("correction", block.text) and ends(block.text)):
            self._add("correction", block)
        elif self._in_box(block):
            return
        elif "pullquote" in marks:
            self._add("pullquote", block)
        elif self._aside(block):
            self._add("furniture", block)
        elif block.number < self.byline and len(block.text) <= _STANDFIRST:
            self._add("subheading", block)
        elif "standfirst" in marks and not self.found_body and self._standfirst(block, marks):
            self._add("subheading", block)
        elif block.scope.tag in HEADINGS and len(block.text) < 2 * _SHORT:
            self._heading(block)
        elif marks & _ABOUT and not (told and sheet.sizes[block.number] > 2 * _SHORT):
            return
        elif self._in_links(block) or not self._stands(block, told):
            return
        elif block.number in sheet.teasers or self._repeats_text(block):
            return
        elif self._bold_heading(block):
            self._add("subheading", block)
        else:
            self._add("body", block)

    @property
    def found_body(self) -> bool:
        return any(line.kind == "body" for line in self.found.lines)

    def _heading(self, block: Block) -> None:
        linked = block.linked >= _LINKS * len(block.text)
        if not self._repeats_title(block) and not (linked and not self.sheet.voted(block)):
            self._add("subheading", block)

    def _stands(self, block: Block, told: bool) -> bool:
        """Whether an unmarked block is of the text: a voice keeps it, or it stands in its row."""
        if self.sheet.voted(block):
            return True
        if told:
            return self._at_home(block) or not self.strict
        linked = block.linked >= _LINKS * len(block.text)
        return self._at_home(block) and not linked and any(c.isalnum() for c in block.text)

    def _bold_heading(self, block: Block) -> bool:
        text = block.text
        return (
            block.strong >= 0.95 * len(text)
            and len(text) <= _SHORT
            and block.scope.tag not in ("li", "th", "blockquote")
            and (block.scope.tag != "td" or block.scope.blocks > _CELL)
            and (not closes(text) or text.endswith(("?", "？")))
            and any(c.isalnum() for c in text)
        )

    def _aside(self, block: Block) -> bool:
        """Whether a line leads elsewhere by its words, or is nothing but a link to another text."""
        text = block.text
        if self.sheet.said[block.number] >= 0.8 and len(text) > 200:
            return False
        return (
            is_phrase("furniture", text)
            or is_phrase("continues", text)
            or (block.linked >= 0.9 * len(text) and not ends(text) and len(words(text)) > 3)
        )

    def _tail(self, block: Block) -> None:
        """A block below the last paragraph, still in the container."""
        marks = self.sheet.what(block)
        if marks & _OUT:
            self._wall(block, marks)
        elif "correction" in marks or (is_phrase("correction", block.text) and ends(block.text)):
            self._add("correction", block)
        elif self.sheet.inner(block) & {"caption", "credit"}:
            self._picture(block, self.sheet.inner(block))
        elif self._aside(block):
            return
        elif (
            self.sheet.voted(block)
            and not marks & _ABOUT
            and not self._in_links(block)
            and self._at_home(block)
        ):
            self._add("body", block)

    # Lines -----------------------------------------------------------------------------------

    def _add(self, kind: PartKind | str, block: Block) -> None:
        self.found.lines.append(Line(kind, block.text, block))  # type: ignore[arg-type]

    def _picture(self, block: Block, marks: frozenset[str]) -> None:
        """A caption or a credit; other words in a figure are of its controls."""
        if "credit" in marks and "caption" not in marks:
            lines = [("credit", block.text)] if block.text else []
        elif "caption" in marks or self._below_picture(block):
            lines = list(parted(block.text))
        else:
            return
        if len(lines) == 1 and self._only_names(block, lines[0][1]):
            lines = [("credit", lines[0][1])]
        shown = {(line.kind, line.text) for line in self.found.lines[-4:]}
        for kind, text in lines:
            bare = without_controls(text)
            if bare and (kind, bare) not in shown:
                self.found.lines.append(Line(kind, bare, block))

    def _only_names(self, block: Block, text: str) -> bool:
        """Whether a line behind a caption in one figure is nothing but the photographer's name."""
        last = self.found.lines[-1] if self.found.lines else None
        return (
            last is not None
            and last.kind == "caption"
            and last.block is not None
            and (last.block.scope is block.scope or last.block.scope.parent is block.scope.parent)
            and only_names(text)
        )

    def _captioned(self, block: Block) -> bool:
        """Whether a block right below a picture is its caption: it closes with a credit."""
        return block.pictures > 0 and len(block.text) < _STANDFIRST and credited(block.text)

    def _below_picture(self, block: Block) -> bool:
        """Whether a block in a figure without a caption's mark can only be the caption."""
        for scope in block.scope.up():
            if "figure" in scope.own:
                return (
                    scope.blocks <= 3
                    and (block.pictures > 0 or scope.pictures > 0)
                    and 20 <= len(block.text) <= 400
                    and 2 * block.linked < len(block.text)
                )
        return False

    def _wall(self, block: Block, marks: frozenset[str]) -> None:
        if "paywall" in marks or is_phrase("continues", block.text):
            self.found.walls.append(block)

    def _repeats_text(self, block: Block) -> bool:
        """Whether a quotation set apart stands in a longer paragraph as well."""
        quoted = block.scope.tag == "blockquote" or (
            block.scope.parent is not None and block.scope.parent.tag == "blockquote"
        )
        return (
            quoted
            and tuple(words(block.text)) not in self.texts.lines
            and (self.texts.share(block.text) >= 0.9)
        )

    def _repeats_title(self, block: Block) -> bool:
        return bool(self.title) and alike(block.text, self.title or "") >= 0.9

    # In the end ------------------------------------------------------------------------------

    def _tidy(self) -> None:
        lines = self._without_repeats(self._without_pullquotes(self.found.lines))
        self.found.lines = self._without_end(lines)

    def _without_pullquotes(self, lines: list[Line]) -> list[Line]:
        """Quotations shown again fall away; those that stand nowhere else are text."""
        heap = Heap(line.text for line in lines if line.kind == "body")
        kept: list[Line] = []
        for line in lines:
            if line.kind == "pullquote":  # type: ignore[comparison-overlap]
                if heap.share(line.text) >= 0.6 or not self.sheet.voted(line.block):
                    continue
                line.kind = "body"
            kept.append(line)
        return kept

    def _without_repeats(self, lines: list[Line]) -> list[Line]:
        """A line that stands twice is shown once, for another width of the window."""
        seen: set[tuple[str, ...]] = set()
        kept: list[Line] = []
        for line in lines:
            said = tuple(words(line.text))
            if line.kind == "furniture" or len(said) < 6 or said not in seen:
                kept.append(line)
            seen.add(said)
        return kept

    def _without_end(self, lines: list[Line]) -> list[Line]:
        """What closes the page and not the article falls away: notes, links, headings of nothing."""
        end = len(lines)
        while end and (
            lines[end - 1].kind in ("furniture", "subheading") or self._note(lines, end)
        ):
            end -= 1
        closing = [line for line in lines[end:] if line.kind == "correction"]
        kept = lines[:end] + closing
        return [
            line
            for number, line in enumerate(kept)
            if not (line.kind == "subheading" and number + 1 < len(kept)
                    and is_phrase("related", line.text))
        ]  # fmt: skip

    def _note(self, lines: list[Line], end: int) -> bool:
        line = lines[end - 1]
        if line.kind != "body" or not any(other.kind == "body" for other in lines[: end - 1]):
            return False
        return is_phrase("tail", line.text) or self._bio(line.text)

    def _bio(self, text: str) -> bool:
        """Whether a line tells of one of the authors: it opens with the name."""
        said = words(text)
        return len(text) < 600 and any(
            said[: len(name)] == name or said[:1] == name[-1:] for name in self.authors
        )


def _complete(sheet: Sheet, place: Region) -> bool:
    """Whether the JSON-LD has the whole text, so that what it lacks is none."""
    told = [b for b in sheet.blocks if sheet.weights[b.number] and place.holds(b)]
    total = sum(sheet.sizes[b.number] for b in told)
    within = sum(sheet.sizes[b.number] for b in told if sheet.said[b.number] >= 0.8)
    return bool(told) and within >= 0.85 * total and sheet.said[told[-1].number] >= 0.8
