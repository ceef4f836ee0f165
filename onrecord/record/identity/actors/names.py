"""Names of persons, taken apart: titles and particles left out, suffixes apart, order known.

A name is kept as folded words, so that it can stand in a profile as one line.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.record.identity.actors.spelling import folded, light
from onrecord.tables import rows
from onrecord.tables.offices import offices
from onrecord.tables.states import split

__all__ = [
    "Name",
    "borne_by_many",
    "family_first",
    "frequent",
    "is_given",
    "named_by_first",
    "parsed",
    "small_words",
]

_ARTICLES = re.compile(r"\b(?:al|el|as|ash|ad|an|ar|at|az|ul|ur|ud)[-‑](?=\w)", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"\b(?:Al|El)(?=[A-Z])")
_ASIDE = re.compile(r"\([^)]*\)|[\"“][^\"”]*[\"”]")
_ABDUL = re.compile(r"\babd(?:[aeou][lrsnzdt])?[ ](?:[aeu]l )?(?=\w)|\babd[aeou]l(?=[^aeiou ])")
_NUMERAL = re.compile(r"[IVX]{2,}|[IV]")
_GIVEN_OF_TWO = re.compile(r"(?<=\w)[-‐‑](?=[a-z])")  # Ki-moon, Jong-un; not Jean-Yves


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: its words as folded, and apart from them a suffix («jr», «iii»)."""

    words: tuple[str, ...]
    suffix: str = ""

    @property
    def bare(self) -> bool:
        """Whether it is one word alone: a surname, or a single name."""
        return len(self.words) == 1

    @property
    def whole(self) -> tuple[str, ...]:
        """Its words without initials."""
        return tuple(word for word in self.words if len(word) > 1)

    def __str__(self) -> str:
        return " ".join(self.words) + (f", {self.suffix}" if self.suffix else "")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("name_words") if row["kind"] == kind)


@cache
def _titles() -> frozenset[str]:
    titles = (one for one in offices().values() if one.form == "title")
    stated = (name for one in titles for name in (one.name, *one.names))
    return _words("title") | {folded(name) for name in stated if " " not in name}


@lru_cache(maxsize=16384)
def parsed(written: str) -> Name:
    """A name as a report writes it, or as ``str(Name)`` does, taken apart."""
    line, suffix = _suffix(_ASIDE.sub(" ", written).strip())
    line = _INNER_CAPITAL.sub("", _ARTICLES.sub("", line))
    line = re.sub(r"(?<=\b\w)\.(?=\w)", ". ", _GIVEN_OF_TWO.sub("", line))
    words = _ABDUL.sub("abdul", folded(line)).split()
    while len(words) > 1 and words[0] in _titles():
        words = words[1:]
    kept = [word for at, word in enumerate(words) if not _left_out(words, at)]
    return Name(tuple(kept or words), suffix)


def _suffix(line: str) -> tuple[str, str]:
    """A name without its suffix, and the suffix: «III», «Jr.», «, iii» as a Name writes it."""
    start, comma, last = line.rpartition(", ")
    if not comma:
        start, _, last = line.rpartition(" ")
    word = folded(last)
    if start and (word in _words("suffix") or _NUMERAL.fullmatch(last.upper() if comma else last)):
        return start.rstrip(","), word
    return line, ""


def _left_out(words: list[str], at: int) -> bool:
    if at == len(words) - 1:
        return False
    if at == 0 and (len(words) > 2 or words[0] == "ben"):  # Vo Van Thuong, Le Hoai Trung; Ben Hur
        return words[0] in _words("article")
    return words[at] in _words("particle") or words[at] in _words("article")


@cache
def small_words() -> frozenset[str]:
    """Words that are written small within names: particles, articles, «of», «and»."""
    return _words("particle") | _words("article") | _words("small")


@cache
def _orders() -> dict[str, str]:
    return {row["code"]: row["order"] for row in rows("name_orders")}


def family_first(state: str) -> bool:
    """Whether the names of that state's people may begin with the family name."""
    return _orders().get(state) == "family first"


def named_by_first(state: str) -> bool:
    """Whether the first word of a name may stand alone for a person of that state."""
    return state in _orders()


@cache
def _frequent(very: bool) -> frozenset[str]:
    told = rows("frequent_names")
    return frozenset(light(folded(row["name"])) for row in told if row["often"] or not very)


def borne_by_many(word: str, *, very: bool = False) -> bool:
    """Whether so many bear a name that it says little of who is meant."""
    return light(word) in _frequent(very)


@cache
def _given() -> frozenset[str]:
    in_tongues = [word for row in rows("given_tongues") for word in split(row["names"])]
    return frozenset({*(folded(row["name"]) for row in rows("given_names")), *in_tongues})


def is_given(word: str) -> bool:
    """Whether a folded word is a given name that the tables know: Pope Francis has no surname."""
    return word in _given()


def frequent(name: Name, *, very: bool = False) -> bool:
    """Whether so many bear each of a name's words, and no number tells of whom it is."""
    return not name.suffix and all(borne_by_many(word, very=very) for word in name.whole)
