"""The corpora as training windows: what the encoder reads, and what each head should say."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.windows import Pieces, Window, pieces
from training import attributing as attribution
from training import relating as relations
from training.corpora import gap, geowebnews, newswire, ontogum, polnear, propbank, timebank
from training.parts import held_out

TIMES = ("DATE", "TIME", "DURATION", "SET")
TAGS = {
    "cue": 3,
    "names": 2 * len(newswire.KINDS) + 1,
    "predicate": 3,
    "times": 2 * len(TIMES) + 1,
    "places": 2 * len(geowebnews.USES) + 1,
}
LENGTH = 446
TREEBANK = Path("ud_english_ewt") / "en_ewt-ud-train.rebuilt.conllu"

# The share of each corpus' texts that an epoch draws, and how many windows go into a batch.
CORPORA = {
    "polnear": (0.6, 4),
    "newswire": (0.25, 4),
    "propbank": (1.0, 4),
    "ontogum": (1.0, 4),
    "gap": (1.0, 16),
    "timebank": (1.0, 4),
    "geowebnews": (1.0, 4),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One training window with the targets that its corpus has."""

    cut: Pieces
    window: Window
    tags: dict[str, np.ndarray] = field(default_factory=dict)
    attribution: attribution.Example | None = None
    roles: relations.Roles | None = None
    asked: tuple[relations.Asked, ...] = ()


class Text(Protocol):
    """What every corpus' text has."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...


class Corpora:
    """All corpora, cut into pieces once, and read as windows at another phase every epoch."""

    def __init__(self, folder: Path, tokenizer: Tokenizer) -> None:
        gum = folder / "gum" / "coref" / "ontogum" / "conllu"
        texts: dict[str, Iterable[Text]] = {
            "polnear": polnear.articles(folder / "polnear" / "train"),
            "newswire": newswire.tagged(folder / "en_worldwide_newswire" / "processed_annotated"),
            "propbank": propbank.labelled(folder / TREEBANK, folder / "propbank_ewt"),
            "ontogum": ontogum.chained(gum),
            "gap": gap.pronouns(folder / "gap" / "gap-development.tsv"),
            "timebank": timebank.articles(folder / "tempeval3_tbaq", "develop"),
            "geowebnews": geowebnews.used(folder / "geoparsing" / "GeoWebNews"),
        }
        self._cut = {
            name: [(t, cut_of(t.text, tokenizer)) for t in many if not held_out(t.name)]
            for name, many in texts.items()
        }

    def epoch(self, rng: random.Random) -> Iterator[list[Item]]:
        """The batches of one epoch, each of one corpus, in random order."""
        rows = list[list[Item]]()
        for name, (share, size) in CORPORA.items():
            items = [
                item
                for text, cut in self._cut[name]
                if rng.random() < share
                for item in _items(text, cut, slices(cut, rng.randrange(LENGTH // 2)))
            ]
            rows.extend(_batches(items, size, rng))
        rng.shuffle(rows)
        yield from rows


def cut_of(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of a text."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return pieces(text, encoding.ids, encoding.offsets)


def slices(cut: Pieces, phase: int) -> list[Window]:
    """Consecutive windows without overlap, the first one shortened by `phase` pieces."""
    if len(cut) <= LENGTH:
        return [Window(0, len(cut), 0, len(cut))]
    edges = [0, *range(LENGTH - phase, len(cut), LENGTH), len(cut)]
    return [Window(a, b, a, b) for a, b in pairwise(edges) if b - a > 8]


def span_tags(
    cut: Pieces, spans: Iterable[tuple[int, int, str]], kinds: tuple[str, ...]
) -> np.ndarray:
    """BIO tags over the pieces of spans in characters, each of one of `kinds`."""
    tags = np.zeros(len(cut), dtype=np.int64)
    for start, end, kind in spans:
        a, b = cut.covering(start, end)
        tags[a:b] = 2 * kinds.index(kind) + 2
        tags[a : a + 1] = 2 * kinds.index(kind) + 1
    return tags


def _items(text: Text, cut: Pieces, windows: list[Window]) -> Iterator[Item]:
    match text:
        case polnear.Article():
            for window, said in zip(windows, attribution.examples(text, cut, windows), strict=True):
                yield Item(cut, window, {"cue": said.cue_tags}, attribution=said)
        case propbank.Labelled():
            for window, roles in zip(windows, relations.roles(text, cut, windows), strict=True):
                yield Item(cut, window, {"predicate": roles.tags}, roles=roles)
        case ontogum.Chained():
            for window, asked in zip(windows, relations.asked(text, cut, windows), strict=True):
                if asked:
                    yield Item(cut, window, asked=asked)
        case newswire.Tagged():
            yield from _tagged(cut, windows, "names", span_tags(cut, text.names, newswire.KINDS))
        case timebank.Article():
            spans = [(t.start, t.end, t.type) for t in text.times]
            yield from _tagged(cut, windows, "times", span_tags(cut, spans, TIMES))
        case geowebnews.Used():
            tags = span_tags(cut, text.names, geowebnews.USES)
            yield from _tagged(cut, windows, "places", tags)


def _tagged(cut: Pieces, windows: list[Window], head: str, tags: np.ndarray) -> Iterator[Item]:
    for window in windows:
        yield Item(cut, window, {head: tags[window.start : window.end]})


def _batches(items: list[Item], size: int, rng: random.Random) -> Iterator[list[Item]]:
    """Shuffled batches of windows of about one length."""
    rng.shuffle(items)
    pool = 50 * size
    for at in range(0, len(items), pool):
        part = sorted(items[at : at + pool], key=lambda x: x.window.end - x.window.start)
        rows = [part[i : i + size] for i in range(0, len(part), size)]
        rng.shuffle(rows)
        yield from rows
