"""CoNLL-U: sentences of tokens joined back into running text, each token with its characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word: its characters in the document, and columns of its line."""

    start: int
    end: int
    form: str
    upos: str
    xpos: str
    head: int
    relation: str
    misc: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its text, and its sentences as tokens."""

    name: str
    text: str
    sentences: tuple[tuple[Token, ...], ...]


def documents(path: Path) -> Iterator[Document]:
    """The documents of one file, in its order. A paragraph is a line of its own."""
    name, text, sentences = "", "", list[tuple[Token, ...]]()
    lines = list[str]()
    starts_paragraph = False
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            if sentences:
                yield Document(name, text, tuple(sentences))
            name, text, sentences = line.partition("=")[2].strip(), "", []
        elif line.startswith("# newpar"):
            starts_paragraph = True
        elif line and not line.startswith("#"):
            lines.append(line)
        elif not line and lines:
            if text:
                text = text.rstrip() + ("\n" if starts_paragraph else " ")
            added, tokens = _sentence(lines, len(text))
            text += added
            sentences.append(tokens)
            lines, starts_paragraph = [], False
    if sentences:
        yield Document(name, text, tuple(sentences))


def _sentence(lines: list[str], at: int) -> tuple[str, tuple[Token, ...]]:
    """The text of one sentence, and its tokens placed from `at`."""
    text, tokens = "", list[Token]()
    joined, inside, surface = 0, 0, ""
    for line in lines:
        number, form, _, upos, xpos, _, head, relation, _, misc = line.split("\t")
        if "." in number:
            continue
        space = "" if "SpaceAfter=No" in misc else " "
        if "-" in number:  # «don't» as one written word, its parts on the lines after it
            joined = int(number.partition("-")[2])
            inside, surface = at + len(text), form
            text += form + space
            continue
        if int(number) <= joined:
            start = inside
            if surface.startswith(form):
                end = start + len(form)
                surface, inside = surface[len(form) :], end
            else:  # «wanna» is not its parts in a row: each is all of it
                end = start + len(surface)
        else:
            start = at + len(text)
            end = start + len(form)
            text += form + space
        parent = int(head) if head.isdigit() else 0
        tokens.append(Token(start, end, form, upos, xpos, parent, relation, misc))
    return text, tuple(tokens)
