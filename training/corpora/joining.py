"""Tokens joined back into running text, as news sets it, with the names that BIO tags give them.

The corpora write a token a line. The reader sees running text only, so that a hyphen, a quotation
mark or an apostrophe must stand as it would in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BEFORE = frozenset(".,;:!?)]}%’”»°…") | frozenset(  # no space before these
    ("'s", "'re", "'ve", "'m", "'ll", "'d", "’s", "n't", "n’t", "...")
)
_AFTER = frozenset("([{$£€₹¥₡“‘«#@")  # nor after these
_TIES = frozenset("-/")  # nor on either side, between words
_SUFFIXES = frozenset(("s", "t", "re", "ve", "ll", "d", "m", "S"))  # «it ' s»

Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text and its names as (start, end, kind)."""

    name: str
    text: str
    names: tuple[Name, ...]


def joined(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The running text of one paragraph, and where each token starts in it."""
    text, starts = "", list[int]()
    opened, tied = dict[str, bool](), True
    for at, token in enumerate(tokens):
        previous = tokens[at - 1] if at else ""
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        glued, ties = token in _BEFORE, token in _AFTER
        if token in ('"', "'"):
            glued, ties = _mark(token, previous, following, opened)
        elif token == "’":
            ties = following in _SUFFIXES
        elif token in _TIES and _word(previous) and _word(following):
            glued = ties = True
        elif token == previous == "-":  # a dash typed as two hyphens
            glued = True
        text += token if glued or tied else f" {token}"
        starts.append(len(text) - len(token))
        tied = ties
    return text, starts


def _mark(token: str, previous: str, following: str, opened: dict[str, bool]) -> tuple[bool, bool]:
    """Whether a straight mark is glued to the word before it, and tied to the one after it."""
    if token == "'" and following in _SUFFIXES:
        return True, True
    plural = previous[-1:] in ("s", "z", "x") and previous not in _SUFFIXES
    if token == "'" and plural and not opened.get(token):
        return True, False  # «the officials' plan»
    opened[token] = not opened.get(token)
    return not opened[token], opened[token]


def _word(token: str) -> bool:
    return token[:1].isalnum() and token[-1:].isalnum()


def named(tags: Iterable[str], starts: Sequence[int], tokens: Sequence[str]) -> list[Name]:
    """The names of BIO tags over tokens that start at `starts`; a stray I- begins a name."""
    names = list[Name]()
    last = ""
    for tag, start, token in zip(tags, starts, tokens, strict=True):
        place, _, kind = tag.partition("-")
        end = start + len(token)
        if place == "I" and kind == last:
            names[-1] = (names[-1][0], end, kind)
        elif kind:
            names.append((start, end, kind))
        last = kind
    return names
