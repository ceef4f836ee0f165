"""What the model says of the event that a short report tells.

Its head for types has learnt single sentences, coded as a whole; of a longer text it knows less,
and is not asked. It codes a clause where no word of the tables tells an event, and speaks against
a type that it finds next to impossible.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast as typed

from onrecord.facts import Event, Statement
from onrecord.reading.encounters.ground import grounds
from onrecord.reading.events.clauses import GUESSED, Clause, Coding, clause_at
from onrecord.reading.events.single import single
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.vocabulary import EventType

LONGEST = 3  # sentences of a report that is short
SURE = (
    0.4  # how likely a type has to be: of seventeen; on records kept back four in five were right
)
UNLIKELY = 0.2  # a type less likely than this gives way to one that is sure
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
    kind = surest(scene, chances)
    if kind is None:
        return None
    sentences = scene.layout.sentences
    coding = Coding(None, None, GUESSED, kind, None, None)
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


def surest(scene: Scene, chances: Mapping[str, float]) -> EventType | None:
    """The type that the model is sure of; None where it is not, or the report is no short one."""
    kind = max(chances, key=lambda name: chances[name], default=NONE)
    count = len(scene.layout.sentences)
    if kind == NONE or chances[kind] < SURE or not 0 < count <= LONGEST:
        return None
    return typed(EventType, kind)


def mended(scene: Scene, event: Event, chances: Mapping[str, float]) -> Event:
    """An event of a clause, of the type that the model is sure of where its own is unlikely.

    What is planned, asked or denied stays so: the type may only be one that says it.
    """
    kind = surest(scene, chances)
    own = single(event.type, event.modality)
    if kind is None or event.of is not None or chances.get(own, 0.0) >= UNLIKELY:
        return event
    if single(kind, event.modality) != kind:
        return event
    return replace(event, type=kind, mode=None)
