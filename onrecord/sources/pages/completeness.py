"""Whether a page shows all of its article, or only what stands before a wall."""

from onrecord.sources.pages.about import About
from onrecord.sources.pages.choosing import Choice, Line
from onrecord.sources.pages.likeness import Heap, size
from onrecord.sources.pages.shape import ends

_STUB = 1_000  # characters: a text as long that ends well is no stub for a label alone
_SAME = 0.8  # share of a paragraph's words
_LEAST = 250  # characters
_LONGER = 1.3  # times: the JSON-LD has more than the page shows


def is_complete(main: About, choice: Choice) -> bool:
    """Whether the text is whole: no wall stands in it, and it does not break off."""
    body = [line.text for line in choice.lines if line.kind == "body"]
    length = sum(map(size, body))
    if choice.walls or any(line.kind == "furniture" and line.wall for line in choice.lines):
        return False
    broken = bool(body) and (body[-1].rstrip().endswith(("…", "...", "[…]", "[...]")))
    if broken:
        return False
    closed = _closed(main)
    if size(main.body) > _LONGER * length + 200:
        return not closed and length > _STUB
    return not (closed and (length < _STUB or not any(map(ends, body[-3:]))))


def complete_by_fields(main: About, choice: Choice) -> bool:
    """Whether the whole text stands in the JSON-LD where the page shows less of it.

    It then takes the place of what is shown: the page holds it, and serves it to whoever reads
    structured data. Only where it opens as the page does and does not break off itself.
    """
    told = [n for n, line in enumerate(choice.lines) if line.kind == "body"]
    shown = [choice.lines[n].text for n in told]
    paragraphs = main.body.split("\n")
    if size(main.body) < max(_LEAST, _LONGER * sum(map(size, shown)) + 200):
        return False
    if not ends(paragraphs[-1]) or paragraphs[-1].endswith(("…", "...", "[…]", "[...]")):
        return False
    if shown and not (choice.walls or _closed(main)):
        return False
    heap = Heap(paragraphs)
    same = [n for n in told if heap.share(choice.lines[n].text) >= _SAME]
    if told and not same:
        return False
    head = choice.lines[: same[0]] if same else choice.lines
    head = [line for line in head if line.kind != "furniture"]
    choice.lines = [*head, *(Line("body", text) for text in paragraphs)]
    return True


def _closed(main: About) -> bool:
    """Whether the page says that its article is not free."""
    return any(
        str(value).strip().lower() in ("false", "no", "0")
        for value in [main.node.get("isAccessibleForFree")]
    )
