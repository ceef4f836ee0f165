"""GeoWebNews: names of places, what they are used for, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from onrecord.reading.encoder import encoder
from onrecord.reading.places.slots import located
from onrecord.reading.spotting import spot
from onrecord.tables.places import PlaceEntry
from training.corpora import geowebnews
from training.corpora.geowebnews import USES, Used
from training.corpora.toponyms import Toponym
from training.parts import held_out
from training.placing import Text, could_be, is_right, senses
from training.points import kilometres, point_of
from training.tally import Measured, Tally

_LITERAL = USES[0]


def measure(path: Path) -> Measured:
    """Figures on the texts of `path`, a folder of `N.txt` and `N.ann`.

    Given the folder that has GeoWebNews in it instead, it reads the texts held out.

    `literal`: F1 of exact spans of the names used for the place itself. `use`: accuracy of the use
    of the names found exactly. `within_161km`: share of the literal names with an id of GeoNames
    that are put within 100 miles of it, the names of the text being given, as in the paper; a
    place that is not told is a miss, and so is an id of which we have no point.
    """
    names = {name: Tally() for name in ("literal", "associative", "both")}
    used, located, count = Tally(), _Located(), 0
    for text in texts_of(path):
        count += 1
        found = {(n.start, n.end): n.kind for n in spot(text.text, encoder()).places}
        gold = {(start, end): use for start, end, use in text.names}
        used.add(len(found.keys() & gold.keys()), len(gold), len(found.items() & gold.items()))
        names["both"].add(len(found), len(gold), len(found.keys() & gold.keys()))
        for name, use in zip(names, USES, strict=False):
            ours = {at for at, kind in found.items() if kind == use}
            theirs = {at for at, kind in gold.items() if kind == use}
            names[name].add(len(ours), len(theirs), len(ours & theirs))
        located.add(text)
    rows = {
        name: {"precision": t.precision, "recall": t.recall, "F1": t.f1}
        for name, t in names.items()
    }
    rows["use, of names found"] = {"accuracy": used.precision}
    rows["use, of all names"] = {"accuracy": used.recall}
    scores = {"literal": names["literal"].f1, "use": used.precision} | located.scores()
    return Measured(
        count, {name: round(value, 2) for name, value in scores.items()}, rows | located.rows()
    )


def texts_of(path: Path) -> Iterator[Used]:
    """The texts of the folder, or those held out of the corpus in it."""
    inner = path / "GeoWebNews"
    if inner.is_dir():
        yield from (text for text in geowebnews.used(inner) if held_out(text.name))
    else:
        yield from geowebnews.used(path)


@dataclass(slots=True)
class _Located:
    """The literal names with a place, by what is made of them."""

    near: Tally = field(default_factory=Tally)
    hard: Tally = field(default_factory=Tally)  # with those that have degrees only
    could: Tally = field(default_factory=Tally)
    away: list[float] = field(default_factory=list)  # km

    def add(self, text: Used) -> None:
        """Count the names of a text."""
        words, meant = text.text, senses(Text(text.text, text.toponyms))
        for (start, end, use), toponym in zip(text.names, text.toponyms, strict=True):
            if use != _LITERAL or (toponym.geonames is None and toponym.lat is None):
                continue
            name = words[start:end]
            entry = located(words, start, end, meant)
            told, right = entry is not None, entry is not None and is_right(entry, toponym)
            self.hard.add(told, 1, right)
            if toponym.geonames is None:
                continue
            self.near.add(told, 1, right)
            self.could.add(0, 1, could_be(name, toponym))
            self.away.extend(_apart(entry, toponym))

    def scores(self) -> dict[str, float]:
        """What is held against the field."""
        return {"within_161km": self.near.recall}

    def rows(self) -> dict[str, dict[str, float]]:
        """The rows of the table; the median is over the places told whose point is known."""
        return {
            "within 161 km": {"accuracy": self.near.recall, "precision": self.near.precision},
            "with degrees too": {"accuracy": self.hard.recall, "precision": self.hard.precision},
            "in the gazetteer": {"recall": self.could.recall},
            "median error": {"km": median(self.away) if self.away else 0.0},
        }


def _apart(entry: PlaceEntry | None, toponym: Toponym) -> Iterator[float]:
    """How many kilometres lie between the two, where that is known."""
    point = point_of(toponym)
    if entry is not None and entry.geonames == toponym.geonames:
        yield 0.0
    elif entry is not None and point is not None:
        yield kilometres(point, (entry.lat, entry.lon))
