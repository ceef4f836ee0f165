"""Which of the places of a name is meant, by what else the report names.

Every name of a report is a vote for the states, the parts of states and the neighbourhoods in
which the places of that name lie, shared among them as likely as each is; votes and likelihoods
are weighed against each other a few times (mean-field inference of a log-linear model). What is
weighed is what the literature on toponym resolution goes by: how many live there, what kind of
place it is, whether the name is its own, what lies near it (Leidner, 2007; Speriosu & Baldridge,
2013). The weights are learnt: table `place_weights`, training/placing.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from onrecord.reading.places.meanings import places_of
from onrecord.tables import rows
from onrecord.tables.places import PlaceEntry, candidates, fold, is_own

Codes = frozenset[str]
Weights = Mapping[str, float]
Cell = tuple[int, int]
_Key = TypeVar("_Key", str, tuple[int, int])

ROUNDS = 2  # how often votes and likelihoods are weighed against each other
_POINTS = frozenset({"city", "capital", "town", "county", "airport", "landmark"})
_AREAS = frozenset({"state", "division", "region"})
_ALIKE = {"region": "landmark", "water": "landmark"}
# What counts in place of the people of a place that has none.
_STAND_IN = {"landmark": 1_000_000, "region": 1_000_000, "water": 1_000_000, "airport": 1_000}
_LEAST = 0.01  # how likely a place must be to have a share in its name's vote


@cache
def learnt() -> Weights:
    """The weights of the table `place_weights`."""
    return {row["feature"]: float(row["weight"]) for row in rows("place_weights")}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A place that a name may mean: what speaks for it wherever it is read, and where it lies."""

    entry: PlaceEntry
    features: Mapping[str, float]
    state: str
    division: str
    cell: Cell
    is_point: bool


@lru_cache(maxsize=4096)
def meanings(name: str) -> tuple[Meaning, ...]:
    """The places of a name, a state first where it names one."""
    return tuple(_meaning(entry, name) for entry in places_of(name))


def _meaning(entry: PlaceEntry, name: str) -> Meaning:
    own = is_own(entry, fold(name).removeprefix("the "))
    return Meaning(
        entry,
        {
            "people": math.log10(_STAND_IN.get(entry.kind, entry.population) + 1),
            "names": math.log10(entry.called + 1),
            f"kind {_ALIKE.get(entry.kind, entry.kind)}": 1.0,
            "own name": float(own),
            "own name of area": float(own and entry.kind in _AREAS),
        },
        state=entry.country,
        division=f"{entry.country}-{entry.division}" if entry.country and entry.division else "",
        cell=(round(entry.lat), round(entry.lon)),
        is_point=entry.kind in _POINTS,
    )


@lru_cache(maxsize=4096)
def _inside(entry: PlaceEntry, area: str) -> bool:
    """Whether a place lies in an area of that name."""
    areas = [a for a in candidates(area) if a.country == entry.country and a is not entry]
    wide = any(a.kind in ("state", "region") for a in areas)
    return wide or any(a.kind == "division" and a.division == entry.division for a in areas)


@dataclass(frozen=True, slots=True)
class Sense:
    """A place that a name may mean, and how likely it does; all of a name's sum up to 1."""

    entry: PlaceEntry
    probability: float


@dataclass(frozen=True, slots=True)
class Mention:
    """How often a report gives a name, and the area that it names behind it, or nothing."""

    count: int = 1
    within: str = ""

    @property
    def weight(self) -> float:
        """How much the name counts."""
        return 1.0 + math.log(self.count)


class Votes:
    """What names speak for: states by their names, states («US») and their parts («US-VT») by the
    places in them, and cells of a degree.
    """

    def __init__(self, codes: Codes = frozenset()) -> None:
        self.states: dict[str, float] = dict.fromkeys(codes, 1.0)
        self.areas: dict[str, float] = {}
        self.cells: dict[Cell, float] = {}

    def add(self, name: str, likely: Sequence[float], weight: float) -> None:
        """Count a name of that weight, its places as likely as given."""
        states, areas, cells = self.states, self.areas, self.cells
        for meaning, probability in zip(meanings(name), likely, strict=True):
            if probability < _LEAST:
                continue
            share = weight * probability
            if meaning.entry.kind == "state":
                states[meaning.state] = states.get(meaning.state, 0.0) + share
            elif meaning.state:
                areas[meaning.state] = areas.get(meaning.state, 0.0) + share
            if meaning.division:
                areas[meaning.division] = areas.get(meaning.division, 0.0) + share
            if meaning.is_point:
                row, column = meaning.cell
                for cell in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
                    cells[cell] = cells.get(cell, 0.0) + share


class Senses:
    """The names of one report, each with the places that it may mean there."""

    def __init__(
        self, names: Mapping[str, Mention], codes: Codes, weights: Weights | None = None
    ) -> None:
        self._names = names
        self._weights = learnt() if weights is None else weights
        self._votes = Votes(codes)
        self._likely: dict[str, Sequence[float]] = {}
        for _ in range(ROUNDS):
            likely = {name: self._weigh(name, mention.within) for name, mention in names.items()}
            votes = Votes(codes)
            for name, mention in names.items():
                votes.add(name, likely[name], mention.weight)
            self._votes, self._likely = votes, likely

    def of(self, name: str, within: str = "") -> tuple[Sense, ...]:
        """The places that the name may mean here, the likeliest first; none of an unknown one."""
        within = within or (self._names[name].within if name in self._names else "")
        likely = zip(meanings(name), self._weigh(name, within), strict=True)
        return tuple(sorted((Sense(m.entry, p) for m, p in likely), key=lambda s: -s.probability))

    def _weigh(self, name: str, within: str) -> Sequence[float]:
        """How likely each of the places of a name is."""
        found = meanings(name)
        if len(found) < 2:
            return (1.0,) * len(found)
        weights = self._weights
        scores = [
            sum(value * weights.get(feature, 0.0) for feature, value in row.items() if value)
            for row in self.features(name, within)
        ]
        top = max(scores)
        likely = [math.exp(score - top) for score in scores]
        total = sum(likely)
        return [part / total for part in likely]

    def features(self, name: str, within: str) -> list[dict[str, float]]:
        """What speaks for each of the places of a name: itself, and the votes of other names."""
        found, areas, cells = meanings(name), self._votes.areas, self._votes.cells
        if found and found[0].entry.kind == "state":
            within = ""  # «Venezuela, Cuba and Chile»
        own = Votes()
        if name in self._likely:
            own.add(name, self._likely[name], self._names[name].weight)
        return [
            {
                **m.features,
                "inside": float(bool(within) and _inside(m.entry, within)),
                "state named": _log(self._votes.states, own.states, m.state),
                "state voted for": _log(areas, own.areas, m.state),
                "division voted for": _log(areas, own.areas, m.division),
                "near": _log(cells, own.cells, m.cell),
            }
            for m in found
        ]


def _log(votes: Mapping[_Key, float], own: Mapping[_Key, float], key: _Key) -> float:
    """The logarithm of the votes of others for an area or a cell."""
    all_ = votes.get(key)
    return math.log1p(max(0.0, all_ - own.get(key, 0.0))) if all_ else 0.0
