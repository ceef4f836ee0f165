"""Encounters: that people met or spoke, told in many words, kept once.

`encounters` is the door. The words are in the tables `encounters` and `encounters_grammar`;
`verbs` and `nouns` read one telling each, `slots` its day, place, length and occasion,
`vouching` who stands behind it, and `merge` makes one encounter of its tellings.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.facts import Encounter, Statement, Telling
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Ground
from onrecord.reading.encounters.merge import Told, merge
from onrecord.reading.encounters.nouns import noun
from onrecord.reading.encounters.slots import date_of, duration_of, occasion_of, place_of
from onrecord.reading.encounters.verbs import verb
from onrecord.reading.encounters.vouching import Vouchers
from onrecord.reading.encounters.words import turning_words, turnings
from onrecord.reading.modality import carried, modality
from onrecord.reading.places import codes_of, place_slot
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.text import Span
from onrecord.vocabulary import Modality

__all__ = ["encounters"]

_WHETHER = re.compile(r"\bwhether\b[^;.]*\Z")
_SPORT = re.compile(
    r"\b(?:championships?|champions|finals?|semi-?finals?|quarter-?finals?|tournament|league|match(?:es)?"
    r"|cup|playoffs?|kick-?off|fixture|coach|striker|innings)\b",
    re.IGNORECASE,
)
_SILENT = frozenset({"furniture", "credit", "correction"})


def encounters(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    statements: Sequence[Statement],
) -> tuple[Encounter, ...]:
    """Who met or spoke with whom, in the order of the text; ids e1, e2 …, keys left empty.

    `times` are in the order of the text; spans are code points into it. Never raises on any text.
    """
    vouchers = Vouchers(scene.text, statements)
    codes = codes_of(scene, cast)
    told: list[Told] = []
    for ground, draft in _drafts(scene, times, cast):
        around = vouchers.around(draft.start, draft.end)
        low, high = _clause(around, draft, ground)
        modality = _modality(scene, ground, draft, around)
        if modality is None:
            continue
        told.append(
            Told(
                telling=Telling(
                    span=Span.of(scene.text, draft.start, draft.end),
                    vouched_by=vouchers.of(draft.start, draft.end, given=draft.given),
                    confidence=0.7 if draft.back else 0.8 if draft.noun else 0.9,
                ),
                format=draft.format,
                participants=draft.participants,
                modality=modality,
                date=date_of(ground, draft, low, high),
                place=place_of(ground, draft, codes, low, high),
                duration=duration_of(ground, draft),
                occasion=occasion_of(ground, draft),
                back=draft.back,
                apart=draft.apart,
                headline=ground.headline,
                noun=scene.text[draft.start : draft.end].lower() if draft.noun else "",
            )
        )
    dateline = scene.layout.dateline
    here = None
    if dateline is not None and dateline.span is not None:
        here = place_slot(scene.text, dateline.span.start, dateline.span.end, codes)
    return merge(told, {actor.id: actor for actor in cast.actors}, here)


def _drafts(
    scene: Scene, times: Sequence[TimeMention], cast: Cast
) -> Iterator[tuple[Ground, Draft]]:
    """Every telling, sentence by sentence; «they» means those who met last."""
    memory: Actors = ()
    ground: Ground | None = None
    told, reached = -1, 0  # where a telling of its own began last; where the last hit ended
    layout = scene.layout
    starts = [s.start for s in layout.sentences]
    actors = {actor.id: actor for actor in cast.actors}
    for hit in turning_words().finditer(scene.text):
        at = bisect_right(starts, hit.start()) - 1
        if hit.start() < reached or at < 0 or hit.end() > layout.sentences[at].end:
            continue
        sentence = layout.sentences[at]
        if ground is None or ground.sentence != sentence:
            kind = layout.paragraphs[sentence.paragraph].kind
            if kind in _SILENT or _SPORT.search(scene.text, sentence.start, sentence.end):
                reached = sentence.end
                continue
            headline = kind in ("headline", "subheading")
            ground = Ground(scene.text, sentence, cast, times, actors, headline=headline)
        draft = _draft(ground, hit.start(), hit.end(), memory)
        if draft is not None and not (draft.vague and told >= sentence.start):
            reached = draft.end
            told = told if draft.back else draft.start
            if len(draft.participants) > 1:
                memory = draft.participants
            yield ground, draft


def _draft(ground: Ground, start: int, end: int, memory: Actors) -> Draft | None:
    a, b = ground.token(start), ground.token(end - 1) + 1
    for word in turnings().get(" ".join(ground.text[start:end].lower().split()), ()):
        draft = (noun if word.noun else verb)(ground, a, b, word, memory)
        if draft is not None:
            return draft
    return None


def _clause(around: Sequence[Statement], draft: Draft, ground: Ground) -> tuple[int, int]:
    """Where day and place may stand: the innermost content that holds the telling."""
    for said in reversed(around):
        for part in said.content:
            if part.start <= draft.start and draft.end <= part.end:
                return part.start, part.end
    return ground.sentence.start, ground.sentence.end


def _modality(
    scene: Scene, ground: Ground, draft: Draft, around: Sequence[Statement]
) -> Modality | None:
    """Its modality; None where the report only says that it was not so, or asks whether."""
    if draft.off:
        return "failed"
    start, end = draft.turn or (draft.start, draft.end)
    if draft.given or draft.back:
        return modality(scene, draft.start, draft.end)
    held = around[-1] if around and around[-1].cue else None
    found = carried(scene, start, end, held)
    if found == "denied" and not around:
        return None
    if found == "possible" and _WHETHER.search(scene.text, ground.sentence.start, start):
        return None
    return found
