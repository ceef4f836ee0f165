"""Direct quotations alone: the part of attribution that readers of quotation marks are made for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from training.tasks.attribution import Ranges, Spans

_MARKS = frozenset('"“”„‟«»″')
_WORD = re.compile(r"\w+")
_BEFORE = re.compile(r"[^\w\n]*\Z")
_AFTER = re.compile(r"[^\w\n]*")


def direct_alone(
    text: str, gold: Sequence[Spans], found: Sequence[Spans]
) -> tuple[list[Spans], list[Spans]]:
    """The direct quotations of both.

    Of what was found, that is what shares its cue with a direct quotation, and what stands in
    marks itself with a cue of its own. A reader that finds the quotation within a longer, indirect
    content has neither hit nor failed here.
    """
    wanted = [each for each in gold if direct(text, each[2])]
    others = [each for each in gold if each not in wanted]
    kept = [
        each
        for each in found
        if any(_share(each[0], one[0]) for one in wanted)
        or (direct(text, each[2]) and not any(_share(each[0], one[0]) for one in others))
    ]
    return wanted, kept


def direct(text: str, content: Ranges) -> bool:
    """Whether a quotation mark stands before the first word of a content and behind its last."""
    if not content:
        return False
    start, end = content[0][0], content[-1][1]
    words = list(_WORD.finditer(text, start, end))
    if not words:
        return False
    before = _BEFORE.search(text, 0, words[0].start())
    after = _AFTER.match(text, words[-1].end())
    return all(found and not _MARKS.isdisjoint(found[0]) for found in (before, after))


def _share(one: Ranges, other: Ranges) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)
