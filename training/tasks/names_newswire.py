"""The worldwide newswire: names of persons, organisations and places."""

from __future__ import annotations

from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.corpora import newswire
from training.tally import Measured, Tally, measured


def measure(path: Path) -> Measured:
    """The worldwide newswire corpus: exact spans of persons, organisations and places."""
    kinds = ("Person", "Organization", "Location")
    tallies = {kind: Tally() for kind in (*kinds, "all")}
    count = 0
    for text in newswire.tagged(path):
        count += 1
        found = {(x.start, x.end, x.kind) for x in spot(text.text, encoder()).names}
        for kind in kinds:
            ours = {x for x in found if x[2] == kind}
            gold = {x for x in text.names if x[2] == kind}
            tallies[kind].add(len(ours), len(gold), len(ours & gold))
            tallies["all"].add(len(ours), len(gold), len(ours & gold))
    return measured(count, tallies)
