"""Words that the model names, found in the text again: exactly, once, or not at all.

White space and typographic marks are compared in one spelling, sign for sign, so that a place in
one spelling is the same place in the other; the span holds the text's own words. Where words
stand twice in their paragraph they are refused: a place is never guessed.
"""

import re
from collections.abc import Sequence

from onrecord.llm.draft import Quote
from onrecord.text import Span

OPEN, CLOSE = "⟦", "⟧"

_ONE_SPELLING = str.maketrans({
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u2002\u2003\t\n", " "),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("‐‑‒–—―", "-"),
})  # fmt: skip
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


class Refused(Exception):
    """A fact that is not taken in; ``reason`` is one of a few, so that they can be counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Paragraphs:
    """The paragraphs of a text: its lines that hold more than white space, numbered from 1."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = spelled(text)
        self._lowered = self._folded.casefold()
        self._bounds = [found.span() for found in _PARAGRAPH.finditer(text)]

    def numbered(self) -> str:
        """The text as the model is shown it: ``[number] words``, a line a paragraph."""
        return "\n".join(
            f"[{number}] {self._text[start:end].strip()}"
            for number, (start, end) in enumerate(self._bounds, 1)
        )

    def span(self, quote: Quote) -> Span:
        """Where a quotation stands; Refused where that is nowhere, or not certain."""
        if not 1 <= quote.p <= len(self._bounds):
            raise Refused("no such paragraph")
        before, words, after = _parted(quote.words)
        sought = spelled(before + words + after)
        if not words.strip():
            raise Refused("no words")
        places = self._places(sought, *self._bounds[quote.p - 1])
        if not places:
            raise Refused("words that the text does not have")
        if len(places) > 1:
            raise Refused("words that stand there twice")
        first = places[0] + len(before)
        return _trimmed(self._text, first, first + len(words))

    def _places(self, sought: str, start: int, end: int) -> list[int]:
        """Where a stretch stands between two places of the text, cutting no word; two at most."""
        found: list[int] = []
        at = self._folded.find(sought, start, end)
        while at >= 0 and len(found) < 2:
            if not (_within_word(self._text, at) or _within_word(self._text, at + len(sought))):
                found.append(at)
            at = self._folded.find(sought, at + 1, end)
        return found

    def spans(self, quotes: Sequence[Quote]) -> tuple[Span, ...]:
        """Where some quotations stand, in the order of the text; Refused where one does not."""
        found = {self.span(quote) for quote in quotes}
        return tuple(sorted(found, key=lambda span: (span.start, span.end)))

    def tells(self, words: str) -> bool:
        """Whether the text has these words, whatever their case."""
        sought = spelled(words).casefold().strip()
        return bool(sought) and sought in self._lowered


def spelled(text: str) -> str:
    """The text in one spelling of white space and marks, sign for sign."""
    return text.translate(_ONE_SPELLING)


def _within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _parted(words: str) -> tuple[str, str, str]:
    """What stands before the marked words, they themselves, and what stands after."""
    before, opened, rest = words.partition(OPEN)
    if not opened:
        return "", words, ""
    marked, closed, after = rest.partition(CLOSE)
    if not closed or OPEN in after or CLOSE in after:
        raise Refused("marks that do not close")
    return before, marked, after


def _trimmed(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span.of(text, start, end)
