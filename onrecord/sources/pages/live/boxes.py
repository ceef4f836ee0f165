"""What the boxes around a block within a post say of it."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from onrecord.sources.pages.blocks import HEADINGS, Block, Scope
from onrecord.sources.pages.live.signs import named
from onrecord.sources.pages.marks import marks_of

_WHOLES = frozenset("div section article li".split())
_EMPTY = frozenset("script style template svg meta link".split())
_PICTURES = frozenset("img picture video amp-img amp-video iframe".split())
_MOST = 40  # elements of a picture with its words
_DEEP = 8  # boxes around one post, each within the other
_LINE_LONGEST = 40  # words
_LINES = frozenset({"date", "kicker"})
_NO_WHOLE = frozenset("furniture listing date kicker byline headline caption credit figure".split())
_OTHERS = frozenset({"furniture", "listing", "comments", "hidden", "paywall"})


class Boxes:
    """The marks of boxes within one post; ``root`` is its own container, which is not asked.

    The boxes that hold all that it holds are no part of it: their names are those of the post,
    made of its state («status-published») or of its words («camp-reaction»).
    """

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self._whole = frozenset(_whole(root))
        self._pictures: dict[HtmlElement, bool] = {}
        self._texts: dict[HtmlElement, bool] = {}

    def marks(self, block: Block) -> frozenset[str]:
        """The marks of the boxes around a block, and whether it is quoted."""
        found: frozenset[str] = frozenset()
        for scope in block.scope.up():
            if scope.element is self.root:
                break
            if named("quoted", scope.element):
                return frozenset({"embed"})
            if scope.tag == "blockquote":
                return frozenset({"quoted"})
            own = scope.own - _NO_WHOLE if scope.element in self._whole else scope.own
            if "figure" in own and not self._is_picture(scope):
                own -= {"figure"}
            if not own.isdisjoint(_LINES) and self._is_text(scope.element):
                own -= _LINES
            if named("caption", scope.element) and not self._is_text(scope.element):
                own |= {"caption"}
            found |= own
            if "caption" in found and not found & {"listing", "comments"}:
                return found & {"caption", "credit"}  # within a player as well
        return found

    def is_heading(self, block: Block, marks: frozenset[str]) -> bool:
        """Whether a block is a headline, by its tag or its names."""
        tags = [scope.tag for scope in block.scope.up() if scope.element is not self.root]
        titled = any(tag in HEADINGS or tag == "dt" for tag in tags or [str(self.root.tag)])
        return titled or "headline" in marks or block.scope.element.get("role") == "heading"

    def _is_text(self, element: HtmlElement) -> bool:
        """Whether a box that is named after a line holds a headline with its text, or more."""
        known = self._texts.get(element)
        if known is None:
            within = list(islice(element.iter(etree.Element), _MOST))
            tags = {str(e.tag) for e in within}
            said = sum(len((e.text or "").split()) for e in within)
            is_titled = "p" in tags and not HEADINGS.isdisjoint(tags)
            known = len(within) == _MOST or said > _LINE_LONGEST or is_titled
            self._texts[element] = known
        return known

    def _is_picture(self, scope: Scope) -> bool:
        """Whether a box that is named after pictures holds one and little else: «media» is also
        what whole posts are called."""
        if scope.tag in ("figure", "figcaption"):
            return True
        known = self._pictures.get(scope.element)
        if known is None:
            within = [str(e.tag) for e in islice(scope.element.iter(etree.Element), _MOST)]
            is_small = len(within) < _MOST and within.count("p") < 2
            known = is_small and not HEADINGS.intersection(within)
            known = known and not _PICTURES.isdisjoint(within)
            self._pictures[scope.element] = known
        return known


def _whole(root: HtmlElement) -> Iterator[HtmlElement]:
    """The boxes within an element that hold all that it holds, the outer ones first."""
    for _ in range(_DEEP):
        kids = [kid for kid in root.iterchildren(etree.Element) if kid.tag not in _EMPTY]
        if len(kids) != 1 or (root.text or "").strip() or (kids[0].tail or "").strip():
            return
        (root,) = kids
        if root.tag not in _WHOLES:
            return
        yield root


def is_other(element: HtmlElement) -> bool:
    """Whether the names of an element say that it is none of the post."""
    return bool(marks_of(element) & _OTHERS)
