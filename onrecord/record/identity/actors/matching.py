"""Whether two personal names can be one person's: word against word."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import product

from onrecord.record.identity.actors.names import Name, named_by_first
from onrecord.record.identity.actors.spelling import spelled_alike
from onrecord.tables import rows
from onrecord.tables.states import split

__all__ = ["Match", "match"]


@dataclass(frozen=True, slots=True)
class Match:
    """How two names fit: a kind of evidence, and how alike the words that fit are spelled."""

    kind: str
    spelled: float = 1.0


_OTHER = Match("other name")


@cache
def _short() -> dict[str, frozenset[str]]:
    """Given names by the groups of tables/nicknames.tsv that they belong to."""
    found: dict[str, set[str]] = {}
    for row in rows("nicknames"):
        for word in split(row["names"]):
            found.setdefault(word, set()).add(row["names"])
    return {word: frozenset(groups) for word, groups in found.items()}


def _fits(one: str, other: str) -> float:
    """How alike two words are: 1 the same, above a half a full word, a half an initial."""
    if len(one) == 1 or len(other) == 1:
        return _INITIAL if one[0] == other[0] else 0.0
    if _short().get(one, frozenset()) & _short().get(other, frozenset()):
        return max(_NICKNAME, spelled_alike(one, other))
    return spelled_alike(one, other)


_INITIAL = 0.5
_NICKNAME = 0.95


def match(one: Name, other: Name, states: AbstractSet[str]) -> Match:
    """How two names fit, whichever comes first; ``states`` are those of their bearers."""
    few, many = sorted((one, other), key=lambda name: (len(name.words), name.words))
    if few.bare:
        return _bare(few, many, states)
    if _run_together(few, many):
        return Match("full name")
    pairs = _pairs(few.words, many.words)
    if pairs is None or _other_middle(few.words, many.words):
        return _OTHER
    whole = [score for *_, score in pairs if score > _INITIAL]
    if not whole or all(into == 0 for _, into, score in pairs if score > _INITIAL):
        return _OTHER
    if len(whole) < 2:
        return Match("initial", min(whole))
    if 0 not in {into for _, into, _ in pairs}:
        return Match("part of name", min(whole))
    return Match("full name", min(whole))


def _bare(few: Name, many: Name, states: AbstractSet[str]) -> Match:
    word = few.words[0]
    if many.bare:
        score = spelled_alike(word, many.words[0])
        return Match("single name", score) if score else _OTHER
    first = any(map(named_by_first, states))
    score = max(spelled_alike(word, w) for w in (many.words if first else many.words[1:]))
    return Match("surname", score) if score else _OTHER


def _run_together(one: Name, other: Name) -> bool:
    """Whether the words are the same but for where they are parted: Jong Un, Jongun."""
    if len(one.words) == len(other.words):
        return False
    return "".join(one.words) == "".join(other.words) or any(
        "".join(a) == "".join(b)
        for a, b in product(_turned(one.words), _turned(other.words))
    )


def _turned(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return words, (*words[1:], words[0]), (words[-1], *words[:-1])


def _pairs(few: tuple[str, ...], many: tuple[str, ...]) -> list[tuple[int, int, float]] | None:
    """Each word of the shorter name with one of the longer, the best first; None if one is left."""
    scored = sorted(
        (
            (-_fits(a, b), abs(i - j), i, j)
            for (i, a), (j, b) in product(enumerate(few), enumerate(many))
        ),
    )
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for score, _, i, j in scored:
        if score < 0 and i not in taken and j not in used:
            taken[i] = j, -score
            used.add(j)
    if len(taken) < len(few):
        return None
    return [(i, j, score) for i, (j, score) in sorted(taken.items())]


def _other_middle(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether both have a middle initial, and not the same: George W. and George H. W."""
    if len(few) < _WITH_MIDDLE:
        return False
    one, other = few[1], many[1]
    return 1 in (len(one), len(other)) and one[0] != other[0]


_WITH_MIDDLE = 3
