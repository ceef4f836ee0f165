"""OntoGUM: who and what a text speaks of, in chains of mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord.reading.coreference import chains
from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.conll import Conll
from training.corpora import ontogum
from training.parts import held_out
from training.tally import Measured

GENRES = ("news", "interview", "speech")  # what the product reads
CHAINS = Path("coref") / "ontogum" / "conllu"


def measure(path: Path) -> Measured:
    """OntoGUM: a file of it, or all files in a folder and below it.

    Where `path` is the whole corpus, with its training texts, those held out of the genres
    that the product reads. Scores are F1 in percent; a chain of one mention counts for nothing.
    """
    found: dict[str, Conll] = defaultdict(Conll)
    count = 0
    for text in texts_of(path):
        count += 1
        ours = chains(spot(text.text, encoder()).relations)
        gold: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for start, end, chain in text.mentions:
            gold[chain].add((start, end))
        wanted = [chain for chain in gold.values() if len(chain) > 1]
        for name in (text.genre, "all"):
            found[name].add(ours, wanted)
    scores = {name: round(value, 2) for name, value in found["all"].scores().items()}
    return Measured(count, scores, {name: _row(one) for name, one in sorted(found.items())})


def texts_of(path: Path) -> Iterator[ontogum.Clustered]:
    """The texts that are measured."""
    for root in (path, path / "gum"):
        if (root / CHAINS).is_dir():
            for text in ontogum.clustered(root / CHAINS):
                if held_out(text.name) and text.genre in GENRES:
                    yield text
            return
    yield from ontogum.clustered(path)


def _row(found: Conll) -> dict[str, float]:
    """The columns of one genre."""
    scores = found.scores()
    mentions = found.mentions
    return scores | {"mentions P": mentions.precision, "mentions R": mentions.recall}
