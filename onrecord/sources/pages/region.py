"""Where on a page the article stands: the headline, and the element that holds its text."""

from dataclasses import dataclass

from onrecord.sources.pages.blocks import HEADINGS, Block, Scope
from onrecord.sources.pages.likeness import words
from onrecord.sources.pages.sheet import Sheet

_INNER = 0.85  # a part that holds so much of the text is the container itself …
_BODY = 0.97  # … unless the outer one is marked as the body and the part is not
_ANOTHER = 0.2  # of the text: a second article, not a teaser
_SAME = 0.6  # share of words that two forms of one headline have in common


@dataclass(frozen=True, slots=True)
class Region:
    """``container`` holds the text, ``around`` the headline too; ``headline`` is its block."""

    container: Scope
    around: Scope
    headline: Block | None

    def holds(self, block: Block, *, within: Scope | None = None) -> bool:
        """Whether a block lies in the container (or in another scope)."""
        sought = within or self.container
        scope: Scope | None = block.scope
        while scope is not None and scope.depth >= sought.depth:
            if scope is sought:
                return True
            scope = scope.parent
        return False


def region(sheet: Sheet, title: str | None) -> Region:
    """The region of a sheet that has weights; ``title`` is the article's where it is known."""
    inner = _children(sheet)
    start = _chosen_article(sheet, title) or sheet.scopes[0]
    container = _descend(start, inner)
    headline = _headline(sheet, container, title)
    around = _common(headline.scope, container) if headline else container
    return Region(container, around, headline)


def _children(sheet: Sheet) -> dict[Scope, Scope]:
    """For each scope the heaviest of those directly within."""
    heaviest: dict[Scope, Scope] = {}
    for scope in sheet.scopes:
        parent = scope.parent
        if parent is not None and (
            parent not in heaviest or scope.weight > heaviest[parent].weight
        ):
            heaviest[parent] = scope
    return heaviest


def _descend(start: Scope, inner: dict[Scope, Scope]) -> Scope:
    scope = start
    while scope in inner:
        child = inner[scope]
        body = "body" in scope.own and "body" not in child.own
        if child.weight <= 0 or child.weight < (_BODY if body else _INNER) * scope.weight:
            break
        scope = child
    # A single paragraph is no container: what stands beside it counts too.
    while scope.parent is not None and scope is not start and not _contains(scope):
        scope = scope.parent
    return scope


def _contains(scope: Scope) -> bool:
    return scope.tag not in HEADINGS | {"p", "li", "blockquote", "span", "td", "b", "strong", "a"}


def _chosen_article(sheet: Sheet, title: str | None) -> Scope | None:
    """Of several whole articles on a page the one with the title, else the first."""
    total = sum(sheet.weights)
    whole: list[Scope] = []
    for scope in sheet.scopes:
        if (
            scope.tag == "article"
            and scope.weight >= _ANOTHER * total > 0
            and not any(outer in whole for outer in scope.up())
        ):
            whole.append(scope)
    if len(whole) < 2:
        return None
    if title:
        for block in sheet.blocks:
            if block.heading and alike(block.text, title) >= _SAME:
                for scope in block.scope.up():
                    if scope in whole:
                        return scope
    first_words = [s for s in whole if s.weight >= 0.5 * max(w.weight for w in whole)]
    return first_words[0]


def _headline(sheet: Sheet, container: Scope, title: str | None) -> Block | None:
    """The block that shows the title: a first-level heading before others, the last in front."""
    if not title:
        return None
    first = next((b.number for b in sheet.blocks if sheet.weights[b.number]), 0)
    best: Block | None = None
    most = 0.0
    for block in sheet.blocks:
        if len(block.text) > 3 * len(title) + 40:
            continue
        same = alike(block.text, title)
        if same < _SAME:
            continue
        worth = same + {"h1": 1.0, "h2": 0.6}.get(block.heading, 0.0)
        worth += 0.3 * ("headline" in sheet.what(block)) + 0.5 * (block.number <= first)
        worth -= 1.0 * bool(sheet.what(block) & {"furniture", "listing", "comments"})
        if worth > most:
            best, most = block, worth
    return best


def alike(one: str, other: str) -> float:
    """How much two lines say the same, 0 to 1, by their words."""
    a, b = set(words(one)), set(words(other))
    return len(a & b) / len(a | b) if a and b else 0.0


def _common(one: Scope, other: Scope) -> Scope:
    """The innermost scope around both."""
    above = set(map(id, one.up()))
    return next(scope for scope in other.up() if id(scope) in above)
