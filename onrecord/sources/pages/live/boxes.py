"""What the boxes around a block within a post say of it."""

from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from onrecord.sources.pages.blocks import HEADINGS, Block, Scope
from onrecord.sources.pages.live.signs import named
from onrecord.sources.pages.marks import marks_of

_PICTURES = frozenset("img picture video amp-img amp-video iframe".split())
_MOST = 40  # elements of a picture with its words
_OTHERS = frozenset({"furniture", "listing", "comments", "hidden", "paywall"})


class Boxes:
    """The marks of boxes within one post; ``root`` is its own container, which is not asked."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self._pictures: dict[HtmlElement, bool] = {}

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
            own = scope.own
            if "figure" in own and not self._is_picture(scope):
                own -= {"figure"}
            found |= own
            if "caption" in found and not found & {"listing", "comments"}:
                return found & {"caption", "credit"}  # within a player as well
        return found

    def is_heading(self, block: Block, marks: frozenset[str]) -> bool:
        """Whether a block is a headline, by its tag or its names."""
        tags = [scope.tag for scope in block.scope.up() if scope.element is not self.root]
        titled = any(tag in HEADINGS or tag == "dt" for tag in tags or [str(self.root.tag)])
        return titled or "headline" in marks or block.scope.element.get("role") == "heading"

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


def is_other(element: HtmlElement) -> bool:
    """Whether the names of an element say that it is none of the post."""
    return bool(marks_of(element) & _OTHERS)
