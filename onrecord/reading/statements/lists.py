"""Points set out as a list below the words that introduce them («urges Chad to: • …»)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.reading.scene import Layout
from onrecord.reading.spotting import Range
from onrecord.reading.statements.drafts import Draft

_POINT = re.compile(r"(?:[•◦▪·*–—-]|\(?\d{1,2}[.)])[\s\u00a0]+")
_CLOSING = ";,. \u00a0"
_JOINT = re.compile(r"[;,][\s\u00a0]+(?:and|or)$")


def point_by_point(text: str, layout: Layout, made: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts; one whose cue introduces a list gives one draft for every point of it."""
    for draft in made:
        points = list(_points(text, layout, draft))
        if not points:
            yield draft
        for point in points:
            yield replace(draft, content=(point,))


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
