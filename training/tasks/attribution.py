"""PolNeAR: cue, source and content of attributions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.corpora import polnear
from training.tally import Measured, Tally, measured

Ranges = tuple[tuple[int, int], ...]
Spans = tuple[Ranges, Ranges, Ranges]  # cue, source, content
Worded = tuple[frozenset[int], ...]

MEASURES = (
    "cue exact",
    "cue overlap",
    "source overlap",
    "content overlap",
    "content exact",
    "source and content exact",
    "all exact",
)

_WORD = re.compile(r"\w+")


def measure(path: Path) -> Measured:
    """PolNeAR. `path` holds `text/` and `attributions/`, or is the corpus with a `dev` part.

    Cues are held against cues, exactly and by overlap; each gold attribution is paired with the
    found one that shares most of its cue. Source and content overlap count words, all of an
    unpaired attribution's as missed or invented; «exact» wants the same words (marks and white
    space at their ends aside).
    """
    folder = path if (path / "text").is_dir() else path / "dev"
    tallies = {name: Tally() for name in MEASURES}
    count = 0
    for article in polnear.articles(folder):
        count += 1
        gold = [(a.cue, a.source, a.content) for a in article.attributions]
        compare(article.text, gold, found_in(article.text), tallies)
    return measured(count, tallies)


def found_in(text: str) -> list[Spans]:
    """Cue, source and content of each attribution that the reader finds."""
    found = spot(text, encoder()).attributions
    return [((x.cue,), (x.source,) if x.source else (), x.content) for x in found]


def compare(
    text: str, gold: Sequence[Spans], found: Sequence[Spans], tallies: Mapping[str, Tally]
) -> None:
    """Adds the attributions of one text to the tallies of `MEASURES`."""
    _compare(worded(text, gold), worded(text, found), tallies)


def words_of(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand."""
    return [(m.start(), m.end()) for m in _WORD.finditer(text)]


def worded(text: str, attributions: Iterable[Spans]) -> list[Worded]:
    """Cue, source and content of each attribution as the numbers of their words."""
    words = words_of(text)
    return [_worded(words, attribution) for attribution in attributions]


def _worded(words: list[tuple[int, int]], spans: Iterable[Ranges]) -> Worded:
    """The numbers of the words that each part touches."""
    return tuple(
        frozenset(i for i, (a, b) in enumerate(words) if any(a < e and s < b for s, e in ranges))
        for ranges in spans
    )


def paired(gold: Sequence[Worded], found: Sequence[Worded]) -> dict[int, int]:
    """For each gold attribution the found one that shares most of its cue, by their numbers."""
    pairs = sorted(
        (
            (len(g[0] & f[0]) / len(g[0] | f[0]), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g[0] & f[0]
        ),
        reverse=True,
    )
    of_gold: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in of_gold and j not in of_gold.values():
            of_gold[i] = j
    return of_gold


def _compare(gold: Sequence[Worded], found: Sequence[Worded], tallies: Mapping[str, Tally]) -> None:
    of_gold = paired(gold, found)
    exact = sum(gold[i][0] == found[j][0] for i, j in of_gold.items())
    tallies["cue exact"].add(len(found), len(gold), exact)
    tallies["cue overlap"].add(len(found), len(gold), len(of_gold))
    same = sum(gold[i][2] == found[j][2] for i, j in of_gold.items())
    tallies["content exact"].add(len(found), len(gold), same)
    both = sum(gold[i][1:] == found[j][1:] for i, j in of_gold.items())
    tallies["source and content exact"].add(len(found), len(gold), both)
    tallies["all exact"].add(
        len(found), len(gold), sum(gold[i] == found[j] for i, j in of_gold.items())
    )
    for part, name in ((1, "source overlap"), (2, "content overlap")):
        both = sum(len(gold[i][part] & found[j][part]) for i, j in of_gold.items())
        tallies[name].add(sum(len(f[part]) for f in found), sum(len(g[part]) for g in gold), both)
