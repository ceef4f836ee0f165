"""What is quoted within a quotation: «“He told me ‘never’,” she said»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Layout
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.finite import finite
from onrecord.reading.statements.holding import Holding
from onrecord.reading.statements.nested import INNER

_WITHIN = {
    "“": re.compile(r"(?<!\w)[‘'](?=\w)[^“”\n]*?\w[.,!?…—–]?[’'](?!\w)"),
    '"': re.compile(r"(?<!\w)[‘'](?=\w)[^\"\n]*?\w[.,!?…—–]?[’'](?!\w)"),
    "‘": re.compile(r"[“\"](?=\w)[^“”\"\n]+[”\"]"),
    "'": re.compile(r"[“\"](?=\w)[^“”\"\n]+[”\"]"),
}
_NEAR = 45  # characters between the cue and the words within


def within_quotations(
    text: str, layout: Layout, made: Sequence[Draft], quotations: Sequence[Quotation], cast: Cast
) -> Iterator[Draft]:
    """Drafts for the quotations within others that have a subject and a verb before them."""
    taken = {d.cue.start for d in made if d.cue}
    held = Holding(made)
    for q in quotations:
        pattern = _WITHIN.get(text[q.start])
        if pattern is None or not held.numbers(q.inner_start):
            continue
        for inside in pattern.finditer(text, q.inner_start, q.inner_end):
            start = max(q.inner_start, layout.sentence_at(inside.start()).start)
            for sighting in reversed(cast.within(start, inside.start())):
                cue = finite(text, sighting, inside.start())
                if cue is None or inside.start() - cue.end > _NEAR or cue.start in taken:
                    continue
                if cue.manner == "speech":
                    taken.add(cue.start)
                    yield Draft(cue, sighting.span, (inside.span(),), (sighting.actor,), INNER)
                break
