"""Where blocks stand: beside the paragraphs of an article, in a list of links, in a box."""

from collections.abc import Iterator

from onrecord.sources.pages.blocks import Block, Scope
from onrecord.sources.pages.phrases import is_phrase
from onrecord.sources.pages.region import Region
from onrecord.sources.pages.sheet import Sheet

_BOX = 450  # characters of a box that only calls to subscribe
_LINKED = 0.6  # share of a list's characters in links …
_SURELY = 0.8  # … and of a list of which a voice keeps most
_KEPT = 0.7
_PART = 0.4  # of the article's weight: what holds as much is no list of others
_LISTS = frozenset({"ul", "ol", "dl", "table"})

_Row = tuple[Scope | None, str, str]


class Surroundings:
    """The places that matter in a region, found once."""

    def __init__(self, sheet: Sheet, place: Region) -> None:
        self._sheet, self._place = sheet, place
        self._rows: set[_Row] = set()
        self._homes = self._found_homes()
        self._links = self._link_lists()
        self._boxes = {*self._small_boxes(), *self._lists_of_others()}

    def at_home(self, block: Block) -> bool:
        """Whether a block stands where paragraphs of the article do: beside one of them, or in a
        row of elements that hold one each."""
        scope = block.scope
        if scope.tag in ("li", "dd"):  # a list of its own among the paragraphs or below them
            return self._place.holds(block)
        return scope in self._homes or scope.parent in self._homes or _row(scope) in self._rows

    def in_links(self, block: Block) -> bool:
        """Whether a block stands in a list of links."""
        return any(scope in self._links for scope in block.scope.up())

    def in_box(self, block: Block) -> bool:
        """Whether a block stands in a box that calls to subscribe or lists other texts."""
        return bool(self._boxes) and any(scope in self._boxes for scope in block.scope.up())

    def _found_homes(self) -> set[Scope]:
        """The scopes that paragraphs of the article stand in directly."""
        homes: set[Scope] = set()
        for block in self._sheet.blocks:
            if self._sheet.weights[block.number] and self._place.holds(block):
                scope = block.scope
                homes.add(scope)
                if scope.parent is not None and scope is not self._place.container:
                    homes.add(scope.parent)
                self._rows.add(_row(scope))
        return homes

    def _link_lists(self) -> set[Scope]:
        sizes: dict[Scope, list[int]] = {}  # characters in links, in all, and kept by a voice
        for block in self._sheet.blocks:
            around = next((s for s in block.scope.up() if s.tag in _LISTS), None)
            if around is not None:
                counts = sizes.setdefault(around, [0, 0, 0])
                counts[0] += block.linked
                counts[1] += len(block.text)
                counts[2] += len(block.text) * self._sheet.voted(block)
        return {
            scope
            for scope, (linked, total, kept) in sizes.items()
            if linked >= (_LINKED if kept < _KEPT * total else _SURELY) * total
        }

    def _small_boxes(self) -> Iterator[Scope]:
        """Small elements within the text that hold a call to subscribe and more."""
        for block in self._sheet.blocks:
            if not self._place.holds(block) or not is_phrase("furniture", block.text):
                continue
            box: Scope | None = None
            for scope in block.scope.up():
                if scope is self._place.container or scope.size > _BOX:
                    break
                box = scope
            if box is not None and box.size > len(block.text):
                yield box

    def _lists_of_others(self) -> Iterator[Scope]:
        """Elements that open with a heading such as «Other stories» and hold what it says."""
        first = self._first_weights()
        most = _PART * self._place.container.weight
        for block in self._sheet.blocks:
            if not is_phrase("related", block.text) or not self._place.holds(block):
                continue
            box: Scope | None = None
            for scope in block.scope.up():
                above = first.get(scope, block.number + 1) <= block.number
                if above or scope.weight > most or scope is self._place.container:
                    break
                box = scope
            if box is not None:
                yield box

    def _first_weights(self) -> dict[Scope, int]:
        """For each scope the number of the first block within that has weight."""
        first: dict[Scope, int] = {}
        for block in reversed(self._sheet.blocks):
            if self._sheet.weights[block.number]:
                first[block.scope] = block.number
        for scope in reversed(self._sheet.scopes):
            if scope in first and scope.parent is not None:
                first[scope.parent] = min(first[scope], first.get(scope.parent, first[scope]))
        return first


def _row(scope: Scope) -> _Row:
    """What elements that each hold one paragraph have in common."""
    parent = scope.parent
    return (parent.parent if parent else None, scope.tag, parent.tag if parent else "")
