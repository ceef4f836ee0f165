"""JSON-LD as pages really have it: wrapped in comments, in lists and graphs, not quite JSON."""

import json
import re
from collections.abc import Iterator
from typing import Any

_WRAPPING = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)"
                       r"|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*;?\s*$")  # fmt: skip
# What can be had of JSON that is broken: the fields that tell an article, where they first stand.
_FIELD = re.compile(
    r'"(@type|headline|datePublished|dateModified|dateCreated|url|isAccessibleForFree)"\s*:\s*'
    r'(?:"((?:[^"\\\n]|\\.){1,2000})"\s*(?=[,}\n])|(true|false))'
)
_AUTHOR = re.compile(r'"author"\s*:\s*[\[{\s]*[^\]}]{0,200}?"name"\s*:\s*"([^"\\\n]{1,100})"')
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
    return _salvaged(bare)


def _salvaged(source: str) -> dict[str, Any] | None:
    """The plain fields of an article's node that is no JSON; None where it has none."""
    found: dict[str, Any] = {}
    for name, text, truth in _FIELD.findall(source):
        if truth:
            found.setdefault(name, truth == "true")
            continue
        if name == "@type" and not text.endswith(("Article", "Posting")):
            continue
        try:
            found.setdefault(name, json.loads(f'"{text}"', strict=False))
        except ValueError:
            found.setdefault(name, text)
    author = _AUTHOR.search(source)
    if author:
        found["author"] = {"name": author[1]}
    return found if "headline" in found or "datePublished" in found else None


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
