"""Noun phrases of a parsed text (Universal Dependencies): what could be a mention."""

from __future__ import annotations

from collections.abc import Iterator

from training.corpora.conllu import Range, Token

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_POSSESSIVE = frozenset(("PRP$", "WP$"))
# Words within a name or a compound: «Orn» in «Ada Orn» is no phrase of its own; nor is «there».
_WITHIN = frozenset(("compound", "expl", "fixed", "flat", "goeswith"))
# What hangs on a noun and is no part of its phrase: the clause that it is the predicate of, mostly.
_OUTSIDE = frozenset(
    "aux advcl advmod case cc conj cop csubj discourse dislocated expl mark nsubj orphan parataxis"
    " punct vocative".split()
)
_COORDINATED = _OUTSIDE - {"conj", "cc", "punct"}


def phrases(tokens: tuple[Token, ...]) -> Iterator[tuple[Range, int]]:
    """Each noun phrase of a sentence, in characters, and the number of its head among `tokens`.

    A coordination is one phrase more: «Ada and Bo» beside «Ada» and «Bo».
    """
    below: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        below.setdefault(token.head - 1, []).append(at)
    for at, token in enumerate(tokens):
        nominal = token.upos in _NOMINAL or token.xpos in _POSSESSIVE
        if not nominal or token.relation.partition(":")[0] in _WITHIN:
            continue
        sides = [_OUTSIDE]
        if any(tokens[below_it].relation == "conj" for below_it in below.get(at, ())):
            sides.append(_COORDINATED)
        for outside in sides:
            kept = [k for k in below.get(at, ()) if _belongs(tokens[k], at, k, outside)]
            reached = [at, *(t for k in kept for t in _under(k, below))]
            yield (tokens[min(reached)].start, tokens[max(reached)].end), at


def _belongs(token: Token, head: int, at: int, outside: frozenset[str]) -> bool:
    """Whether what hangs on a head is of its phrase; «’s» is, behind it."""
    relation = token.relation.partition(":")[0]
    return relation not in outside or (relation == "case" and at > head and token.xpos == "POS")


def _under(at: int, below: dict[int, list[int]]) -> Iterator[int]:
    """A token and all that hangs on it."""
    yield at
    for k in below.get(at, ()):
        yield from _under(k, below)
