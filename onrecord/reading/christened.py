"""Given names that are also words of speech: «Said al-Harrasi», «the minister, Said Karimi»."""

from __future__ import annotations

import re
from functools import cache

from onrecord.tables import rows
from onrecord.tables.places import fold

__all__ = ["christened"]

_NAME = re.compile(
    r"[ \u00a0](?P<article>(?:al|el|ad|an|ar|as|ash|at|az|bin|ibn|ben)[- ])?[A-ZÀ-Þ]"
)
_OPENED = re.compile(r"(?:^|[.!?:;“”\"‘«»(\[\n])[\s\u00a0]*$")
_PLAIN = re.compile(r"\b[a-z]{5,}")  # what no line in title case has
_BEFORE = 4  # code points


def christened(text: str, start: int, end: int) -> bool:
    """Whether the word of speech `[start, end)` of a text is a given name there.

    It has a capital and a name follows: one with an Arabic article, or any where no sentence and
    no quotation ends before it («“It is over,” Said Vance» tells of a saying) and the line is not
    in title case.
    """
    if not text[start].isupper() or fold(text[start:end]) not in _names():
        return False
    named = _NAME.match(text, end)
    if named is None:
        return False
    if named["article"] is not None:
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start], text[end:].partition("\n")[0]
    opened = _OPENED.search(text[max(0, start - _BEFORE) : start])
    return not opened and any(map(_PLAIN.search, line))


@cache
def _names() -> frozenset[str]:
    spoken = {row["form"] for row in rows("cast_words") if row["class"] == "speech"}
    return frozenset(fold(row["name"]) for row in rows("given_names")) & spoken
