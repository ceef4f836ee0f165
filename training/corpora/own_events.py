"""Our own sentences of news, coded by PLOVER's definitions, with states and surnames to fill in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from onrecord.tables import parse
from onrecord.tables.states import State, states
from training.corpora.plover import Typed

SENTENCES = Path(__file__).parent.parent / "own" / "event_sentences.tsv"
SURNAMES = (
    "Abara", "Aliyev", "Andersen", "Bakary", "Banda", "Castillo", "Chaudhry", "Costa", "Demir",
    "Diallo", "Dimitrov", "Eklund", "Farouk", "Fernando", "Gomes", "Haddad", "Hoang", "Ivanov",
    "Jansen", "Kabila", "Karimov", "Kaya", "Kowalski", "Lee", "Mahmoud", "Marin", "Mensah",
    "Molina", "Moreau", "Nakamura", "Nguema", "Novak", "Okello", "Oyono", "Papadakis", "Quispe",
    "Rahman", "Reyes", "Rossi", "Sato", "Schmidt", "Singh", "Tamm", "Toure", "Vargas", "Yilmaz",
)  # fmt: skip
_T = TypeVar("_T")
_BLANK = re.compile(r"\{(\w)(\.?)\}")
_ARTICLE = re.compile(r"\b([Aa]) (?=\{[abc]\})")
_WITH_THE = re.compile(r"(?:s|Gambia)$|Republic|Islands|^United|\band\b|,|\.")


def typed(fillings: int = 3, path: Path = SENTENCES) -> Iterator[Typed]:
    """Every sentence, filled in as many ways; the same ways on every run."""
    for number, row in enumerate(parse(path.name, path.read_text("utf-8").split("\n"))):
        for way in range(fillings):
            name = f"own-{number}-{way}"
            yield Typed(name, _filled(row["text"], name), row["type"], row["mode"] or None)


@cache
def _countries() -> tuple[State, ...]:
    """States whose names take no article and that have an adjective and a capital."""
    return tuple(
        s
        for s in states().values()
        if s.adjectives and s.capitals and len(s.code) == 2 and not _WITH_THE.search(s.name)
    )


def _filled(text: str, name: str) -> str:
    """The text with every blank filled; which states and surnames, `name` decides."""
    places = dict(zip("ABC", _drawn(_countries(), name, 3), strict=True))
    people = dict(zip("pq", _drawn(SURNAMES, name, 2), strict=True))

    def word(found: re.Match[str]) -> str:
        key, dot = found[1], found[2]
        if key in people:
            return people[key]
        state = places[key.upper()]
        if dot:
            return state.capitals[0]
        return state.name if key.isupper() else state.adjectives[0]

    def article(found: re.Match[str]) -> str:
        adjective = places[text[found.end() + 1].upper()].adjectives[0]
        return f"{found[1]}n " if adjective[0] in "AEIO" else found[0]

    return _BLANK.sub(word, _ARTICLE.sub(article, text))


def _drawn(many: Sequence[_T], name: str, count: int) -> list[_T]:
    """`count` different ones of `many`, drawn by a hash of `name`."""
    seed = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    left, drawn = list(many), []
    for _ in range(count):
        seed, at = divmod(seed, len(left))
        drawn.append(left.pop(at))
    return drawn
