"""GeoWebNews: names of places and their use."""

from __future__ import annotations

from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.corpora import geowebnews
from training.parts import held_out
from training.tally import Measured, Tally, measured


def measure(path: Path) -> Measured:
    """GeoWebNews, the texts held out: names of places, and which of them are used as places."""
    tallies = {name: Tally() for name in ("names", "places", "others")}
    count = 0
    for text in geowebnews.used(path):
        if not held_out(text.name):
            continue
        count += 1
        found = {(x.start, x.end): x.kind for x in spot(text.text, encoder()).places}
        gold = {(start, end): use for start, end, use in text.names}
        tallies["names"].add(len(found), len(gold), len(found.keys() & gold.keys()))
        for name, use in zip(("places", "others"), geowebnews.USES, strict=True):
            ours = {at for at, kind in found.items() if kind == use}
            theirs = {at for at, kind in gold.items() if kind == use}
            tallies[name].add(len(ours), len(theirs), len(ours & theirs))
    return measured(count, tallies)
