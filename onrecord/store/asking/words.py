"""Words that are looked for in texts: what a user may write, and where it stands.

    prisoner exchange        both words, anywhere in the text
    "prisoner exchange"      the phrase (also “…” and «…»)
    exchang*                 words that begin so; in a phrase its last word

Letters are compared without case and accents. Everything else that is written is words: nothing
is an error of the query but that there is no word in it.
"""

import re
import unicodedata
from dataclasses import dataclass

from onrecord.errors import QuestionError

MOST = 24  # words and phrases of one query
_TOKEN = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
_PIECE = re.compile(r'"([^"]*)"(\*?)|“([^“”]*)”(\*?)|«([^«»]*)»(\*?)|([^\s"“”«»]+)|["“”«»]')
_MARKS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several that stand one after the other; ``prefix``: the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: every term must be found."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, text: str) -> "Sought":
        """What a user has written; QuestionError where there is no word in it, or too many."""
        terms = tuple(dict.fromkeys(term for term in map(_term, _PIECE.finditer(text)) if term))
        if not terms:
            raise QuestionError.of("text", text, "at least one word to look for")
        if len(terms) > MOST:
            raise QuestionError.of("text", text, f"at most {MOST} words, or a phrase in quotes")
        return cls(terms)

    @property
    def fts5(self) -> str:
        """The same for SQLite's FTS5, which folds the words itself."""
        return " AND ".join(
            f'"{" ".join(term.words)}"' + (" *" if term.prefix else "") for term in self.terms
        )

    @property
    def apart(self) -> "Sought":
        """The same words, wherever each of them stands."""
        words = {
            Term((word,), term.prefix and at == len(term.words)): None
            for term in self.terms
            for at, word in enumerate(term.words, 1)
        }
        return Sought(tuple(words))

    @property
    def tsquery(self) -> str:
        """The same for PostgreSQL, over texts that went through ``plain``; but phrases are words.

        A tsvector knows no places after the first 16,383: whether a phrase is one, ``hits`` says.
        """
        return " & ".join(
            f"'{fold(word)}'" + (":*" if term.prefix and word is term.words[-1] else "")
            for term in self.terms
            for word in term.words
        )

    def may_be_in(self, text: str) -> bool:
        """Whether all the words are there, if only within others: told at a glance."""
        folded = fold(text)
        return all(fold(word) in folded for term in self.terms for word in term.words)

    def hits(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where it stands: starts and ends in ``text``, in order, none overlapping another.

        Nothing where one of the terms is not there.
        """
        met = [(fold(found.group()), found.start(), found.end()) for found in _words(text)]
        places: dict[str, list[int]] = {}
        for number, (word, _, _) in enumerate(met):
            places.setdefault(word, []).append(number)
        found: list[tuple[int, int]] = []
        for term in self.terms:
            spans = _spans(term, met, places)
            if not spans:
                return ()
            found += spans
        return _apart(found)


def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", word.lower()))
    return unicodedata.normalize("NFC", bare)


def plain(text: str) -> str:
    """The folded words of a text, one space between them: what a full-text index is made of."""
    return " ".join(fold(found.group()) for found in _words(text))


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(fold(found.group()) for found in _words(text))


def _words(text: str) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(text))


def _term(piece: re.Match[str]) -> Term | None:
    """A phrase, a word, or a word with marks in it, whose parts are then a phrase («U.S.»)."""
    straight, one, curly, two, angled, three, bare = piece.groups()
    inside = next((part for part in (straight, curly, angled, bare) if part is not None), "")
    words = tuple(found.group() for found in _words(inside))
    if not words:
        return None
    starred = inside.rstrip().endswith("*") or bool(one or two or three)
    return Term(words, prefix=starred)


def _spans(
    term: Term, met: list[tuple[str, int, int]], places: dict[str, list[int]]
) -> list[tuple[int, int]]:
    wanted = [fold(word) for word in term.words]
    if len(wanted) == 1 and term.prefix:
        begun = [number for number, (word, _, _) in enumerate(met) if word.startswith(wanted[0])]
    else:
        begun = places.get(wanted[0], [])
    spans = []
    for first in begun:
        last = first + len(wanted) - 1
        if last < len(met) and all(
            _same(met[first + at][0], word, at == len(wanted) - 1 and term.prefix)
            for at, word in enumerate(wanted)
        ):
            spans.append((met[first][1], met[last][2]))
    return spans


def _same(word: str, wanted: str, prefix: bool) -> bool:
    return word.startswith(wanted) if prefix else word == wanted


def _apart(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order; those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
