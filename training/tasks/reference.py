"""OntoGUM: links of pronouns and descriptions."""

from __future__ import annotations

from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.corpora import ontogum
from training.parts import held_out
from training.tally import Measured, Tally, measured


def measure(path: Path) -> Measured:
    """OntoGUM, the texts held out: links of pronouns and of «the …» to a mention before them."""
    tallies = {name: Tally() for name in ("pronouns", "descriptions", "all")}
    count = 0
    for text in ontogum.chained(path):
        if not held_out(text.name):
            continue
        count += 1
        relations = spot(text.text, encoder()).relations
        for asked in text.anaphors:
            near = [(i, c) for i, c in enumerate(asked.candidates)][-40:]
            chances = relations.stands_for(asked.span, [c for _, c in near])
            best = max(chances, default=0.0)
            found = {near[chances.index(best)][0]} if best > 1 - sum(chances) else set()
            word = text.text[slice(*asked.span)]
            for name in ("descriptions" if " " in word else "pronouns", "all"):
                tallies[name].add(len(found), bool(asked.right), len(found & asked.right))
    return measured(count, tallies)
