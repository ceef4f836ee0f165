"""Whether a page shows all of its article, or only what stands before a wall."""

from onrecord.sources.pages.about import About
from onrecord.sources.pages.likeness import Heap, size
from onrecord.sources.pages.lines import Choice, Line
from onrecord.sources.pages.phrases import is_phrase
from onrecord.sources.pages.shape import breaks_off, ends
from onrecord.sources.pages.sheet import Sheet

_SAME = 0.8  # share of a paragraph's words
_LEAST = 250  # characters of a text in the JSON-LD that can be an article's
_LONGER = 1.3  # times: the JSON-LD has more than the page shows
_STUB = 1_000  # characters: a text as long that ends well is no stub for a label alone
_SHORT = 1_500  # characters: below, a call to subscribe under the text is a wall
_BELOW = 12  # blocks below the text that a wall may stand in


def is_complete(main: About, sheet: Sheet, choice: Choice) -> bool:
    """Whether the text is whole: no wall stands in it or below, and it does not break off."""
    if choice.from_fields:
        return True
    body = choice.of("body")
    if choice.walls or not body or breaks_off(body[-1].text):
        return False
    length, shut = sum(size(line.text) for line in body), _is_shut(main)
    if (shut or length < _SHORT) and _has_wall_below(sheet, choice):
        return False
    if size(main.body) > _LONGER * length + 200:
        return not shut and length > _SHORT
    return not shut or (length >= _STUB and any(ends(line.text) for line in body[-3:]))


def filled_from_fields(main: About, choice: Choice) -> Choice:
    """The choice with the text of the JSON-LD where that is whole and the page shows less of it.

    The page holds that text and serves it to whoever reads structured data. It must open as the
    page does, and not break off itself.
    """
    body = choice.of("body")
    paragraphs = main.body.split("\n")
    shown = sum(size(line.text) for line in body)
    if size(main.body) < max(_LEAST, _LONGER * shown + 200):
        return choice
    if not ends(paragraphs[-1]) or breaks_off(paragraphs[-1]):
        return choice
    heap = Heap(paragraphs)
    same = [n for n, line in enumerate(choice.lines)
            if line.kind == "body" and heap.share(line.text) >= _SAME]  # fmt: skip
    if body and not (same and (choice.walls or _is_shut(main))):
        return choice
    head = [line for line in choice.lines[: same[0] if same else 0] if line.kind != "furniture"]
    text = [Line("body", paragraph) for paragraph in paragraphs]
    return Choice([*head, *text], choice.walls, from_fields=True)


def _is_shut(main: About) -> bool:
    """Whether the page says that its article is not free."""
    return str(main.node.get("isAccessibleForFree")).strip().lower() in ("false", "no", "0")


def _has_wall_below(sheet: Sheet, choice: Choice) -> bool:
    last = max((line.block.number for line in choice.lines if line.block), default=-1)
    below = sheet.blocks[last + 1 : last + 1 + _BELOW]
    return any(
        (is_phrase("continues", block.text) or "paywall" in sheet.what(block))
        and not sheet.what(block) & {"comments", "listing"}
        for block in below
    )
