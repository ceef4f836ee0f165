"""Evidence for events that code no other fact: the words that tell them, and their reports'."""

import math
from collections.abc import Mapping

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
    same = float(one.turn == other.turn and bool(one.turn))
    table = related() if words_related is None else words_related
    told = table.get((min(one.turn, other.turn), max(one.turn, other.turn)), 0.0)
    begins = _begins(one.turn, other.turn)
    whole, words = likeness(one.report, other.report), _overlap(one.words, other.words)
    names, numbers = _share(one.names, other.names), _share(one.numbers, other.numbers)
    return {
        "always": 1.0,
        "turn": same,
        "rare turn": same * rarity(one.turn),
        "begins alike": begins,
        "related": told,
        "report": whole,
        "report squared": whole * whole,
        "words": words,
        "names": names,
        "other names": float(bool(one.names) and bool(other.names) and not names),
        "numbers": numbers,
        "other numbers": float(bool(one.numbers) and bool(other.numbers) and not numbers),
        "turn and report": same * whole,
        "related and report": max(told, begins) * whole,
        "turn and words": same * words,
        "turn and names": same * names,
        **role("actors", one.actors, other.actors),
        **role("recipients", one.recipients, other.recipients),
    }


def _begins(one: str, other: str) -> float:
    """1 where two stems that differ begin alike, as «elect» and «election» do."""
    if one == other or min(len(one), len(other)) < 4:
        return 0.0
    size = min(_BEGINNING, len(one), len(other))
    return float(one[:size] == other[:size])


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The cosine of two bags of stems, each as heavy as it is rare; 0 where one is empty."""
    both = set(one) & set(other)
    if not both:
        return 0.0
    weights = [sum(rarity(word) ** 2 for word in bag) for bag in (one, other, both)]
    return weights[2] / math.sqrt(weights[0] * weights[1])


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of the poorer bag that both have, each stem as heavy as it is rare."""
    both = sum(rarity(word) for word in set(one) & set(other))
    return both / min(sum(map(rarity, one)), sum(map(rarity, other))) if both else 0.0


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    both = len(set(one) & set(other))
    return both / min(len(one), len(other)) if both else 0.0
