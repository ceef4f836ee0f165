"""OntoGUM: who or what each pronoun and each «the …» stands for, in chains of mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora.conllu import Document, Range, Token, documents

# Genres that read as news does; the others teach the same pronouns in another voice, and stay.
_MARK = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")
_PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves"
    " who whom whose".split()
)
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or a definite phrase, and the mentions before it that it may and does stand for.

    `right` indexes `candidates`; empty where it takes up nothing said before.
    """

    span: Range
    candidates: tuple[Range, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Chained:
    """A document with its anaphors."""

    name: str
    text: str
    anaphors: tuple[Anaphor, ...]


def chained(folder: Path) -> Iterator[Chained]:
    """Every document under `folder` (OntoGUM's CoNLL-U)."""
    for path in sorted(folder.glob("*.conllu")):
        for document in documents(path):
            yield Chained(document.name, document.text, tuple(_anaphors(document)))


def _anaphors(document: Document) -> Iterator[Anaphor]:
    mentions = sorted(_mentions(document))
    known = {span for span, _ in mentions}
    heads = {end for _, end in known}
    others = sorted({s for t in document.sentences for s in _names(t)} - known)
    every = sorted([*mentions, *((span, "") for span in others)])
    loose = [(s, "") for t in document.sentences for s in _definites(t) if s[1] not in heads]
    for span, chain in sorted([*mentions, *loose]):
        words = document.text[span[0] : span[1]].lower().split()
        pronoun = len(words) == 1 and words[0] in _PRONOUNS
        if not pronoun and (words[0] not in _DEFINITE or len(words) == 1):
            continue
        before = [(s, c) for s, c in every if s[1] <= span[0]]
        right = frozenset(i for i, (_, c) in enumerate(before) if c and c == chain)
        if pronoun and not right:
            continue  # cataphora, or an antecedent that the corpus leaves out
        yield Anaphor(span, tuple(s for s, _ in before), right)


def _mentions(document: Document) -> Iterator[tuple[Range, str]]:
    opened: dict[str, list[int]] = {}
    for tokens in document.sentences:
        for token in tokens:
            marks = re.search(r"(?:^|\|)Entity=([^|]*)", token.misc)
            for single, opens, closes in _MARK.findall(marks[1] if marks else ""):
                if single:
                    yield (token.start, token.end), single
                elif opens:
                    opened.setdefault(opens, []).append(token.start)
                elif opened.get(closes):
                    yield (opened[closes].pop(), token.end), closes


def _names(tokens: tuple[Token, ...]) -> Iterator[Range]:
    """Runs of proper nouns: what else a pronoun could stand for."""
    first: Token | None = None
    last: Token | None = None
    for token in tokens:
        if token.upos == "PROPN":
            first, last = first or token, token
        elif first and last:
            yield first.start, last.end
            first = None
    if first and last:
        yield first.start, last.end


def _definites(tokens: tuple[Token, ...]) -> Iterator[Range]:
    """«the …» up to its noun."""
    for at, token in enumerate(tokens):
        if token.form.lower() in _DEFINITE and token.relation == "det" and token.head > at + 1:
            yield token.start, tokens[token.head - 1].end
