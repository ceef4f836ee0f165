"""Whether a page shows all of its article, or only what stands before a wall."""

from onrecord.sources.pages.about import About
from onrecord.sources.pages.choosing import Choice
from onrecord.sources.pages.likeness import size
from onrecord.sources.pages.shape import ends

_STUB = 1_000  # characters: a text as long that ends well is no stub for a label alone
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


def _closed(main: About) -> bool:
    """Whether the page says that its article is not free."""
    return any(
        str(value).strip().lower() in ("false", "no", "0")
        for value in [main.node.get("isAccessibleForFree")]
    )
