"""The sentences in which something is told, found roughly: enough to compare their words."""

import re
from collections.abc import Iterable, Iterator

from onrecord.text import Span

_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n\s*\n")
_FARTHEST = 400  # characters to either side


def sentences(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """The sentence around each span, each once, in the order of the text.

    A sentence ends at a full stop before a capital, or at an empty line. An abbreviation may cut
    it short: what is left still holds the span.
    """
    met = -1
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if span.start < met:
            continue
        low = max(0, span.start - _FARTHEST)
        before = [m.end() for m in _END.finditer(text, low, span.start)]
        after = _END.search(text, span.end, span.end + _FARTHEST)
        start = before[-1] if before else low
        met = after.start() + 1 if after else min(len(text), span.end + _FARTHEST)
        yield text[start:met]
