"""Which blocks of a page are its article, and what each of them is."""

from onrecord.sources.pages.blocks import Block, Scope
from onrecord.sources.pages.closing import closed
from onrecord.sources.pages.likeness import Heap, words
from onrecord.sources.pages.lines import Choice, Kind, Line
from onrecord.sources.pages.phrases import found_credit, is_phrase
from onrecord.sources.pages.pictures import has_box, is_captioned, picture_lines
from onrecord.sources.pages.printed import printed_day
from onrecord.sources.pages.region import Region, alike
from onrecord.sources.pages.shape import closes, ends
from onrecord.sources.pages.sheet import Sheet
from onrecord.sources.pages.surroundings import Surroundings

_OUT = frozenset({"furniture", "listing", "comments", "paywall", "post", "embed"})
_ABOUT = frozenset({"byline", "date", "kicker", "meta"})
_PICTURE = frozenset({"caption", "credit", "figure"})
_WORDS = frozenset({"caption", "credit"})
_CAPTION = frozenset({"caption"})
_CREDIT = frozenset({"credit"})
_SHORT = 110  # characters of a heading in bold
_LABEL = 60  # characters of one in capitals or behind a sign
_SIGNS = "■◆▲▶◇□"
_STANDFIRST = 400  # characters
_OPENING = 40  # characters of a line below the headline that no mark tells to be a standfirst
_PARAGRAPH = 140  # characters of a paragraph that is no teaser
_GAP = 3  # blocks: as far below the text a line may go on, over advertisements
_SENTENCE = 15  # characters …
_LINE = 50  # … and of a line that breaks off
_CELL = 3  # blocks: a cell with more is a column of text
_ONLY = 0.9  # … of one without a stop that is nothing but a link …
_MOSTLY = 0.6  # … and of one that has a label before it
_LINKS = 0.7  # the share of a line in links that makes it a link
_SURELY = 0.8  # the share of a block's words in what a voice keeps
_REPEATS = 0.6  # the share of a quotation's words that stand in a paragraph as well
_QUOTED = 8  # words: fewer are said again in any text
_BESIDE = 100  # characters that may stand in a box beside such a quotation
_NEAR = 12  # blocks below the headline within which a byline stands


def choose(sheet: Sheet, place: Region, authors: tuple[str, ...], summary: str | None) -> Choice:
    """The lines of the article in a region; ``summary`` is what the page gives as such."""
    return _Chooser(sheet, place, authors, summary).run()


