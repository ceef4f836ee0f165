"""Pronouns: no name, another name, a name where none is right; and where the right one stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.causes.count import Causes, Range
from training.corpora import gap

_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“'‘(])")


def causes(path: Path) -> dict[str, Causes]:
    """A file of GAP."""
    found = Causes()
    for text in gap.pronouns(path):
        relations = spot(text.text, encoder()).relations
        for asked in text.anaphors:
            chances = relations.stands_for(asked.span, asked.candidates)
            ours = {chances.index(max(chances))} if sum(chances) > 0.5 else set[int]()
            compare(text.text, asked.span, asked.candidates, set(asked.right), ours, found)
    return {"all": found}


def compare(
    text: str,
    pronoun: Range,
    candidates: Sequence[Range],
    right: set[int],
    ours: set[int],
    into: Causes,
) -> None:
    """Sort the errors of one pronoun; `right` and `ours` number its candidates."""
    into.tally.add(len(ours), len(right), len(right & ours))
    missing, extra = sorted(right - ours), sorted(ours - right)
    for number in missing:
        place = where(text, candidates[number], pronoun)
        if extra:
            extra.pop()
            into.wrong(f"the other name; the right one {place}", text)
        else:
            into.missed(f"none taken; the right one {place}", text)
    for number in extra:
        into.invented(f"none is right; taken {where(text, candidates[number], pronoun)}", text)


def where(text: str, name: Range, pronoun: Range) -> str:
    """Where a name stands as seen from a pronoun."""
    if name[0] > pronoun[0]:
        return "after it"
    between = len(_END.findall(text, name[1], pronoun[0] + 1))
    return ("in its sentence", "a sentence before")[between] if between < 2 else "further before"
