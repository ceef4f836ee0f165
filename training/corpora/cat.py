"""The CAT tool's XML, as ECB+ and MEANTIME have it: tokens, and marks that stand off on them.

The tokens are joined back into running text: «said , " no . "» reads «said, "no."» again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

Range = tuple[int, int]

_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%’”") | {"'s", "’s", "n't", "'re", "'ve", "'ll", "'d", "'m"}
_NO_SPACE_AFTER = frozenset("([{$£€“‘#@")
_QUOTES = {"``": '"', "''": '"'}
_SUFFIXES = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))  # «it ' s»
_MARKS = frozenset("\"'")
_ENDS = '.?!"”'
_COMPOUND = re.compile(r"[^\W\d_]-[^\W\d_]")
# Marks that some documents split off inside words: «first - degree». There a dash looks the same.
_INNER = frozenset("-/_")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with its kind, its attributes, and the tokens that it stands on, in their order."""

    kind: str
    attributes: dict[str, str]
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One document: its text, the characters of each token, its sentences, marks and relations.

    `sentences` gives the characters of each sentence by its number in the file; `relations` are
    (kind, attributes, identifiers of the sources, identifier of the target or «»).
    """

    name: str
    text: str
    tokens: tuple[Range, ...]
    sentences: dict[int, Range]
    marks: dict[str, Mark]
    relations: tuple[tuple[str, dict[str, str], tuple[str, ...], str], ...]

    def span(self, mark: Mark) -> Range:
        """The characters from a mark's first token to its last."""
        return self.tokens[mark.tokens[0]][0], self.tokens[mark.tokens[-1]][1]


def read(path: Path) -> Page:
    """The document in a file. An address that opens the file as a sentence is no text."""
    root = ElementTree.parse(path).getroot()
    tokens = root.findall("token")
    words = [(int(t.get("sentence", "0")), (t.text or "").strip()) for t in tokens]
    if words and words[0][1].startswith("http"):
        words = [(s, "" if s == words[0][0] else w) for s, w in words]
    text, spans = join(words)
    sentences: dict[int, Range] = {}
    for (sentence, word), (start, end) in zip(words, spans, strict=True):
        if word:
            sentences[sentence] = (sentences.get(sentence, (start, end))[0], end)
    place = {t.get("t_id"): i for i, t in enumerate(tokens)}
    marks: dict[str, Mark] = {}
    for node in root.iterfind("Markables/*"):
        at = sorted(place[a.get("t_id")] for a in node.iterfind("token_anchor"))
        marks[node.get("m_id", "")] = Mark(node.tag, dict(node.attrib), tuple(at))
    relations = []
    for node in root.iterfind("Relations/*"):
        sources = tuple(s.get("m_id", "") for s in node.iterfind("source"))
        target = node.find("target")
        named = "" if target is None else target.get("m_id", "")
        relations.append((node.tag, dict(node.attrib), sources, named))
    return Page(path.stem, text, tuple(spans), sentences, marks, tuple(relations))


def join(words: list[tuple[int, str]]) -> tuple[str, list[Range]]:
    """Running text of (sentence, token), and the characters of each; an empty token has none.

    A sentence without a mark at its end (a headline, a date line) is a line of its own.
    """
    text, spans = "", list[Range]()
    sentence, open_, before = -1, set[str](), ""
    split = not any(_COMPOUND.search(word) for _, word in words)
    for at, (number, token) in enumerate(words):
        written = _QUOTES.get(token, token)
        if not written:
            spans.append((len(text), len(text)))
            continue
        after = next((w for n, w in words[at + 1 : at + 2] if n == number), "")
        if number != sentence:
            text += "" if not text else " " if text[-1] in _ENDS else "\n"
            sentence, before, open_ = number, "", set()
        apostrophe = written in {"'", "’"} and after in _SUFFIXES
        closing = written in open_ or token == "''" or (written == "'" and before[-1:] == "s")
        closing = closing or apostrophe
        if before and not closing and not _glued(before, written, split):
            text += " "
        spans.append((len(text), len(text) + len(written)))
        text += written
        before = written
        if written in _MARKS and not closing:
            open_.add(written)
            before = "("  # what follows stands close to it
        elif written[-1] in open_:
            open_.discard(written[-1])
        elif written[0] in _MARKS and written[1:2].isalpha() and written not in _NO_SPACE_BEFORE:
            open_.add(written[0])
        elif apostrophe or _inside(text, written, after, split):
            before = "("
    return text, spans


def _glued(before: str, token: str, split: bool) -> bool:
    """Whether a token stands close to the one before it."""
    if token in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER:
        return True
    return split and token in _INNER and before[-1].isalnum()


def _inside(text: str, token: str, after: str, split: bool) -> bool:
    """Whether what follows a mark stands close to it: «8:33», «1,000», «first-degree»."""
    before = text[: -len(token)].rpartition(" ")[2]
    if not after or not before[-1:].isalnum():
        return False
    if before[-1].isdigit() and after[0].isdigit():
        thousands = len(after) == 3 and after.isdigit()
        return token in {".", ":"} or (token == "," and thousands) or (split and token in _INNER)
    return split and token in _INNER
