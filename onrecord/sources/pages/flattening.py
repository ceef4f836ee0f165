"""Markup that nests deeper than the parser goes, made flat: the innermost tags fall away."""

import re

_KEEP = 500  # elements within each other; the parser gives up at four times as many
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})[^<>]{0,4000}>")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li option td th tr"
    " dt dd".split()
)  # and those that close themselves: they need not be counted


def flattened(text: str) -> str:
    """The markup without the tags that lie too deep; their text stays, parted by spaces.

    Tags are counted as they open and close, whether or not they match.
    """
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _VOID:
            return tag[0]
        if tag[1]:
            depth = max(depth - 1, 0)
            return tag[0] if depth < _KEEP else "<br><br>"
        depth += 1
        return tag[0] if depth <= _KEEP else "<br><br>"

    return _TAG.sub(keep, text)
