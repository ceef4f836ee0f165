"""What trafilatura takes for the text of a page: one opinion among several."""

import copy
import logging
from functools import cache
from typing import Any

from lxml.html import HtmlElement

# Above, its time is no longer bounded by that of parsing; deeper, it finds nothing.
_MOST_ELEMENTS = 60_000
_DEEPEST = 240


def extracted(tree: HtmlElement, elements: int, depth: int) -> list[str]:
    """The lines that trafilatura keeps of a tree; none where it is too large or too deep for it.

    ``elements`` and ``depth`` are the size of the tree. The tree itself stays as it is.
    """
    if is_large(elements, depth):
        return []
    try:
        found = _trafilatura().bare_extraction(
            copy.deepcopy(tree), include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:  # it promises nothing about hostile trees; the walk does without
        logging.getLogger(__name__).debug("trafilatura failed", exc_info=True)
        return []
    text = getattr(found, "text", None)
    return text.split("\n") if text else []


def is_large(elements: int, depth: int) -> bool:
    """Whether a tree is too large or too deep for what reads trees with recursion."""
    return elements > _MOST_ELEMENTS or depth > _DEEPEST


@cache
def _trafilatura() -> Any:
    import trafilatura  # takes a third of a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are not ours
    return trafilatura
