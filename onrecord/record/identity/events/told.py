"""Evidence for events that code no other fact: the words that tell them, and their reports'."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.record.identity.events.people import role
from onrecord.record.identity.events.profile import EventProfile
from onrecord.record.identity.events.words import rarity, related

Pair = tuple[str, str]

_BEGINNING = 5  # letters that words of one stem share: «acquire», «acquisition»


def signs(
    one: EventProfile, other: EventProfile, words_related: Mapping[Pair, float] | None = None
) -> dict[str, float]:
    """How far each piece of evidence is there, by its name in the table; symmetric.

    ``words_related`` stands for ``related()`` while that table is being made.
    """
    first, second = one.turn, other.turn
    table = related() if words_related is None else words_related
    told = table.get((first, second) if first <= second else (second, first), 0.0)
    begins = _begins(first, second)
    whole, words = likeness(one.report, other.report), _overlap(one.words, other.words)
    names, numbers = _share(one.names, other.names), _share(one.numbers, other.numbers)
    found = {"always": 1.0, "begins alike": begins, "related": told}
    found |= {"words": words, "names": names, "numbers": numbers}
    if first and first == second:
        found |= {
            "turn": 1.0,
            "rare turn": rarity(first),
            "turn and report": whole,
            "turn and words": words,
            "turn and names": names,
        }
    if whole:
        found |= {
            "report": whole,
            "report squared": whole * whole,
            "related and report": max(told, begins) * whole,
        }
    if one.names and other.names and not names:
        found["other names"] = 1.0
    if one.numbers and other.numbers and not numbers:
        found["other numbers"] = 1.0
    return (
        found
        | role("actors", one.actors, other.actors)
        | role("recipients", one.recipients, other.recipients)
    )


def _begins(one: str, other: str) -> float:
    """1 where two stems that differ begin alike, as «elect» and «election» do."""
    if one == other or min(len(one), len(other)) < 4:
        return 0.0
    size = min(_BEGINNING, len(one), len(other))
    return float(one[:size] == other[:size])


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The cosine of two bags of stems, each as heavy as it is rare; 0 where one is empty."""
    first, second = _weighed(one), _weighed(other)
    if first.stems.keys().isdisjoint(second.stems):
        return 0.0
    both = first.stems.keys() & second.stems.keys()
    common = math.fsum(first.stems[word] ** 2 for word in both)
    return common / math.sqrt(first.squared * second.squared)


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of the poorer bag that both have, each stem as heavy as it is rare."""
    first, second = _weighed(one), _weighed(other)
    if first.stems.keys().isdisjoint(second.stems):
        return 0.0
    both = first.stems.keys() & second.stems.keys()
    return math.fsum(first.stems[word] for word in both) / min(first.total, second.total)


@dataclass(frozen=True, slots=True)
class _Bag:
    """Stems with how rare each is, and the sums; exact ones, so that no order of stems is told."""

    stems: Mapping[str, float]
    total: float
    squared: float


@lru_cache(maxsize=16384)
def _weighed(words: tuple[str, ...]) -> _Bag:
    rare = {word: rarity(word) for word in words}
    values = rare.values()
    return _Bag(rare, math.fsum(values), math.fsum(value**2 for value in values))


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 0.0
    both = len(set(one).intersection(other))
    return both / min(len(one), len(other)) if both else 0.0
