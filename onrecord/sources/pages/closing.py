"""What falls away once all lines are there: what is shown twice, what closes the page."""

from collections.abc import Sequence

from onrecord.sources.pages.likeness import Heap, words
from onrecord.sources.pages.lines import Line
from onrecord.sources.pages.phrases import is_phrase
from onrecord.sources.pages.sheet import Sheet

_REPEATS = 0.6  # share of a quotation's words that stand in the text as well
_WORDS = 6  # words of a line that is shown once only
_BIO = 600  # characters of a note on an author


def closed(lines: Sequence[Line], sheet: Sheet, authors: Sequence[Sequence[str]]) -> list[Line]:
    """The lines that are the article's; ``authors`` are the words of their names."""
    return _without_end(_without_repeats(_without_pullquotes(lines, sheet)), authors)


def _without_pullquotes(lines: Sequence[Line], sheet: Sheet) -> list[Line]:
    """Quotations shown again fall away; those that stand nowhere else are text."""
    heap = Heap(line.text for line in lines if line.kind == "body")
    kept: list[Line] = []
    for line in lines:
        if line.kind != "pullquote":
            kept.append(line)
        elif line.block and sheet.voted(line.block) and heap.share(line.text) < _REPEATS:
            kept.append(Line("body", line.text, line.block))
    return kept


def _without_repeats(lines: Sequence[Line]) -> list[Line]:
    """A line that stands twice is shown once, for another width of the window."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Line] = []
    for line in lines:
        said = tuple(words(line.text))
        if line.kind == "furniture" or len(said) < _WORDS or said not in seen:
            kept.append(line)
        seen.add(said)
    return kept


def _without_end(lines: Sequence[Line], authors: Sequence[Sequence[str]]) -> list[Line]:
    """Notes, links and headings of nothing fall away behind the last paragraph; corrections,
    captions and credits there stay."""
    end = len(lines)
    first = next((n for n, line in enumerate(lines) if line.kind == "body"), end)
    kept: list[Line] = []
    while end > first + 1:
        line = lines[end - 1]
        if line.kind in ("correction", "caption", "credit"):
            kept.append(line)
        elif line.kind == "body" and not _is_note(line.text, authors):
            break
        end -= 1
    return [*lines[:end], *reversed(kept)]


def _is_note(text: str, authors: Sequence[Sequence[str]]) -> bool:
    return is_phrase("tail", text) or is_phrase("bio", text) or _is_bio(text, authors)


def _is_bio(text: str, authors: Sequence[Sequence[str]]) -> bool:
    """Whether a line tells of one of the authors: it opens with the whole name, or the last."""
    said = words(text)
    return len(text) < _BIO and any(
        said[: len(name)] == list(name) or said[:1] == list(name[-1:]) for name in authors
    )
