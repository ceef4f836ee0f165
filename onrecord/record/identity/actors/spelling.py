"""One name in many spellings: how alike two words of names are written.

The rules stand in tables/name_spellings.tsv. A word has three forms: folded (no case, no accents),
light (spellings of one sound made one) and loose (consonants alone). The loose form finds
candidates; how much of the light forms differs says whether they are one name.
"""

import re
import unicodedata
from functools import cache, lru_cache

from onrecord.tables import rows

__all__ = ["folded", "light", "loose", "one_english", "spelled_alike"]

_MARKS = str.maketrans(dict.fromkeys("-‐‑–—/", " ") | dict.fromkeys("'’‘`ʻʼ.,\"“”"))


@lru_cache(maxsize=16384)
def folded(words: str) -> str:
    """Words without case, accents and marks; hyphens as spaces, spaces single."""
    if not words.isascii():
        words = words.lower().translate(_letters())
        plain = unicodedata.normalize("NFKD", words)
        words = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(words.translate(_MARKS).casefold().split())


def one_english(words: str) -> str:
    """Folded words of a body's name, British and American spellings made one."""
    return _through(_rules("body"), words)


@lru_cache(maxsize=65536)
def light(word: str) -> str:
    """A folded word with the spellings of one sound made one: zelenskyy and zelensky."""
    return _through(_rules("light"), word)


@lru_cache(maxsize=65536)
def loose(word: str) -> str:
    """The consonants of a folded word, as all its spellings share them: zelensky and selenskyj."""
    return _through(_rules("loose"), light(word))


def spelled_alike(one: str, other: str) -> float:
    """How sure it is that two folded words are one name: 1 written alike, 0 not the same.

    0.95 where only spellings of one sound differ, 0.8 where the consonants are the same (three
    or more) and not much else differs.
    """
    if one == other:
        return 1.0
    first, second = light(one), light(other)
    if first == second:
        return 0.95
    key = loose(one)
    if len(key) < _CONSONANTS or key != loose(other):
        return 0.0
    longest = max(len(first), len(second))
    return 0.8 if _distance(first, second) <= _DIFFERENCE * longest else 0.0


_CONSONANTS = 3
_DIFFERENCE = 0.34


def _distance(one: str, other: str) -> int:
    """How many letters must change (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for to, against in enumerate(other, start=1):
            cost = before + (letter != against)
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, cost)
    return row[-1]


@cache
def _letters() -> dict[int, str]:
    return {ord(row["pattern"]): row["becomes"] for row in _spellings("letter")}


@cache
def _rules(step: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["becomes"]) for row in _spellings(step))


def _spellings(step: str) -> list[dict[str, str]]:
    return [row for row in rows("name_spellings") if row["step"] == step]


def _through(rules: tuple[tuple[re.Pattern[str], str], ...], word: str) -> str:
    for pattern, becomes in rules:
        word = pattern.sub(becomes, word)
    return word
