"""The event that a short report tells by the model alone, where no word of the tables tells one.

The model's head for types has learnt single sentences, coded as a whole; of a longer text it
knows less, and is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast as typed

from onrecord.facts import Statement
from onrecord.reading.encounters.ground import grounds
from onrecord.reading.events.clauses import Clause, Coding, clause_at
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.vocabulary import EventType

LONGEST = 3  # sentences of a report that is short
SURE = 0.6  # how likely a type has to be
NONE = "NONE"  # the head's label of texts that tell no event

_WORD = re.compile(r"[a-z]+(?![\w’'-])", re.IGNORECASE)
_PARTICIPLE = ("ed", "en", "wn", "ne")


def main_clause(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    statements: Sequence[Statement],
    chances: Mapping[str, float],
) -> Clause | None:
    """The clause of a short report's first verb that only reports nothing, coded by the model."""
    kind = max(chances, key=lambda name: chances[name], default=NONE)
    sentences = scene.layout.sentences
    if kind == NONE or chances[kind] < SURE or not sentences or len(sentences) > LONGEST:
        return None
    coding = Coding(None, None, "", typed(EventType, kind), None, None)
    cues = {cue.start for said in statements for cue in said.cue}
    words = {m.span(): m for m in _WORD.finditer(scene.text, 0, sentences[0].end)}
    for ground, start, end in grounds(scene, times, cast, words, frozenset()):
        if start in cues or not scene.relations.is_predicate(start, end):
            continue
        hit = words[start, end]
        past = hit.group().lower().endswith(_PARTICIPLE)
        clause = clause_at(ground, hit, [(past, coding)])
        if clause is not None:
            return clause
    return None
