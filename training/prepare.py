"""Make the file that training reads: `python -m training.prepare CORPORA TOKENIZER OUT`.

CORPORA is the folder of the unpacked corpora, TOKENIZER the student's tokenizer.json, OUT the
file to write. It takes some minutes; training itself needs neither the corpora nor this package's
rooms.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.likeness import COLUMNS, features
from onrecord.reading.windows import Pieces, Window, pieces
from training import attributing, relating
from training.heads import IGNORED, TAGS, TYPES
from training.material import (
    LINK_COLUMNS,
    MENTION_COLUMNS,
    NO_SPAN,
    PHASES,
    ROLE_COLUMNS,
    Array,
    Material,
    Windows,
    unknown,
)
from training.sources import Mentions, Source, Tagged, sources

LENGTH = 446  # pieces of a window
_LEAST = 8  # a window of fewer pieces is left out, but where it is the whole text


class Builder:
    """Collects windows and their targets, and makes one `Material` of them."""

    def __init__(self) -> None:
        self.corpora: list[str] = []
        self.counts: Counter[str] = Counter()
        self._windows: list[tuple[int, ...]] = []
        self._pieces: list[Array] = []
        self._tags: dict[str, list[Array]] = {head: [] for head in TAGS}
        self._rows: dict[str, list[tuple[int, ...]]] = {"links": [], "roles": [], "mentions": []}
        self._likeness: list[Array] = []
        self._texts = self._at = 0

    def add(self, source: Source, cut: Pieces) -> None:
        """One text, cut at every phase."""
        if source.corpus not in self.corpora:
            self.corpora.append(source.corpus)
        tags = {head: placed(cut, tagged) for head, tagged in source.tags.items()}
        cuts = slices(len(cut))
        for phase, windows in enumerate(cuts):
            self._cut(source, cut, tags, windows, phase if len(cuts) > 1 else -1)
        self._texts += 1
        self.counts[source.corpus] += len(cut)

    def _cut(
        self, source: Source, cut: Pieces, tags: dict[str, Array], windows: list[Window], phase: int
    ) -> None:
        first = len(self._windows)
        own = {head: [values[w.start : w.end] for w in windows] for head, values in tags.items()}
        if source.article:
            said = list(attributing.examples(source.article, cut, windows))
            own["cue"] = [x.cue_tags for x in said]
            for number, example in enumerate(said, first):
                self._rows["links"].extend((number, *_flat(x.cue, *x.spans)) for x in example.links)
        if source.labelled:
            told = list(relating.roles(source.labelled, cut, windows))
            own["predicate"] = [x.tags for x in told]
            for number, roles in enumerate(told, first):
                for at, spans in zip(roles.predicates, roles.spans, strict=True):
                    self._rows["roles"].append((number, *_flat(at, *spans)))
        # Mentions that are only seen, never asked for, are many: one phase of them is enough.
        if source.mentions and (phase <= 0 or any(asked for *_, asked in source.mentions.spans)):
            self._mention(source.text, source.mentions, cut, windows, first)
        kind = TYPES.index(source.type) if source.type else -1
        any_order = bool(source.mentions and source.mentions.any_order)
        for number, window in enumerate(windows):
            self._windows.append(
                (
                    self._at,
                    window.end - window.start,
                    window.start,
                    self.corpora.index(source.corpus),
                    self._texts,
                    phase,
                    int(source.held),
                    kind,
                    int(any_order),
                )
            )
            self._pieces.append(_rows_of(cut, window))
            for head, columns in self._tags.items():
                here = own[head][number] if head in own else unknown(window.end - window.start)
                columns.append(here.astype(np.int8))
            self._at += window.end - window.start

    def _mention(
        self, text: str, mentions: Mentions, cut: Pieces, windows: list[Window], first: int
    ) -> None:
        look = features(text, [(a, b) for a, b, *_ in mentions.spans])
        spans = [cut.covering(a, b) for a, b, *_ in mentions.spans]
        for number, window in enumerate(windows, first):
            for (a, b), (_, _, chain, asked), row in zip(spans, mentions.spans, look, strict=True):
                if window.start <= a < b <= window.end:
                    own = (number, a - window.start, b - window.start, chain, int(asked))
                    self._rows["mentions"].append(own)
                    self._likeness.append(row)

    def material(self) -> Material:
        """Everything that was added."""
        columns = np.array(self._windows, dtype=np.int64).T
        sizes = {"links": LINK_COLUMNS, "roles": ROLE_COLUMNS, "mentions": MENTION_COLUMNS}
        rows = {
            name: np.array(self._rows[name], dtype=np.int32).reshape(-1, size)
            for name, size in sizes.items()
        }
        return Material(
            corpora=tuple(self.corpora),
            windows=Windows(*(c.astype(np.int32) for c in columns)),
            pieces=np.concatenate(self._pieces, axis=1),
            tags={head: np.concatenate(parts) for head, parts in self._tags.items()},
            likeness=np.array(self._likeness, dtype=np.int64).reshape(-1, COLUMNS),
            **rows,
        )


def slices(count: int) -> list[list[Window]]:
    """The windows of a text of `count` pieces, a list a phase; one list where it fits whole."""
    if count <= LENGTH:
        return [[Window(0, count, 0, count)]]
    cuts = []
    for phase in range(PHASES):
        first = LENGTH - phase * LENGTH // PHASES
        edges = [0, *range(first, count, LENGTH), count]
        cuts.append([Window(a, b, a, b) for a, b in pairwise(edges) if b - a > _LEAST])
    return cuts


def placed(cut: Pieces, tagged: Tagged) -> Array:
    """The targets of a tagging head, piece by piece."""
    tags = np.full(len(cut), tagged.outside, dtype=np.int8)
    for start, end in tagged.unknown:
        tags[slice(*cut.covering(start, end))] = IGNORED
    for start, end, begins, inside in tagged.spans:
        a, b = cut.covering(start, end)
        tags[a:b] = inside
        tags[a : a + 1] = begins
    return tags


def _rows_of(cut: Pieces, window: Window) -> Array:
    here = slice(window.start, window.end)
    paragraph = np.minimum(cut.paragraph[here] - cut.paragraph[window.start], 255)
    rows = (cut.ids, cut.shape, cut.quoted, cut.broken)
    stacked = np.stack([*(row[here] for row in rows), paragraph, cut.quote[here] % 30_000])
    # A piece outside quotations has -1 for its number, which the remainder must not hide.
    stacked[5][cut.quote[here] < 0] = -1
    return stacked.astype(np.int32)


def _flat(*spans: tuple[int, int] | None) -> Iterator[int]:
    for span in spans:
        yield from span or (NO_SPAN, NO_SPAN)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.prepare", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    builder = Builder()
    for source in sources(args.corpora):
        encoding = tokenizer.encode(source.text, add_special_tokens=False)
        builder.add(source, pieces(source.text, encoding.ids, encoding.offsets))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    builder.material().save(args.out)
    for corpus, count in builder.counts.items():
        print(f"{corpus:12}{count:12,} pieces")


if __name__ == "__main__":
    main()
