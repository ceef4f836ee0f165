"""Whether a reader sees an element: what its attributes hide."""

import re

from lxml.html import HtmlElement

_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%|text-indent\s*:\s*-\d{3}",
    re.IGNORECASE,
)
_SHOWN_WIDE = re.compile(r":(?:block|flex|inline|grid|table|contents)")  # «hidden md:block»


def is_hidden(element: HtmlElement, block: bool, marks: frozenset[str]) -> bool:
    """Whether an element is hidden from sight by its own attributes.

    ``block``: it opens a block; ``marks`` are what its names say.
    """
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    style = attributes.get("style")
    if style and _STYLE.search(style):
        return True
    if block and attributes.get("aria-hidden", "").lower() == "true":
        return True
    named = attributes.get("class")
    if named is None:
        return False
    if "hidden" in named.split() and not _SHOWN_WIDE.search(named):
        return True
    return element.tag != "h1" and "hidden" in marks
