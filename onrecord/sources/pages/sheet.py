"""A page's blocks with what is known of each: which voices keep it, what its markup says it is."""

from dataclasses import dataclass, field
from functools import cached_property

from onrecord.sources.pages.blocks import Block, Scope, walked
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.extracted import extracted, is_large
from onrecord.sources.pages.likeness import Heap, size, words
from onrecord.sources.pages.marks import NOTHING
from onrecord.sources.pages.shape import closes, ends

_KEPT = 0.5  # share of a block's words by which a voice keeps it
_TOLD = 50  # characters of a paragraph that closes with a stop …
_LONG = 160  # … and of one that need not
_FEW = 250  # characters: fewer are no article's worth of votes
_MOST = 0.4  # the share of the article's text that no furniture holds
_PARTS = frozenset(
    "headline standfirst kicker byline date meta caption credit correction pullquote".split()
)
_CARD_LINK = 0.9  # share of a card's title in its link
_CARD_TITLE = 15  # characters of a card's title
_CARD = 700  # characters of a card
_CARDS = 0.7  # share of an element that its cards take
_TEASERS = 3  # in a row: lines that open with a link to what they tell
_OUTSIDE = frozenset({"furniture", "listing", "comments", "paywall", "post", "player"})
_SPARED = frozenset({"listing", "paywall"})
_HELD = 500  # characters of paragraphs that no list holds
_NO_TEXT = frozenset({"comments", "listing"})


