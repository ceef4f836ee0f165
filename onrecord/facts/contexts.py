"""Words in their context: what must be the same in two texts for words to be the same words.

The context of words is the sentence that they stand in, letter for letter but for white space, and
their place in it. It has to stand once in the text: of two sentences that read alike nobody can
say which one was meant.

A sentence ends at a line that ends, at a full stop, a question or exclamation mark or an ellipsis
before white space and no small letter. It does not end inside quotation marks (a quotation that
runs on over paragraphs, each opened again, is one), nor after an abbreviation or an initial. Lines
of at most WRAPPED characters in a text that has no longer ones are not ends: it may be wrapped
there. Where this rule is in doubt it takes more for one sentence, so that less counts as the same.
It is no part of the reading and knows no model: two versions are looked at in one way. Time is
linear in the text.
"""

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from onrecord.facts.keys import turning
from onrecord.facts.types import Actor, Agreement, Case
from onrecord.facts.walk import words
from onrecord.tables import rows
from onrecord.text import Span

WRAPPED = 100  # characters: lines of a text that is wrapped are not longer

_END = re.compile(r"(?<![.!?…])[.!?…]+[”\"’'»)\]]*(?=\s)")
_MARK = re.compile('[“”«»„"]')
_OPENING = "“«„"
_AGAIN = '“«„"'
_BEFORE = re.compile(r"[^\s(\[\"“‘«—–/-]*$")
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_LONGEST = 24  # the longest abbreviation that the table may hold
_GAP = re.compile(r"(?<!\s)\s+(?=\S)")


class Contexts:
    """A text cut into sentences, each with how often it stands there."""

    def __init__(self, text: str) -> None:
        self._sentences = list(_sentences(text))
        self._starts = [start for start, _ in self._sentences]
        self._folded = [" ".join(text[start:end].split()) for start, end in self._sentences]
        self._often = Counter(self._folded)
        self._places = {folded: at for at, folded in enumerate(self._folded)}
        self._text = text

    def sentence(self, place: int) -> tuple[int, int]:
        """From where to where (exclusive) the sentence at a place of the text goes."""
        return self._sentences[max(0, bisect_right(self._starts, place) - 1)]

    def once(self, span: Span) -> bool:
        """Whether every sentence that a span reaches into stands once in the text."""
        return all(self._often[self._folded[one]] == 1 for one in self._reached(span))

    def of(self, spans: Iterable[Span]) -> str | None:
        """A name for words in their context, of which two texts have the same: 16 hex digits.

        None where a sentence stands more than once, or there are no words.
        """
        given = sorted(set(spans), key=lambda one: (one.start, one.end))
        if not given or not all(self.once(one) for one in given):
            return None
        parts: list[str] = []
        for one in given:
            reached = self._reached(one)
            start = self._sentences[reached[0]][0]
            before = " ".join(self._text[start : one.start].split())
            parts += [*(self._folded[at] for at in reached), before, " ".join(one.text.split())]
        return hashlib.sha256("\x1f".join(sorted(parts)).encode("utf-8")).hexdigest()[:16]

    def moved(self, span: Span, other: "Contexts") -> Span | None:
        """The same words in the same sentences of another text; None where they do not stand once.

        Words over several sentences stand there where these follow each other.
        """
        if not span.text.strip() or not self.once(span):
            return None
        reached = self._reached(span)
        first = other._places.get(self._folded[reached[0]])
        there = range(first, first + len(reached)) if first is not None else range(0)
        same = [self._folded[at] for at in reached]
        if not there or there[-1] >= len(other._folded):
            return None
        if [other._folded[at] for at in there] != same or any(
            other._often[one] > 1 for one in same
        ):
            return None
        before = _letters(self._text, self._starts[reached[0]], span.start)
        start = _onward(
            other._text, _behind(other._text, other._starts[there[0]], before), len(other._text)
        )
        end = _behind(other._text, start, _letters(self._text, span.start, span.end))
        return Span.of(other._text, start, end)

    def _reached(self, span: Span) -> range:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = max(first, bisect_right(self._starts, span.end - 1) - 1)
        return range(first, last + 1)


