"""The words on which encounters turn, from the tables `encounters` and `encounters_grammar`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, cast, get_args

from onrecord.tables import rows
from onrecord.tables.states import split
from onrecord.vocabulary import Format, Modality

TOKEN = re.compile(
    # U.S., ’s and ’ll, face-to-face, marks
    r"(?:[A-Z]\.){2,}|[’'](?:s|ll|ve|d|re|m|t)\b|\w+(?:[-‐](?=[a-z0-9])\w+)*|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Turning:
    """A word of the table `encounters`; the fields are its columns."""

    noun: bool
    format: Format
    object: str
    others: frozenset[str]
    mutual: str
    places: frozenset[str]
    host: bool
    says: Modality | None
    again: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The classes of the table `encounters_grammar`, in lower case."""

    group: frozenset[str]
    times: frozenset[str]
    light: frozenset[str]
    host: frozenset[str]
    prep: frozenset[str]
    stop: frozenset[str]
    people: frozenset[str]
    public: frozenset[str]
    modifier: frozenset[str]
    role: frozenset[str]
    crowd: frozenset[str]
    agent: frozenset[str]
    measure: frozenset[str]
    fares: frozenset[str]
    sides: frozenset[str]
    diplomat: frozenset[str]
    joining: frozenset[str]
    kin: frozenset[str]
    part_of: frozenset[str]
    anybody: frozenset[str]
    resuming: frozenset[str]
    skip: frozenset[str]
    from_whom: frozenset[str]
    own: frozenset[str]
    points: frozenset[str]
    indefinite: frozenset[str]
    during: frozenset[str]
    another: frozenset[str]
    given: frozenset[str]
    after_call: frozenset[str]
    past: frozenset[str]
    due: frozenset[str]
    be: frozenset[str]
    not_when: frozenset[str]
    lasting: frozenset[str]
    ahead: frozenset[str]
    relation: frozenset[str]
    bystanders: frozenset[str]
    telling: frozenset[str]
    leaving: frozenset[str]
    realm: frozenset[str]
    finishing: frozenset[str]
    over: frozenset[str]
    premises: frozenset[str]
    homeward: frozenset[str]
    seen: frozenset[str]
    shun: frozenset[str]
    asking: frozenset[str]
    spell: frozenset[str]
    implied: frozenset[str]
    part: frozenset[str]
    wished: frozenset[str]
    allowed: frozenset[str]
    gone: frozenset[str]
    withdrawing: frozenset[str]
    late: frozenset[str]
    doubting: frozenset[str]
    given_by: frozenset[str]
    to_see: frozenset[str]
    manner: frozenset[str]
    venue: frozenset[str]
    paying: frozenset[str]
    having: frozenset[str]
    paused: frozenset[str]
    planning: frozenset[str]
    able: frozenset[str]
    collapsing: frozenset[str]


_SAYS: dict[str, Modality] = {"ahead": "planned", "asked": "asked"}


@cache
def turnings() -> dict[str, tuple[Turning, ...]]:
    """Every form, in lower case with single spaces, and what it may be: verbs before nouns."""
    found: dict[str, list[Turning]] = {}
    for row in rows("encounters"):
        word = Turning(
            noun=row["kind"] == "noun",
            format=cast(Format, row["format"]),
            object=row["object"],
            others=frozenset(split(row["with"])),
            mutual=row["mutual"],
            places=frozenset(split(row["place"])),
            host=row["role"] == "host",
            says=_SAYS.get(row["role"]),
            again=row["again"],
        )
        for form in split(row["forms"]):
            found.setdefault(form, []).append(word)
    return {form: tuple(sorted(words, key=lambda w: w.noun)) for form, words in found.items()}


# What makes a meeting of a verb only by what stands behind: «give», «take», «have», «sign».
_FRAMED = frozenset({"closed", "shown", "scolded", "gathered", "length", "signed"})


@cache
def plainly() -> frozenset[str]:
    """The forms that tell of a meeting by themselves."""
    return frozenset(
        form
        for form, words in turnings().items()
        if any(word.object not in _FRAMED for word in words)
    )


_WORD = re.compile(r"\w+(?:[-‐]\w+)*")


@cache
def _by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every form as its words, by the first of them, the longer first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in turnings():
        words = tuple(_WORD.findall(form))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(many, key=lambda w: (-len(w), w))) for first, many in found.items()}


def turning_words(text: str) -> Iterator[tuple[int, int]]:
    """Where the forms stand in a text, the longest at each word: a look-up at each word."""
    known = _by_first()
    words = list(_WORD.finditer(text))
    lows = [word.group().lower() for word in words]
    for i, low in enumerate(lows):
        for form in known.get(low, ()):
            last = i + len(form)
            if len(form) == 1 or (
                tuple(lows[i:last]) == form
                and all(text[a.end() : b.start()].isspace() for a, b in pairwise(words[i:last]))
            ):
                yield words[i].start(), words[last - 1].end()
                break


Phrased = Literal[
    "off",
    "off finite",
    "sport",
    "closing",
    "shown",
    "scolded",
    "gathered",
    "absent",
    "called it off",
    "unlikely",
    "moved",
]
_PHRASES = get_args(Phrased)
_RANK = "rank "


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    return {row["class"]: split(row["words"]) for row in rows("encounters_grammar")}


@cache
def grammar() -> Grammar:
    """The small words, by class."""
    return Grammar(
        **{
            name: frozenset(words)
            for name, words in _classes().items()
            if name not in _PHRASES and not name.startswith(_RANK)
        }
    )


@cache
def ranks() -> dict[str, frozenset[str]]:
    """The words of an office by the noun that may stand for its holders: «the two ministers»."""
    found = _classes().items()
    return {name.removeprefix(_RANK): frozenset(w) for name, w in found if name.startswith(_RANK)}


@cache
def phrases(name: Phrased) -> re.Pattern[str]:
    """What finds the phrases of a class in a text: what calls a meeting off, what it comes to as a
    subject, words of sport, what stands behind whom one takes aside, scolds, shows round."""
    joined = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in _classes()[name])
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)