class _Chooser:
    def __init__(
        self, sheet: Sheet, place: Region, authors: tuple[str, ...], summary: str | None
    ) -> None:
        self.sheet, self.place = sheet, place
        self.authors = [name for name in map(words, authors) if len(name) > 1]
        self.summary = Heap([summary or ""])
        self.around = Surroundings(sheet, place)
        self.strict = _is_complete(sheet, place)
        self.byline = self._byline()
        self.texts = Heap(b.text for b in sheet.blocks if _quotation(b) is None)
        self.repeated: set[Scope] = set()  # boxes of quotations that are shown again
        self.title = place.headline.text if place.headline else ""
        self.found = Choice()
        self.begun = False  # whether a paragraph was met
        self.first = 0  # the number of the first block of the text

    def run(self) -> Choice:
        first, last = self._borders()
        self.first = first
        end = self._end(first)
        last = min(last, end)
        for block in self.sheet.blocks:
            if block is self.place.headline:
                continue
            head = block.number < first
            if not self.place.holds(block) and not (head and self._ahead(block)):
                if self._is_elsewhere(block):
                    self._body(block)
            elif head:
                self._head(block)
            elif block.number <= last:
                self._body(block)
            elif block.number < end:
                self._tail(block)
        self.found.lines = closed(self.found.lines, self.sheet, self.authors)
        return self.found

    def _borders(self) -> tuple[int, int]:
        """The numbers of the first and the last block that surely are the article's."""
        sure = [
            block.number
            for block in self.sheet.blocks
            if self.place.holds(block)
            and (self.sheet.weights[block.number] > 0 or self._is_plain(block))
        ]
        return (sure[0], sure[-1]) if sure else (0, -1)

    def _end(self, first: int) -> int:
        """The number of the heading below which the container lists other texts and no more."""
        end = len(self.sheet.blocks)
        for block in reversed(self.sheet.blocks[first + 1 :]):
            if not self.place.holds(block):
                continue
            if is_phrase("related", block.text):
                end = block.number
            elif self._is_paragraph(block):
                break
        return end

    def _is_paragraph(self, block: Block) -> bool:
        """Whether a block is text by its length, or by its place and what stands beside it."""
        if not self.sheet.told(block) or block.number in self.sheet.teasers:
            return False
        if self.sheet.sizes[block.number] >= _PARAGRAPH:
            return True
        beside = self.sheet.blocks[max(block.number - 1, 0) : block.number + 2]
        return self.around.at_home(block) and not any(self._is_link(other) for other in beside)

    def _is_plain(self, block: Block) -> bool:
        return (
            self.sheet.told(block)
            and not self.sheet.what(block) & (_OUT | _ABOUT | _PICTURE)
            and self.around.at_home(block)
            and not self._leads_away(block)
        )

    def _byline(self) -> int:
        """The number of the byline or date below which the text begins; 0 without one in front.

        A paragraph or two between it and the headline are the standfirst.
        """
        if self.place.headline is None:
            return 0
        told, start = 0, self.place.headline.number + 1
        for block in self.sheet.blocks[start : start + _NEAR]:
            inner = self.sheet.inner(block)
            told += self.sheet.told(block) and not inner
            if told > 2:
                return 0
            if inner & {"byline", "date"}:
                return block.number if told else 0
        return 0

    def _ahead(self, block: Block) -> bool:
        """Whether a block above the text may belong to it: between headline and text, or a
        picture above the headline in the same article."""
        headline = self.place.headline
        if headline is None or not self.place.holds(block, within=self.place.around):
            return False
        if block.number > headline.number:
            return True
        return bool(self.sheet.what(block) & {"caption", "standfirst"}) and any(
            s.tag in ("article", "main") or "article" in s.own for s in self.place.around.up()
        )

    def _is_elsewhere(self, block: Block) -> bool:
        """Whether a block outside the container is the article's: both voices say so."""
        return self._surely(block) and self.sheet.told(block) and not self.sheet.what(block) & _OUT

    def _surely(self, block: Block) -> bool:
        heard, said = self.sheet.heard[block.number], self.sheet.said[block.number]
        return heard >= _SURELY and said >= _SURELY

    # What stands where -----------------------------------------------------------------------

    def _head(self, block: Block) -> None:
        """A block between the headline and the first paragraph."""
        marks, inner = self.sheet.what(block), self.sheet.inner(block)
        if marks & _OUT or self._repeats_title(block) or self.around.in_links(block):
            self._wall(block, marks)
        elif inner & _ABOUT:
            return
        elif inner & _WORDS or (marks & {"figure", "player"} and not inner):
            self._picture(block, inner)
        elif self._corrects(block, marks):
            self._add("correction", block)
        elif self._leads_away(block):
            self._wall(block, marks)
        elif is_captioned(block) or self._in_picture_box(block):
            self._picture(block, _CAPTION)
        elif self._is_standfirst(block, inner):
            self._add("subheading", block)
        elif self.sheet.told(block) and self.sheet.voted(block):
            self._add("body", block)
        elif block.heading and block.number == self.first - 1:
            self._add("subheading", block)

    def _body(self, block: Block) -> None:
        """A block between the first and the last paragraph."""
        marks, inner = self.sheet.what(block), self.sheet.inner(block)
        surely = self.sheet.told(block) and self._surely(block)
        if marks & _OUT and not surely:
            self._wall(block, marks)
        elif inner & _WORDS or (marks & {"figure", "player"} and not surely):
            self._picture(block, inner)
        elif is_captioned(block):
            self._picture(block, _CAPTION)
        elif self._corrects(block, marks):
            self._add("correction", block)
        elif self.around.in_box(block):
            return
        elif "pullquote" in marks:
            self._add("pullquote", block)
        elif self._leads_away(block):
            self._wall(block, marks)
            if self.begun and not is_phrase("continues", block.text):
                self._add("furniture", block)
        elif self._in_picture_box(block):
            self._picture(block, _CAPTION)
        else:
            self._text(block, marks)

    def _text(self, block: Block, marks: frozenset[str]) -> None:
        """A block of the text itself, if it is one: standfirst, sub-heading or paragraph."""
        short = len(block.text) <= 2 * _SHORT
        if self._is_opening(block, marks):
            self._add("subheading", block)
        elif block.heading and short:
            linked = self._is_link(block) and not self.sheet.voted(block)
            if not linked and not self._repeats_title(block):
                self._add("subheading", block)
        elif self._is_text(block, marks, short):
            self._add("subheading" if self._is_crosshead(block) else "body", block)

    def _tail(self, block: Block) -> None:
        """A block below the last paragraph, still in the container."""
        marks, inner = self.sheet.what(block), self.sheet.inner(block)
        if marks & _OUT or self._leads_away(block):
            self._wall(block, marks)
        elif self._corrects(block, marks):
            self._add("correction", block)
        elif inner & _WORDS:
            self._picture(block, inner)
        elif "figure" in marks and found_credit(block.text) == 0:
            self._picture(block, _CREDIT)
        elif (
            not marks & _ABOUT
            and not self.around.in_links(block)
            and self.around.at_home(block)
            and (self.sheet.voted(block) or self._goes_on(block))
            and not self._is_stamp(block)
        ):
            self._add("body", block)

    # What a block is -------------------------------------------------------------------------

    def _is_standfirst(self, block: Block, marks: frozenset[str]) -> bool:
        if len(block.text) > _STANDFIRST or 2 * block.linked > len(block.text):
            return False
        if sum(block.marked.get(mark, 0) for mark in _ABOUT) >= _MOSTLY * len(block.text):
            return False  # who, when and where in one
        if "standfirst" in marks and len(words(block.text)) > 2:
            return True
        if self.summary.share(block.text) >= _SURELY:
            return True
        if self.sheet.sizes[block.number] < _OPENING or self.found.of("subheading"):
            return False
        return block.heading in ("h2", "h3") or closes(block.text)

    def _is_opening(self, block: Block, marks: frozenset[str]) -> bool:
        """Whether a block is a standfirst within the container."""
        if block.number < self.byline and len(block.text) <= _STANDFIRST:
            return True
        return "standfirst" in marks and not self.begun and self._is_standfirst(block, marks)

    def _is_text(self, block: Block, marks: frozenset[str], short: bool) -> bool:
        told = self.sheet.told(block)
        if (marks & _ABOUT or (not self.begun and self._is_stamp(block))) and (short or not told):
            return False
        if self.around.in_links(block) or block.number in self.sheet.teasers:
            return False
        if block.scope.parent in self.repeated:
            return False
        return self._stands(block, told) and not self._repeats_text(block)

    def _stands(self, block: Block, told: bool) -> bool:
        """Whether an unmarked block is of the text: a voice keeps it, or it stands in its row."""
        if self.sheet.voted(block):
            return True
        if told:
            return self.around.at_home(block) or not self.strict
        seen = any(char.isalnum() for char in block.text)
        return seen and self.around.at_home(block) and not self._is_link(block)

    def _goes_on(self, block: Block) -> bool:
        """Whether a short line right below the text is a sentence of it."""
        last = self.found.lines[-1].block if self.found.lines else None
        if last is None or not 0 < block.number - last.number <= _GAP:
            return False
        if block.scope.tag == "li":
            return not block.linked
        return (
            last.scope.tag == block.scope.tag
            and last.scope.element.get("class") == block.scope.element.get("class")
            and not block.linked
            and self.sheet.sizes[block.number] >= (_SENTENCE if ends(block.text) else _LINE)
        )

    def _is_crosshead(self, block: Block) -> bool:
        """Whether a line in bold, in capitals or behind a sign is a heading of paragraphs."""
        text, tag = block.text, block.scope.tag
        loud = len(text) <= _LABEL and (
            (text.isupper() and len(words(text)) > 1) or text[0] in _SIGNS
        )
        return (
            (block.strong >= 0.95 * len(text) or loud)
            and len(text) <= _SHORT
            and tag not in ("li", "th", "blockquote")
            and (tag != "td" or block.scope.blocks > _CELL)
            and (not closes(text) or text.endswith(("?", "？")))
            and any(char.isalnum() for char in text)
        )

    def _is_stamp(self, block: Block) -> bool:
        """Whether a line without a stop tells a day: who wrote and when."""
        text = block.text
        return (
            len(text) <= _SHORT
            and not ends(text)
            and not block.strong
            and printed_day(text, None, american=False) is not None
        )

    def _is_link(self, block: Block) -> bool:
        return block.linked >= _LINKS * len(block.text)

    def _leads_away(self, block: Block) -> bool:
        """Whether a line leads elsewhere by its words, or is nothing but a link to another text."""
        text = block.text
        if self.sheet.said[block.number] >= _SURELY and len(text) > 2 * _SHORT:
            return False
        return (
            is_phrase("furniture", text)
            or is_phrase("continues", text)
            or (
                block.linked >= (_ONLY if block.leads else _MOSTLY) * len(text)
                and not ends(text)
                and len(words(text)) > 3
            )
        )

    def _corrects(self, block: Block, marks: frozenset[str]) -> bool:
        return "correction" in marks or (is_phrase("correction", block.text) and ends(block.text))

    def _repeats_text(self, block: Block) -> bool:
        """Whether a quotation set apart stands in a longer paragraph as well."""
        quotation = _quotation(block)
        said = words(block.text)
        if quotation is None or len(said) < _QUOTED or tuple(said) in self.texts.lines:
            return False
        if self.texts.share(block.text) < _REPEATS:
            return False
        box = quotation.parent  # who said it stands beside the quotation
        if box is not None and box.size <= len(block.text) + _BESIDE:
            self.repeated.add(box)
        return True

    def _in_picture_box(self, block: Block) -> bool:
        """Whether an unmarked line is a caption, as nothing else stands beside the picture."""
        said = self.sheet.words[block.number]
        return (
            has_box(block)
            and not self.sheet.told(block)
            and self.sheet.said[block.number] < _SURELY
            and not self.sheet.what(block) & (_ABOUT | {"player", "headline"})
            and not any(is_phrase(what, block.text) for what in ("byline", "stamp", "bio"))
            and not any(said[: len(name)] == name for name in self.authors)
        )

    def _repeats_title(self, block: Block) -> bool:
        return bool(self.title) and alike(block.text, self.title) >= 0.9

    # Lines -----------------------------------------------------------------------------------

    def _add(self, kind: Kind, block: Block) -> None:
        self.found.lines.append(Line(kind, block.text, block))
        self.begun = self.begun or kind == "body"

    def _picture(self, block: Block, marks: frozenset[str]) -> None:
        self.found.lines += picture_lines(block, marks, self.found.lines)

    def _wall(self, block: Block, marks: frozenset[str]) -> None:
        if "paywall" in marks or is_phrase("continues", block.text):
            self.found.walls.append(block)


def _quotation(block: Block) -> Scope | None:
    """The quotation set apart that a block is, or is a paragraph of."""
    near = (block.scope, block.scope.parent)
    return next((scope for scope in near if scope and scope.tag == "blockquote"), None)


def _is_complete(sheet: Sheet, place: Region) -> bool:
    """Whether the JSON-LD has the whole text, so that what it lacks is none."""
    told = [b for b in sheet.blocks if sheet.weights[b.number] and place.holds(b)]
    total = sum(sheet.sizes[b.number] for b in told)
    within = sum(sheet.sizes[b.number] for b in told if sheet.said[b.number] >= _SURELY)
    return bool(told) and within >= 0.85 * total and sheet.said[told[-1].number] >= _SURELY
