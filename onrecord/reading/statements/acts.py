"""What is done by saying it: from the cue, and from the words said where the cue is neutral."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord import tables
from onrecord.reading.statements.cues import Cue
from onrecord.vocabulary import Act

_NEUTRAL: frozenset[Act] = frozenset({"say"})


@cache
def _rules() -> tuple[tuple[re.Pattern[str], frozenset[str], Act], ...]:
    return tuple(
        (re.compile(row["words"], re.IGNORECASE), frozenset(row["from"].split("|")), row["act"])  # type: ignore[misc]
        for row in tables.rows("acts_said")
    )


def act_of_turn(words: str) -> Act:
    """The act of a turn of a transcript or a paragraph of a press release: many things at once.

    Only a question that ends it and a denial that opens it are taken for the whole.
    """
    if words.rstrip('"”’ ').endswith("?"):
        return "ask"
    return (
        "deny"
        if re.match(r"(?:no|never|not true|that is (?:false|not true))\b[.,!]?", words, re.I)
        else "say"
    )


def act_of(cue: Cue | None, words: str, *, own: Cue | None = None) -> Act:
    """The act of a statement with this cue and these words.

    `own` is the cue within the words by which the speaker tells of his own speech («said he
    urged …»): its act stands for the whole.
    """
    base: Act = cue.act if cue else "say"
    if own is not None and base in _NEUTRAL:
        return own.act
    for pattern, allowed, act in _rules():
        if base in allowed and pattern.search(words):
            return act
    return base


def joined(text: str, content: Sequence[tuple[int, int]]) -> str:
    """The words of the content, one space between its parts, without marks of quotation."""
    words = " ".join(text[a:b] for a, b in content)
    return words.strip("\"“”‘’'«» \u00a0")
