"""The worldwide newswire: names of persons, organisations and places."""

from __future__ import annotations

from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.corpora import newswire
from training.parts import held_out
from training.tally import Measured
from training.tasks.naming import Kinds, counted, scored

THREE: Kinds = {"person": ("Person",), "organisation": ("Organization",), "place": ("Location",)}


def measure(path: Path) -> Measured:
    """Exact spans and kinds of every text under `path`; `f1` over the three kinds.

    `held_out` is of the texts that are not trained on: all that counts where `path` has both.
    """
    texts = list(newswire.tagged(path))
    found = [[(n.start, n.end, n.kind) for n in spot(t.text, encoder()).names] for t in texts]
    pairs = [(text.names, names) for text, names in zip(texts, found, strict=True)]
    held = [pair for text, pair in zip(texts, pairs, strict=True) if held_out(text.name)]
    return scored(pairs, THREE, held_out=counted(held, THREE)["f1"])
