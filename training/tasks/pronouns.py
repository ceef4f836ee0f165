"""GAP: which of two names a pronoun stands for."""

from __future__ import annotations

from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.corpora import gap
from training.tally import Measured, Tally, measured


def measure(path: Path) -> Measured:
    """GAP, a file of it: for each pronoun and each of two names whether it stands for it."""
    tallies = {name: Tally() for name in ("masculine", "feminine", "all")}
    count = 0
    for text in gap.pronouns(path):
        count += 1
        relations = spot(text.text, encoder()).relations
        for asked in text.anaphors:
            chances = relations.stands_for(asked.span, asked.candidates)
            found = {chances.index(max(chances))} if sum(chances) > 0.5 else set()
            word = text.text[slice(*asked.span)].lower()
            kind = "masculine" if word in {"he", "him", "his"} else "feminine"
            for name in (kind, "all"):
                tallies[name].add(len(found), len(asked.right), len(found & asked.right))
    return measured(count, tallies)
