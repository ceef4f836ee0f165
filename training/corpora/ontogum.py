"""OntoGUM: who or what each pronoun and each «the …» stands for, in chains of mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from training.corpora.conllu import Document, Range, Token, documents
from training.corpora.phrases import phrases

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


@dataclass(frozen=True, slots=True)
class Clustered:
    """A document with all mentions of its chains: start, end and the number of the chain, in order.

    The corpus marks no mention that stands alone; `others` are the noun phrases in no chain.
    """

    name: str
    text: str
    mentions: tuple[tuple[int, int, int], ...]
    others: tuple[Range, ...]

    @property
    def genre(self) -> str:
        """The genre in the document's name: `news` of GUM_news_…; all of it where there is none."""
        parts = self.name.split("_")
        return parts[1] if len(parts) > 1 else self.name


def clustered(path: Path) -> Iterator[Clustered]:
    """The documents of one file, or of every CoNLL-U file in a folder and the folders below it."""
    for file in sorted(path.rglob("*.conllu")) if path.is_dir() else [path]:
        for document in documents(file):
            yield _clustered(document)


def _clustered(document: Document) -> Clustered:
    chains: dict[str, int] = {}
    found: dict[Range, int] = {}
    for span, chain in sorted(_mentions(document), key=lambda m: (m[0][0], -m[0][1])):
        found.setdefault(span, chains.setdefault(chain, len(chains)))
    others = sorted({span for tokens in document.sentences for span in _others(tokens, found)})
    mentions = tuple((start, end, chain) for (start, end), chain in found.items())
    return Clustered(document.name, document.text, mentions, tuple(others))


def _others(tokens: tuple[Token, ...], mentions: Mapping[Range, int]) -> Iterator[Range]:
    """The phrases of a sentence whose head word is that of no mention."""
    if not tokens:
        return
    low, high = tokens[0].start, tokens[-1].end
    own = [
        [at for at, t in enumerate(tokens) if a <= t.start and t.end <= b]
        for a, b in mentions
        if low <= a and b <= high
    ]
    heads = {at for inside in own for at in inside if tokens[at].head - 1 not in inside}
    for span, head in phrases(tokens):
        if head not in heads:
            yield span


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
