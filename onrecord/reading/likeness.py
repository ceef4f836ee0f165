"""How alike two mentions look: what of their words agrees, and which of them are pronouns.

Two names of one person share their last word; «it» and «its» go together, «it» and «she» do not.
A small encoder sees a mention in its surroundings and forgets how exactly it was written pages
before; so the words are compared here, and the model learns what each kind of likeness is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from onrecord.reading.windows import IntArray
from onrecord.tables import rows

# What two mentions have in common; the number of a kind is the row of a table of the model.
KINDS = (
    "unlike",
    "one pronoun",  # both are forms of it
    "two pronouns",  # of which each means another person or thing: «he», «they»
    "anaphor is a pronoun",
    "candidate is a pronoun",
    "same words",
    "same head, and no more said",  # what one says beside it the other says too
    "head within",  # the head of one is another word of the other
    "same name",
    "same head, and other words",
    "initials",
    "pointing pronoun",  # two of which one is «who» or «that», which fits many
)
LIKENESSES = len(KINDS)
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}

# The columns of `features`.
KEY, HEAD, PRONOUN, WORDS, NAME, INITIALS, BAG, HEAD_BITS = range(8)
COLUMNS = 8

_BITS = 62
_TOKEN = re.compile(r"[^\W_]+(?:[-.,'’&][^\W_]+)*|[,;:()\[\]–—]")
_POSSESSIVE = re.compile(r"['’][sS]$")
_POINTING = ("who", "this")

Range = tuple[int, int]


def features(text: str, spans: Sequence[Range]) -> IntArray:
    """What there is to compare of each of the mentions `spans` of `text`: (mentions, COLUMNS).

    KEY numbers the mentions' words without determiners and possessives, HEAD their head words,
    both as long as they are compared within one call; PRONOUN is 0, or the pronoun's group from 1
    on; WORDS how many words there are; NAME whether the head is capitalised; INITIALS numbers
    those of capitalised words as KEY would, -1 where there are fewer than two; BAG has bits
    for each word, HEAD_BITS those of the head.
    """
    return Described(text).features(spans)


def alike(anaphors: IntArray, candidates: IntArray) -> IntArray:
    """The kind of likeness (`KINDS`) of each of m mentions to each of n before them: (m, n)."""
    here, there = anaphors.T[:, :, None], candidates.T[:, None, :]
    same_head = here[HEAD] == there[HEAD]
    within = _holds(there[BAG], here[HEAD_BITS]) | _holds(here[BAG], there[HEAD_BITS])
    no_more = _holds(there[BAG], here[BAG]) | _holds(here[BAG], there[BAG])
    same = here[KEY] == there[KEY]
    initials = (here[INITIALS] == there[KEY]) | (there[INITIALS] == here[KEY])
    one, other = here[PRONOUN] > 0, there[PRONOUN] > 0
    found: IntArray = np.zeros(same.shape, dtype=np.int64)
    found[within] = _NUMBER["head within"]
    found[same_head] = _NUMBER["same head, and other words"]
    found[same_head & no_more] = _NUMBER["same head, and no more said"]
    found[initials] = _NUMBER["initials"]
    found[same] = _NUMBER["same words"]
    found[same & (here[NAME] == 1) & (there[NAME] == 1)] = _NUMBER["same name"]
    found[one & ~other] = _NUMBER["anaphor is a pronoun"]
    found[other & ~one] = _NUMBER["candidate is a pronoun"]
    pointing = _pointing()[here[PRONOUN]] | _pointing()[there[PRONOUN]]
    found[one & other] = _NUMBER["two pronouns"]
    found[one & other & pointing] = _NUMBER["pointing pronoun"]
    found[one & (here[PRONOUN] == there[PRONOUN])] = _NUMBER["one pronoun"]
    return found


def _holds(bag: IntArray, bits: IntArray) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (bag & bits) == bits
    return found


class Described:
    """The features of mentions of one text, each made once; all of them may be compared."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers: dict[str, int] = {}
        self._known: dict[Range, tuple[int, ...]] = {}

    def features(self, spans: Sequence[Range]) -> IntArray:
        """See `features`."""
        found = [self._known.get(span) or self._describe(span) for span in spans]
        return np.array(found, dtype=np.int64).reshape(-1, COLUMNS)

    def _describe(self, span: Range) -> tuple[int, ...]:
        written = _TOKEN.findall(self._text, *span)
        words = [w for w in written if w[0].isalnum()]
        if len(words) == 1 and (group := _group(words[0])):
            row = self._row(words[0].casefold(), words, group)
        else:
            row = self._row(_head(written), words, 0)
        self._known[span] = row
        return row

    def _row(self, head: str, words: list[str], group: int) -> tuple[int, ...]:
        own = [_plain(w) for w in _own(words)]
        capitals = "".join(w[0] for w in _own(words) if w[0].isupper())
        bag = 0
        for word in own:
            if word not in _turnings():
                bag |= _bits(word)
        return (
            self._number(" ".join(own)),
            self._number(head),
            group,
            len(words),
            int(any(w[0].isupper() and _plain(w) == head for w in words)),
            self._number(capitals.casefold()) if len(capitals) > 1 else -1,
            bag | _bits(head),
            _bits(head),
        )

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers))


def _head(written: list[str]) -> str:
    """The last word before anything that turns away from the phrase's head."""
    words = _own(written)
    head = ""
    for word in words:
        if head and (not word[0].isalnum() or word.casefold() in _turnings()):
            break
        if word[0].isalnum():
            head = word
    return _plain(head)


def _own(words: list[str]) -> list[str]:
    """A phrase without its determiners and possessives; a phrase of nothing else keeps the last."""
    first = 0
    while first < len(words) - 1 and (
        words[first].casefold() in _openings() or _group(words[first])
    ):
        first += 1
    return words[first:]


def _plain(word: str) -> str:
    """A word as it is compared: «U.S.» is «US», «Russia’s» is «Russia», in small letters."""
    return _POSSESSIVE.sub("", word).replace(".", "").casefold()


def _group(word: str) -> int:
    """The group of a pronoun from 1 on, 0 for any other word; «US» is none."""
    return 0 if len(word) > 1 and word.isupper() else _pronouns().get(word.casefold(), 0)


@cache
def _bits(word: str) -> int:
    """Three of the bits of a bag (Bloom 1970): words that share one rarely share all."""
    found = crc32(word.encode())
    return 1 << found % _BITS | 1 << found // _BITS % _BITS | 1 << found // _BITS**2 % _BITS


@cache
def _pronouns() -> dict[str, int]:
    groups = [row["words"].split() for row in rows("likeness") if row["use"] == "pronoun"]
    return {word: number for number, group in enumerate(groups, 1) for word in group}


@cache
def _pointing() -> npt.NDArray[np.bool_]:
    """Whether each group of pronouns, by its number, points at what any phrase may mean."""
    found = np.zeros(max(_pronouns().values()) + 1, dtype=np.bool_)
    found[[_pronouns()[word] for word in _POINTING]] = True
    return found


def _words(use: str) -> Iterator[str]:
    for row in rows("likeness"):
        if row["use"] == use:
            yield from row["words"].split()


@cache
def _openings() -> frozenset[str]:
    return frozenset(_words("opening"))


@cache
def _turnings() -> frozenset[str]:
    return frozenset(_words("turning")) | {w for w, g in _pronouns().items() if _pointing()[g]}