@dataclass(eq=False)
class Sheet:
    """The blocks of a page and their scopes, weighed.

    ``heard`` and ``linked`` say of each block what share of its words trafilatura and the
    JSON-LD keep; ``marks`` holds for each scope what it is, with the scopes around it; ``void``
    are the marks that most of the article bears: they say nothing of its paragraphs.
    """

    page: Page
    blocks: list[Block]
    scopes: list[Scope]
    kept: list[str]
    body: str
    marks: dict[Scope, frozenset[str]] = field(default_factory=dict)
    void: frozenset[str] = NOTHING
    large: bool = False

    @classmethod
    def of(cls, page: Page, body: str) -> "Sheet":
        """The sheet of a page; ``body`` is the text that its JSON-LD gives, or nothing."""
        found = walked(page.tree)
        size = int(page.tree.xpath("count(//*)"))  # what is hidden counts too
        kept = extracted(page.tree, size, found.depth)
        sheet = cls(page, found.blocks, found.scopes, kept, body)
        sheet.large = not kept and is_large(size, found.depth)
        sheet._weigh()
        sheet._mark()
        return sheet

    @cached_property
    def heard(self) -> list[float]:
        """For each block the share that trafilatura keeps."""
        heap = Heap(self.kept)
        return [heap.share(said) for said in self.words]

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of each block."""
        return [words(block.text) for block in self.blocks]

    @cached_property
    def said(self) -> list[float]:
        """For each block the share that stands in the JSON-LD's text."""
        if not self.body:
            return [0.0] * len(self.blocks)
        heap = Heap(self.body.split("\n"))
        return [heap.share(said) for said in self.words]

    @cached_property
    def sizes(self) -> list[int]:
        """For each block how long it is to read."""
        return [size(block.text) for block in self.blocks]

    def told(self, block: Block) -> bool:
        """Whether a block reads as a paragraph: long, or closed with a stop; no link."""
        long = self.sizes[block.number]
        return 2 * block.linked < len(block.text) and (
            long >= _LONG or (long >= _TOLD and closes(block.text))
        )

    def voted(self, block: Block) -> bool:
        """Whether trafilatura or the JSON-LD keeps a block."""
        return self.heard[block.number] >= _KEPT or self.said[block.number] >= _KEPT

    def inner(self, block: Block) -> frozenset[str]:
        """What the innermost element with a name for it says that a block is."""
        marks = self.what(block)
        mostly = {m for m, chars in block.marked.items() if chars >= 0.6 * len(block.text)}
        if mostly & _PARTS:
            return frozenset(mostly)
        for scope in block.scope.up():
            own = scope.own & marks & _PARTS
            if own:
                return own
        return NOTHING

    def _named_alike(self, block: Block) -> bool:
        """Whether a block has the classes of paragraphs of the article."""
        return block.scope.element.get("class", "") in self.classes

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of the paragraphs that the article surely has."""
        found = {b.scope.element.get("class", "") for b in self.blocks if self.weights[b.number]}
        return frozenset(found - {""})

    def what(self, block: Block) -> frozenset[str]:
        """What the markup says that a block is."""
        marks = self.marks[block.scope]
        if (
            self.void
            and marks & self.void
            and (self.weights[block.number] or self._named_alike(block))
        ):
            marks -= self.void
        mostly = {m for m, chars in block.marked.items() if chars >= 0.6 * len(block.text)}
        return marks | mostly if mostly else marks

    @cached_property
    def near(self) -> dict[Scope, frozenset[str]]:
        """What the names of a scope and of those around it say; not where they cannot be meant:
        what mostly holds paragraphs that trafilatura keeps is no list and no wall."""
        held: dict[Scope, int] = {}
        whole: dict[Scope, int] = {}
        for block in self.blocks:
            kept = self.told(block) and not block.linked and self.heard[block.number] >= _KEPT
            held[block.scope] = held.get(block.scope, 0) + self.sizes[block.number] * kept
            whole[block.scope] = whole.get(block.scope, 0) + self.sizes[block.number]
        for scope in reversed(self.scopes):
            if scope.parent is not None:
                held[scope.parent] = held.get(scope.parent, 0) + held.get(scope, 0)
                whole[scope.parent] = whole.get(scope.parent, 0) + whole.get(scope, 0)
        near: dict[Scope, frozenset[str]] = {}
        for scope in self.scopes:
            own, kept_here = scope.own, held.get(scope, 0)
            if own & _SPARED and kept_here >= _HELD and 2 * kept_here >= whole[scope]:
                own -= _SPARED
            around = near[scope.parent] if scope.parent is not None else NOTHING
            near[scope] = around | own if own else around
        return near

    @cached_property
    def weights(self) -> list[float]:
        """The weight of each block in the choice of the container; zero for most."""
        teasers = self.teasers
        told = [b for b in self.blocks if self.told(b) and b.number not in teasers]
        linked = [b for b in told if self.said[b.number] >= _KEPT]
        length = sum(self.sizes[b.number] for b in linked)
        if length >= _FEW and length >= 0.5 * size(self.body):
            return self._weights(linked)
        outside = [b for b in told if self.voted(b) and not _NO_TEXT & self.near[b.scope]]
        if sum(self.sizes[b.number] for b in outside) >= _FEW:
            return self._weights(outside)
        free = [b for b in told if not _OUTSIDE & self.near[b.scope]]
        return self._weights(free or [b for b in told if not self._among_comments(b)])

    def _among_comments(self, block: Block) -> bool:
        """Whether a block is what readers wrote: what holds the headline too is not theirs."""
        return any("comments" in s.own and s not in self.headed for s in block.scope.up())

    @cached_property
    def headed(self) -> frozenset[Scope]:
        """The scopes that hold a heading of the first level."""
        return frozenset(s for b in self.blocks if b.heading == "h1" for s in b.scope.up())

    @cached_property
    def teasers(self) -> frozenset[int]:
        """The numbers of blocks that stand in a row of teasers, each opening with its link."""
        found: set[int] = {b.number for b in self.blocks if self.cards & set(b.scope.up())}
        row: list[int] = []
        for block in [*self.blocks, None]:
            if block and _is_teaser(block):
                row.append(block.number)
                continue
            if len(row) >= _TEASERS:
                found.update(row)
            row = []
        return frozenset(found)

    @cached_property
    def cards(self) -> frozenset[Scope]:
        """Elements that are made of cards: three or more, each with one linked title."""
        titles = [b for b in self.blocks if b.linked >= _CARD_LINK * len(b.text)
                  and self.sizes[b.number] >= _CARD_TITLE]  # fmt: skip
        count: dict[Scope, int] = {}
        size: dict[Scope, int] = {}
        for block in self.blocks:
            size[block.scope] = size.get(block.scope, 0) + self.sizes[block.number]
        for block in titles:
            count[block.scope] = count.get(block.scope, 0) + 1
        for scope in reversed(self.scopes):
            if scope.parent is not None:
                size[scope.parent] = size.get(scope.parent, 0) + size.get(scope, 0)
                count[scope.parent] = count.get(scope.parent, 0) + count.get(scope, 0)
        within: dict[Scope, list[int]] = {}
        for block in titles:
            card = block.scope
            while card.parent is not None and count[card.parent] == 1:
                card = card.parent
            if card.parent is not None and size[card] <= _CARD:
                sums = within.setdefault(card.parent, [0, 0])
                sums[0] += 1
                sums[1] += size[card]
        return frozenset(
            scope
            for scope, (number, held) in within.items()
            if number >= _TEASERS and held >= _CARDS * size[scope]
        )

    def _weights(self, chosen: list[Block]) -> list[float]:
        weights = [0.0] * len(self.blocks)
        for block in chosen:
            weights[block.number] = float(self.sizes[block.number])
        return weights

    def _weigh(self) -> None:
        """Every scope's weight: that of all blocks within."""
        for block in self.blocks:
            block.scope.weight += self.weights[block.number]
            block.scope.size += self.sizes[block.number]
        for scope in reversed(self.scopes):
            if scope.parent is not None:
                scope.parent.weight += scope.weight
                scope.parent.size += scope.size
                scope.parent.pictures += scope.pictures

    def _mark(self) -> None:
        """What each scope is; what holds most of the article is not taken for a part of it."""
        total = sum(self.weights)
        for scope in self.scopes:
            around = self.marks[scope.parent] if scope.parent is not None else NOTHING
            own = scope.own
            if own and total and scope.weight >= _MOST * total:
                own &= {"body", "article"}
            elif own & _SPARED and not own & self.near[scope] & _SPARED:
                own -= _SPARED
            self.marks[scope] = around | own if own else around
        held: dict[str, float] = {}
        for block in self.blocks:
            if self.weights[block.number]:
                for mark in self.marks[block.scope]:
                    held[mark] = held.get(mark, 0) + self.weights[block.number]
        self.void = frozenset(m for m, weight in held.items() if weight >= _MOST * total)


def _is_teaser(block: Block) -> bool:
    """Whether a block opens with a linked title and goes on with a sentence."""
    return block.leads and block.linked >= 0.15 * len(block.text) and ends(block.text)
