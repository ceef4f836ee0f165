"""JSON-LD as pages really have it: wrapped in comments, in lists and graphs, not quite JSON."""

import json
import re
from collections.abc import Iterator
from typing import Any

_WRAPPING = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)"
                       r"|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*;?\s*$")  # fmt: skip
_TRAILING = re.compile(r",(\s*[}\]])")
_DEEPEST = 40  # levels of nodes within nodes


def nodes(source: str) -> Iterator[dict[str, Any]]:
    """Every object of one script, outer ones first; none where it is no JSON at all."""
    yield from _within(_loaded(source), 0)


def types(node: dict[str, Any]) -> frozenset[str]:
    """The types of a node, without the vocabulary's address."""
    said = node.get("@type")
    named = said if isinstance(said, list) else [said]
    return frozenset(str(n).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for n in named if n)


def _loaded(source: str) -> Any:
    bare = _WRAPPING.sub("", _WRAPPING.sub("", source)).strip().rstrip(";")
    for text in (bare, _TRAILING.sub(r"\1", bare)):
        try:
            return json.loads(text, strict=False)  # newlines within strings are common
        except (ValueError, RecursionError):
            continue
    return None


def _within(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _within(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _within(inner, depth + 1)
