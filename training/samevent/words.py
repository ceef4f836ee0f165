"""Words as they are compared: by the form a dictionary has them under, and by how rare they are."""

from __future__ import annotations

import csv
import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_FIRST = 1996  # the place of «the»: the first word of the vocabulary
_UNKNOWN = 30522  # behind its last
_VOWELS = frozenset("aeiouy")
# Two equal letters at the end that stay: «kill», «press», «stuff»; others come from doubling.
_STAY = frozenset("lsfz")


@cache
def _irregular() -> dict[str, str]:
    lines = (files(__package__) / "irregular.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader((r for r in lines if not r.startswith("#")), delimiter="\t")
    return {form: row["lemma"] for row in rows for form in row["forms"].split("|")}


@cache
def lemma(word: str) -> str:
    """A form of a word without its inflection, the same for all forms of a regular verb or noun.

    Not always a word: «arrested», «arrests» and «arresting» give «arrest», «charged» and «charges»
    «charg». What counts is that forms of one word meet.
    """
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    word = _irregular().get(word, word)
    if len(word) <= 3:
        return word
    word = word.removesuffix("s") if word.endswith("ings") else word
    if word.endswith("ies") or word.endswith("ied"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    elif word.endswith("ed") and _VOWELS & set(word[:-2]):
        word = _single(word[:-2])
    elif word.endswith("ing") and len(word) > 5 and _VOWELS & set(word[:-3]):
        word = _single(word[:-3])
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word


def _single(stem: str) -> str:
    """«stabb» is «stab», «kill» stays."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _STAY | _VOWELS
    return stem[:-1] if doubled else stem


@cache
def _ranks() -> dict[str, int]:
    model = json.loads((files("onrecord") / "model" / "tokenizer.json").read_text("utf-8"))
    return dict(model["model"]["vocab"])


@cache
def rarity(word: str) -> float:
    """How rare a word is: 0 for marks and single letters, about 0.2 for «the», 2.9 at most.

    The encoder's vocabulary is sorted by how often a word stands in books and encyclopaedias; the
    logarithm of a word's rank there needs no counts of our own, and so never changes with them.
    """
    rank = _ranks().get(word.lower(), _UNKNOWN)
    return math.log(rank / _FIRST) + 0.15 if len(word) > 1 and rank > _FIRST else 0.0


def bag(text: str, start: int, end: int) -> dict[str, float]:
    """The words of `text[start:end]` by their lemma, each with how rare its rarest form is."""
    found: dict[str, float] = {}
    for match in WORD.finditer(text, start, end):
        word = match.group()
        key = lemma(word)
        found[key] = max(found.get(key, 0.0), rarity(word))
    return found


def weighed(text: str, names: Iterable[tuple[int, int]]) -> dict[str, float]:
    """The words of a whole text: how rare, the more the oftener, and twice as much in a name."""
    often = Counter(lemma(match.group()) for match in WORD.finditer(text))
    named = {lemma(m.group()) for start, end in names for m in WORD.finditer(text, start, end)}
    return {
        word: rare * (1 + math.log(often[word])) * (2 if word in named else 1)
        for word, rare in bag(text, 0, len(text)).items()
    }
