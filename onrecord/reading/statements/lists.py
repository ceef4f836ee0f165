"""Points set out as a list below the words that introduce them («urges Chad to: • …»)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.reading.scene import Cast, Layout
from onrecord.reading.spotting import Range
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.finite import finite

_POINT = re.compile(r"(?:[•◦▪·*–—-]|\(?\d{1,2}[.)])[\s\u00a0]+")
_BIDDING = frozenset({"urge", "demand", "ask", "propose", "promise", "agree", "order"})
SURE = 0.8
_CLOSING = ";,. \u00a0"
_JOINT = re.compile(r"[;,][\s\u00a0]+(?:and|or)$")


def point_by_point(text: str, layout: Layout, made: Sequence[Draft], cast: Cast) -> Iterator[Draft]:
    """The drafts; one whose cue introduces a list gives one draft for every point of it."""
    for draft in (*made, *_introducing(text, layout, made, cast)):
        points = list(_points(text, layout, draft))
        if not points:
            yield draft
        for point in points:
            yield replace(draft, content=(point,))


def _introducing(text: str, layout: Layout, made: Sequence[Draft], cast: Cast) -> Iterator[Draft]:
    """What the model has passed over: «The union calls on Chad to:» above a list."""
    taken = {d.cue.start for d in made if d.cue}
    for opening, below in pairwise(layout.paragraphs):
        if text[opening.end - 1] != ":" or _POINT.match(text, below.start, below.end) is None:
            continue
        for sighting in cast.within(opening.start, opening.end):
            cue = finite(text, sighting, opening.end, joined=True)
            if cue is not None and cue.act in _BIDDING and cue.start not in taken:
                behind = ((cue.end, opening.end),)
                yield Draft(cue, sighting.span, behind, (sighting.actor,), SURE)
                break


def _points(text: str, layout: Layout, draft: Draft) -> Iterator[Range]:
    """The points below the paragraph of the cue, if that ends in a colon right behind it."""
    if draft.cue is None:
        return
    number = layout.sentence_at(draft.cue.start).paragraph
    opening = layout.paragraphs[number]
    if text[opening.end - 1] != ":" or "." in text[draft.cue.end : opening.end]:
        return
    for paragraph in layout.paragraphs[number + 1 :]:
        mark = _POINT.match(text, paragraph.start, paragraph.end)
        if mark is None or paragraph.kind != "body":
            return
        words = text[mark.end() : paragraph.end].rstrip(_CLOSING)
        joint = _JOINT.search(words)
        yield mark.end(), mark.end() + (joint.start() if joint else len(words))
