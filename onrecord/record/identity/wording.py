"""Words as two tellings are compared by: folded, weighed by what they are, and their roots.

What a word counts depends on the word and on tables/same_words.tsv alone, never on how often
the record has it: else the same two tellings would be judged otherwise tomorrow.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from onrecord.record.identity.actors.spelling import folded
from onrecord.record.identity.stems import stem
from onrecord.tables import rows
from onrecord.tables.states import states

__all__ = [
    "counted",
    "function_words",
    "negations",
    "root",
    "roots",
    "state_of",
    "tokens",
    "weight",
    "weights",
]

_SHAPES = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("‐", "-"), ("‑", "-"))
_WORD = re.compile(r"[^\W_]+(?:['.\-][^\W_]+)*")


def tokens(text: str) -> list[str]:
    """The words of a text, case folded, without marks; «that's» and «ten-mile» are one each."""
    if not text.isascii():
        for shape, plain in _SHAPES:
            text = text.replace(shape, plain)
    return _WORD.findall(text.casefold())


@cache
def _listed(use: str) -> dict[str, str]:
    """Forms of one use in the table, and the value of each."""
    return {
        form: row["value"]
        for row in rows("same_words")
        if row["use"] == use
        for form in row["words"].split("|")
    }


@cache
def function_words() -> frozenset[str]:
    """Words that stand in any sentence and tell nothing of which it is."""
    return frozenset(_listed("function"))


@cache
def phrases() -> tuple[tuple[str, ...], ...]:
    """Stock phrases as words, the longest first."""
    found = {tuple(tokens(phrase)) for phrase in _listed("stock")}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


def negations(words: Iterable[str]) -> int:
    """How many of the words turn a sentence into its opposite."""
    return len(list(filter(_listed("not").__contains__, words)))


_FUNCTION, _STOCK, _COMMON, _NUMBER = 0.15, 0.25, 0.5, 1.2


@lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """What a word counts: next to nothing for function words, more the longer it is."""
    if word in function_words() or word in _listed("not"):
        return _FUNCTION
    if word in _listed("common"):
        return _COMMON
    if word[0].isdigit():
        return _NUMBER
    return min(1.4, 0.5 + 0.1 * len(word))


@lru_cache(maxsize=16384)
def weights(words: tuple[str, ...]) -> tuple[float, ...]:
    """What each of the words counts where they stand: those of stock phrases count little."""
    found = list(map(weight, words))
    opening = _opening()
    for at, word in enumerate(words):
        if word not in opening:
            continue
        for phrase in opening[word]:
            if words[at : at + len(phrase)] == phrase:
                for inside in range(at, at + len(phrase)):
                    found[inside] = min(found[inside], _STOCK)
                break
    return tuple(found)


@cache
def _opening() -> dict[str, tuple[tuple[str, ...], ...]]:
    first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases():
        first.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(found) for word, found in first.items()}


def counted(word: str) -> str:
    """The digits that a number in words or digits counts as; empty for other words."""
    return word if word.isdigit() else _listed("numeral").get(word, "")


def state_of(word: str) -> str:
    """The code of the state that a folded word names, or is the adjective of; else empty."""
    return _peoples().get(word.removesuffix("'s"), "").lstrip("=")


@cache
def _peoples() -> dict[str, str]:
    """Names, adjectives and capitals of states that are one word, and the state's code."""
    found: dict[str, str] = {}
    for code, entry in sorted(states().items()):
        forms = (entry.name, *entry.names, *entry.adjectives, *entry.people, *entry.capitals)
        for form in forms:
            if " " not in form and not form.isupper():
                found.setdefault(form.casefold(), f"={code}")
    return found


_ENDINGS = re.compile(
    r"(?:ations?|itions?|ions?|ments?|ness|ically|ally|ily|ly|ers?|ors?|ly|y|e)\Z"
)
_SHARED = 6  # letters that words of one root share at most: «negotiate», «negotiator»
_LEAST = 4


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """What a word shares with its other forms and its like: «freed» and «released» are one."""
    word = word.removesuffix("'s")
    if word in _listed("numeral"):
        return _listed("numeral")[word]
    if word in _peoples():
        return _peoples()[word]
    alike = _listed("alike").get(word) or _alike().get(stem(word))
    return f"~{alike}" if alike else _bare(word)


@cache
def _alike() -> dict[str, str]:
    return {stem(form): value for form, value in _listed("alike").items()}


def _bare(word: str) -> str:
    if word[0].isdigit():
        return word
    form = stem(folded(word))
    cut = _ENDINGS.sub("", form)
    return (cut if len(cut) >= _LEAST else form)[:_SHARED]


@lru_cache(maxsize=16384)
def roots(words: tuple[str, ...]) -> dict[str, float]:
    """The roots of the words that tell something, and the most that a word of each counts."""
    found: dict[str, float] = {}
    for word, value in zip(words, weights(words), strict=True):
        if value > _FUNCTION:
            for part in _rooted(word):
                if found.get(part, 0.0) < value:
                    found[part] = value
    return found


@lru_cache(maxsize=65536)
def _rooted(word: str) -> tuple[str, ...]:
    """The roots of the parts of a word that tell something: two of «ten-mile»."""
    parts = (part for part in word.split("-") if part and part not in function_words())
    return tuple(map(root, parts))
