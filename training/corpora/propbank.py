"""PropBank over the English Web Treebank: predicates and the spans of their roles.

The skeletons of PropBank have no words; those come from the treebank in CoNLL-U, sentence by
sentence, where both have as many tokens (all but a few). A sentence where they differ is marked, so
that nothing is learnt from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora.conllu import Document, Range, Token, documents

# Numbered arguments, and the two adjuncts that a record has a place for.
ROLES = ("ARG0", "ARG1", "ARG2", "ARGM-LOC", "ARGM-TMP")
_OPEN = re.compile(r"\(([^*()]+)")


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate and the spans of its roles, characters of the text.

    A role may stand twice: «on Monday he left before noon» tells two times.
    """

    at: Range
    roles: tuple[tuple[str, Range], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its predicates; `unknown` are the sentences without annotation."""

    name: str
    text: str
    predicates: tuple[Predicate, ...]
    unknown: tuple[Range, ...]


def labelled(treebank: Path, propbank: Path) -> Iterator[Labelled]:
    """The documents of a treebank file that PropBank has a skeleton of, under `propbank`."""
    skeletons = {
        f"{path.relative_to(propbank).parts[0]}-{path.name.removesuffix('.xml.gold_skel')}": path
        for path in propbank.rglob("*.gold_skel")
    }
    for document in documents(treebank):
        if path := skeletons.get(document.name):
            yield _joined(document, _sentences(path))


def _sentences(path: Path) -> list[list[list[str]]]:
    """The sentences of a skeleton: a row of columns a token."""
    blocks = path.read_text("utf-8").split("\n\n")
    found = [[line.split() for line in block.splitlines() if line.strip()] for block in blocks]
    return [block for block in found if block]


def _joined(document: Document, skeleton: list[list[list[str]]]) -> Labelled:
    predicates, unknown = list[Predicate](), list[Range]()
    aligned = len(skeleton) == len(document.sentences)
    for number, tokens in enumerate(document.sentences):
        rows = skeleton[number] if aligned else []
        if len(rows) == len(tokens):
            predicates.extend(_predicates(tokens, rows))
        else:
            unknown.append((tokens[0].start, tokens[-1].end))
    return Labelled(document.name, document.text, tuple(predicates), tuple(unknown))


def _predicates(tokens: tuple[Token, ...], rows: list[list[str]]) -> Iterator[Predicate]:
    columns = min(len(row) for row in rows)
    for column in range(8, columns):
        spans = _spans([row[column] for row in rows], tokens)
        verb = next((span for label, span in spans if label == "V"), None)
        if verb is None:
            continue
        yield Predicate(verb, tuple((r, s) for r, s in spans if r in ROLES))


def _spans(column: list[str], tokens: tuple[Token, ...]) -> list[tuple[str, Range]]:
    found, label, first = list[tuple[str, Range]](), "", 0
    for at, cell in enumerate(column):
        if opened := _OPEN.match(cell):
            label, first = opened[1], at
        if cell.endswith(")") and label:
            found.append((label, (tokens[first].start, tokens[at].end)))
            label = ""
    return found
