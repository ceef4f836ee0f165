"""What the words around an encounter tell of which it is (``same_encounter_words.tsv``)."""

import re
from collections.abc import Iterable
from functools import cache

from onrecord.record.identity.stems import stem
from onrecord.tables import rows

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ANY = re.compile(r"\w+")
_SHORTEST = 4  # letters of a word that tells anything


def count(told: Iterable[str]) -> int:
    """The number of the round or session («the third round of talks»), 0 where none is told."""
    for sentence in told:
        if found := _counted().search(sentence):
            return _numbers()[found[1].lower()]
    return 0


def of_before(told: Iterable[str]) -> bool:
    """Whether a sentence looks back: «their previous meeting», «when they last met»."""
    return any(_back().search(sentence) for sentence in told)


def stems(told: Iterable[str], most: int) -> tuple[str, ...]:
    """Stems of the telling words, at most so many, the longest first taken, in their order.

    Names are left out (participants and places have their own evidence), and so are words that
    stand in any telling of an encounter.
    """
    found = set[str]()
    for sentence in told:
        for match in _WORD.finditer(sentence):
            word = match.group()
            if word.islower() and len(word) >= _SHORTEST and word not in plain():
                found.add(stem(word))
    kept = sorted(found, key=lambda word: (-len(word), word))[:most]
    return tuple(sorted(kept))


def occasion_words(name: str | None) -> tuple[str, ...]:
    """The words of an occasion's name that tell which it is, folded: «g20», «pacific»."""
    words = {match.group().casefold() for match in _ANY.finditer(name or "")}
    return tuple(sorted({stem(word) for word in words if len(word) > 1 and word not in plain()}))


@cache
def _listed(use: str) -> list[tuple[str, list[str]]]:
    table = rows("same_encounter_words")
    return [(row["value"], row["words"].split("|")) for row in table if row["use"] == use]


@cache
def _numbers() -> dict[str, int]:
    return {word: int(value) for value, words in _listed("number") for word in words}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _counted() -> re.Pattern[str]:
    heads = [word for _, words in _listed("counted") for word in words]
    return re.compile(rf"\b({_either(_numbers())})\s+(?:{_either(heads)})\b", re.IGNORECASE)


@cache
def _back() -> re.Pattern[str]:
    turns = [word for _, words in _listed("back") for word in words]
    return re.compile(rf"\b(?:{_either(turns)})\b", re.IGNORECASE)


@cache
def ranks() -> frozenset[str]:
    """Ranks and styles that say of nobody that another office is not his or hers."""
    return frozenset(word for _, words in _listed("rank") for word in words)


@cache
def seats() -> frozenset[str]:
    """Towns in which many states meet all the time."""
    return frozenset(word for _, words in _listed("seat") for word in words)


@cache
def plain() -> frozenset[str]:
    """Words that stand in any telling of an encounter, days of the week among them."""
    return frozenset(word for _, words in _listed("plain") for word in words)