@lru_cache(maxsize=8)  # both versions, looked at fact by fact
def contexts(text: str) -> Contexts:
    """The contexts of a text."""
    return Contexts(text)


def resting(told: Any) -> tuple[Span, ...]:
    """The words that a fact or an account rests on.

    Of a statement its source, cue and content; of any other fact its tellings. Of an actor, an
    agreement or a case, which are spoken of in many places, where they are first spoken of.
    """
    if isinstance(told, Actor | Agreement | Case):
        spans = sorted((one.span for one in told.mentions), key=lambda one: (one.start, one.end))
        return tuple(spans[:1])
    return words(told)


def context(text: str, told: Any) -> str | None:
    """The name of a fact of its kind by its words in their context; see ``Contexts.of``."""
    words_ = contexts(text).of(resting(told))
    if words_ is None:
        return None
    keyed = isinstance(told, Actor | Agreement | Case)
    kind = type(told).__name__ if keyed else turning(told)[0]
    return hashlib.sha256(f"{kind}\x1f{words_}".encode()).hexdigest()[:16]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences, in order; all that is no white space is in one."""
    for paragraphs in _together(text, _paragraphs(text)):
        begin, end = paragraphs[0][0], paragraphs[-1][1]
        quoted = {place for stretch in paragraphs for place in _within_marks(text, *stretch)}
        for stop in _END.finditer(text, begin, end):
            if stop.end() < end and stop.end() not in quoted and _ends(text, begin, stop, end):
                yield begin, stop.end()
                begin = _onward(text, stop.end(), end)
        if begin < end:
            yield begin, end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    long = max((len(line) for line in text.split("\n")), default=0) > WRAPPED
    begin = _onward(text, 0, len(text))
    for gap in _GAP.finditer(text, begin):
        if gap.group().count("\n") >= (1 if long else 2):
            yield begin, gap.start()
            begin = gap.end()
    if end := len(text[begin:].rstrip()):
        yield begin, begin + end


def _together(text: str, paragraphs: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Paragraphs; those over which one quotation runs, each opened again, are together."""
    held: list[tuple[int, int]] = []
    for start, end in paragraphs:
        if held and not (text[start] in _AGAIN and held[-1][1] in _within_marks(text, *held[-1])):
            yield held
            held = []
        held.append((start, end))
    if held:
        yield held


def _within_marks(text: str, start: int, end: int) -> set[int]:
    """The places behind a stop, and the end, that are within quotation marks of a paragraph."""
    found: set[int] = set()
    inside, last = False, start
    for mark in _MARK.finditer(text, start, end):
        if inside:
            found.update(range(last, mark.start() + 1))
        inside = mark.group() in _OPENING or (mark.group() == '"' and not inside)
        last = mark.end()
    if inside:
        found.update(range(last, end + 1))
    return found


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    if text[_onward(text, stop.end(), end)].islower():
        return False
    if stop.group()[0] != ".":
        return True
    found = _BEFORE.search(text, max(begin, stop.start() - _LONGEST), stop.start())
    before = found.group() if found else ""
    return not (before in _abbreviations() or _INITIAL.fullmatch(before))


@cache
def _abbreviations() -> frozenset[str]:
    told = (row for row in rows("layout_abbreviations") if row["kind"] != "starter")
    return frozenset(one for row in told for one in row["words"].split("|"))


def _onward(text: str, place: int, end: int) -> int:
    while place < end and text[place].isspace():
        place += 1
    return place


def _letters(text: str, start: int, end: int) -> int:
    """How many characters of a stretch are no white space."""
    return sum(not one.isspace() for one in text[start:end])


def _behind(text: str, place: int, many: int) -> int:
    """The place behind so many characters that are no white space."""
    while many:
        many -= not text[place].isspace()
        place += 1
    return place
