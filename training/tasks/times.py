"""How well times are found and resolved: TimeML articles against `onrecord.reading.times`.

`python -m training.evaluate times PATH` reads the TimeML files under PATH. Scores are TempEval-3's
(UzZaman et al., 2013): F1 of strict and of overlapping spans, then of overlapping spans that also
agree in type, or in value, letter for letter. `product` is what a record gets: without «now»,
«recently» and the like, which TimeML marks and the product leaves out.

MEANTIME's files (CAT) are read too, as a second corpus that nothing was tuned to.

`python -m training.tasks.times PATH` scores one fixed part of TempEval-3's TimeBank and AQUAINT: a
quarter of the articles, by a hash of their names, is the guard part that no rule was tuned to; the
rest is for development.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.reading.times import Anchor, find_times
from training.corpora import cat_times, timebank
from training.corpora.timebank import PARTS, Article, Timex
from training.tally import Measured

MEASURES = ("strict", "relaxed", "type", "value")


def articles(path: Path, part: str = "all") -> Iterator[Article]:
    """The articles of one part of what lies at `path`; MEANTIME has each text twice, once read."""
    once = path / "intra-doc_annotation"
    for file in timebank.files(once if once.is_dir() else path, part):
        yield cat_times.read(file) if cat_times.is_cat(file) else timebank.read(file)


def found_in(article: Article, *, timeml: bool) -> tuple[Timex, ...]:
    """What the product finds in an article."""
    found = find_times(article.text, Anchor(article.written), timeml=timeml)
    return tuple(Timex(m.start, m.end, m.type, m.value) for m in found)


def pairs(
    gold: Sequence[Timex], found: Sequence[Timex]
) -> Iterator[tuple[Timex | None, Timex | None]]:
    """Gold and found expressions that overlap, one to one, and the rest of both alone."""
    left = list(found)
    for timex in gold:
        over = [f for f in left if f.start < timex.end and timex.start < f.end]
        best = max(over, key=lambda f: _shared(f, timex), default=None)
        if best:
            left.remove(best)
        yield timex, best
    for other in left:
        yield None, other


def _shared(one: Timex, other: Timex) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def score(corpus: Sequence[Article], *, timeml: bool) -> dict[str, float]:
    """The figures of what the product finds in the articles."""
    return scores((article.times, found_in(article, timeml=timeml)) for article in corpus)


def scores(texts: Iterable[tuple[Sequence[Timex], Sequence[Timex]]]) -> dict[str, float]:
    """F1 by measure, and precision and recall of overlapping spans, in per cent.

    `texts` has the expressions wanted and those found in each text.
    """
    hits = dict.fromkeys(MEASURES, 0)
    gold = found = 0
    for wanted, given in texts:
        for want, have in pairs(wanted, given):
            gold += want is not None
            found += have is not None
            if want and have:
                hits["strict"] += (want.start, want.end) == (have.start, have.end)
                hits["relaxed"] += 1
                hits["type"] += want.type == have.type
                hits["value"] += want.value == have.value
    figures = {name: _percent(2 * n, gold + found) for name, n in hits.items()}
    figures["relaxed_precision"] = _percent(hits["relaxed"], found)
    figures["relaxed_recall"] = _percent(hits["relaxed"], gold)
    return figures


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def measure(path: Path) -> Measured:
    """Every article under `path`; `product` is without what the product leaves out on purpose."""
    corpus = list(articles(path))
    rows = {"TimeML": score(corpus, timeml=True), "product": score(corpus, timeml=False)}
    return Measured(sum(len(a.times) for a in corpus), rows["TimeML"], rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table and the line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m training.tasks.times")
    parser.add_argument("path", type=Path, help="a folder with TimeML files")
    parser.add_argument("--part", choices=PARTS, default="guard")
    asked = parser.parse_args(arguments)
    corpus = list(articles(asked.path, asked.part))
    rows = {"timeml": score(corpus, timeml=True), "product": score(corpus, timeml=False)}
    print(f"{'':10}" + "".join(f"{name:>19}" for name in rows["timeml"]))
    for row, scores in rows.items():
        print(f"{row:10}" + "".join(f"{value:>19.1f}" for value in scores.values()))
    flat = rows["timeml"] | {f"product_{name}": v for name, v in rows["product"].items()}
    print(json.dumps({"task": "times", "n": sum(len(a.times) for a in corpus), "scores": flat}))


if __name__ == "__main__":
    main()
