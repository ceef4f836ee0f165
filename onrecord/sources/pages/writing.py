"""Lines with what they are, written as the text of a report and its parts."""

from collections.abc import Iterable

from onrecord.report import Part
from onrecord.text import Span
from onrecord.vocabulary import PartKind

_BETWEEN = "\n\n"


def written(lines: Iterable[tuple[PartKind, str]]) -> tuple[str, tuple[Part, ...]]:
    """The text, a blank line between two lines, and a part for each of them."""
    parts: list[Part] = []
    start = 0
    for kind, text in lines:
        parts.append(Part(kind, Span(start, start + len(text), text)))
        start += len(text) + len(_BETWEEN)
    return _BETWEEN.join(part.span.text for part in parts), tuple(parts)
