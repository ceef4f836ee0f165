"""Learn what tells which of several places a name means: the table `place_weights`.

    python -m training.placing CORPORA OWN [OWN …]

`CORPORA` is the folder of the corpora, with `geoparsing/` in it; `OWN` are folders of our own
reports with readings, which are of diplomacy. A log-linear model over the places of each name
(`onrecord.reading.places.senses`), fitted to LGL, TR-News and GeoWebNews without the texts held
out, and to our own. Since the votes of a name's neighbours hang on the weights, both are found in
turns. Right is a place within 161 km (100 miles) of that of the corpus, as in its papers. Prints
the rows of the table.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.reading.places.senses import Senses, meanings
from onrecord.reading.places.spoken import area_behind, counted, mentions
from onrecord.tables.places import PlaceEntry
from training.corpora import geowebnews, readings, toponyms
from training.corpora.toponyms import Toponym
from training.parts import held_out
from training.points import kilometres, point_of

NEAR = 161.0  # km
TURNS = 4
STEPS = 12
DECAY = 0.01
# How much a name counts: news of the world more than that of small towns, of which there is more.
SHARES = {"own": 4.0, "geowebnews": 4.0, "TR-News": 3.0, "lgl": 0.5}
# Where the weights begin.
FIRST = {"people": 1.0, "kind state": 2.0, "inside": 4.0, "own name": 1.0, "state voted for": 0.5}


@dataclass(frozen=True, slots=True)
class Text:
    """A text with names whose place is known; `share` is how much each of them counts.

    `all_named` says that these are all its names of places.
    """

    words: str
    toponyms: Sequence[Toponym]
    share: float = 1.0
    all_named: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """The places of one name in one text: what speaks for each, which are right, how it counts."""

    features: list[dict[str, float]]
    right: list[bool]
    weight: float


def material(corpora: Path, own: Sequence[Path]) -> list[Text]:
    """The texts that are learnt from."""
    found = [
        Text(t.text, t.toponyms, SHARES["geowebnews"])
        for t in geowebnews.used(corpora / "GeoWebNews")
        if not held_out(t.name)
    ]
    for stem in ("TR-News", "lgl"):
        marked = toponyms.marked(corpora / f"{stem}.xml")
        found += [Text(t.text, t.toponyms, SHARES[stem]) for t in marked if not held_out(t.name)]
    for folder in own:
        placed = readings.placed(folder)
        found += [Text(t.text, t.toponyms, SHARES["own"], all_named=False) for t in placed]
    return found


def senses(text: Text, weights: dict[str, float] | None = None) -> Senses:
    """What the names of a text mean by those weights, or by those of the table."""
    words = text.words
    if text.all_named:
        named = ((words[t.start : t.end], area_behind(words, t.end)) for t in text.toponyms)
        return Senses(counted(named), frozenset(), weights)
    return Senses(counted(mentions(words)), frozenset(), weights)


def is_right(entry: PlaceEntry, toponym: Toponym) -> bool:
    """Whether a place is that of the corpus, or lies near it."""
    if entry.geonames is not None and entry.geonames == toponym.geonames:
        return True
    point = point_of(toponym)
    return point is not None and kilometres(point, (entry.lat, entry.lon)) < NEAR


def could_be(name: str, toponym: Toponym) -> bool:
    """Whether the place of the corpus is among those that the name may mean."""
    return any(is_right(meaning.entry, toponym) for meaning in meanings(name))


def choices(text: Text, weights: dict[str, float]) -> Iterator[Choice]:
    """The names of a text that may mean one place or another, one of them right."""
    found, words = senses(text, weights), text.words
    seen: Counter[tuple[str, str, Toponym | None]] = Counter()
    meant: dict[tuple[str, str], Toponym] = {}
    for toponym in text.toponyms:
        name = words[toponym.start : toponym.end]
        key = (name, area_behind(words, toponym.end))
        meant.setdefault(key, toponym)
        seen[(*key, None)] += 1
    for (name, within), toponym in meant.items():
        entries = [meaning.entry for meaning in meanings(name)]
        right = [None is not entry.geonames == toponym.geonames for entry in entries]
        if not any(right):
            right = [is_right(entry, toponym) for entry in entries]
        if any(right) and not all(right):
            rows = found.features(name, within)
            yield Choice(rows, right, text.share * seen[name, within, None] ** 0.5)


def fit(found: Sequence[Choice], first: dict[str, float]) -> dict[str, float]:
    """The weights under which the right places are likeliest: Newton's method, inside EM.

    Where several places of a name are right (a town and its county), each is taken to be meant as
    likely as the weights of before say.
    """
    names = sorted({name for choice in found for row in choice.features for name in row})
    rows = [row for choice in found for row in choice.features]
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    starts = np.cumsum([0, *(len(choice.features) for choice in found)])[:-1]
    sizes = [len(choice.features) for choice in found]
    right = np.array([float(yes) for choice in found for yes in choice.right])
    share = np.array([choice.weight for choice in found])
    weights = np.array([first.get(name, 0.0) for name in names])
    ridge = DECAY * share.sum() / 100
    for _ in range(STEPS):
        scores = table @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        likely = np.exp(scores)
        good = likely * right + 1e-300
        likely /= np.repeat(np.add.reduceat(likely, starts), sizes)
        good /= np.repeat(np.add.reduceat(good, starts), sizes)
        each = np.repeat(share, sizes)
        slope = table.T @ (each * (good - likely)) - ridge * weights
        middles = np.add.reduceat(table * likely[:, None], starts)
        curve = (table * (each * likely)[:, None]).T @ table
        curve -= (middles * share[:, None]).T @ middles
        weights = weights + np.linalg.solve(curve + ridge * np.eye(len(names)), slope)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def learn(given: Sequence[Text]) -> dict[str, float]:
    """The weights that the texts teach."""
    weights = dict(FIRST)
    for _ in range(TURNS):
        weights = fit([choice for text in given for choice in choices(text, weights)], weights)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.placing", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("own", type=Path, nargs="+")
    args = parser.parse_args()
    weights = learn(material(args.corpora / "geoparsing", args.own))
    for name, weight in weights.items():
        print(f"{name}\t{weight}")


if __name__ == "__main__":
    main()
