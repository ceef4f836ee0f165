"""Quotations signed like a letter: «“Ports must stay open.” – Commissioner Marta Leclerc».

Press releases and boxes of pages set whose words they are behind a dash, on the same line or the
next, and nothing else after it but the office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Layout, Sighting
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.speakers import speakers

_DASH = re.compile(r"[ \t\u00a0]*\n{0,2}[ \t\u00a0]*(?:[–—―]|--?)[ \t\u00a0]*(?=\S)")
_LABEL = 12  # words of a name with its office, at most
# A title that the cast leaves out of a name.
_TITLE = re.compile(r"(?:(?:[A-Z][\w.’'-]*|of|for|the|and)[\s\u00a0]+){0,6}")
_BROKEN = re.compile(r"[.!?;:][\s\u00a0]|[\"“”]")
SURE = 0.85


def signed(
    text: str,
    layout: Layout,
    made: Sequence[Draft],
    quotations: Sequence[Quotation],
    cast: Cast,
) -> Iterator[Draft]:
    """A draft for each quotation that no draft has yet and that a name behind a dash signs."""
    for q in quotations:
        dash = _DASH.match(text, q.end)
        if dash is None or any(d.holds(q.inner_start) for d in made):
            continue
        paragraph = layout.paragraphs[layout.sentence_at(dash.end()).paragraph]
        name = _name(text, dash.end(), paragraph.end, cast)
        if name is not None and paragraph.start <= dash.end():
            speaker = speakers(text, cast, (name.start, name.end))
            if speaker:
                yield Draft(None, (name.start, name.end), ((q.start, q.end),), speaker, SURE)


def _name(text: str, start: int, end: int, cast: Cast) -> Sighting | None:
    """Whoever a short label names; None where it is no label, or goes on as a sentence does."""
    label = text[start:end]
    if len(label.split()) > _LABEL or _BROKEN.search(label):
        return None
    named = [s for s in cast.within(start, end) if _TITLE.fullmatch(text, start, s.start)]
    return named[0] if named else None
