"""Encounters: that people met or spoke, told in many words, kept once.

`encounters` is the door. The words are in the tables `encounters` and `encounters_grammar`. What a
sentence holds is read by a line of classes: `named` who is named in it, `people` which nouns stand
for them, `objects` who stands behind a word, `ground` who is its subject. `verbs` (with `strict`,
`framed`, `closing` and `signing`), `nouns` (with `phrases` and `parties`), `elided` and `visits`
(with `paid`) read one telling each, with what `memory` keeps; `days` and `slots` say when, where
and how long, `standing` whether it was held, `vouching` who stands behind it. `merge` makes one
encounter of its tellings: `sameness` says which belong together, `folding` what they tell together,
`apposed` which word only repeats names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.facts import DateSlot, Encounter, Statement, Telling
from onrecord.reading.encounters.apposed import without_word
from onrecord.reading.encounters.days import (
    ahead_of,
    carried_date,
    carried_plan,
    date_of,
    nearer,
)
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.elided import elided
from onrecord.reading.encounters.ground import Before, Ground, grounds
from onrecord.reading.encounters.memory import Memory
from onrecord.reading.encounters.merge import merge
from onrecord.reading.encounters.nouns import noun
from onrecord.reading.encounters.slots import duration_of, occasion_of, place_of, unknown_place
from onrecord.reading.encounters.standing import standing, to_come
from onrecord.reading.encounters.told import Told
from onrecord.reading.encounters.verbs import verb
from onrecord.reading.encounters.visits import host_state
from onrecord.reading.encounters.vouching import Vouchers
from onrecord.reading.encounters.words import phrases, turning_words, turnings
from onrecord.reading.places import codes_of, place_slot
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.text import Span

__all__ = ["encounters"]

_AHEAD = frozenset({"planned", "asked", "possible"})
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
    for ground, draft in _drafts(scene, times, cast, vouchers):
        around = vouchers.around(draft.start, draft.end)
        low, high = _clause(around, draft, ground)
        found = standing(scene, ground, draft, around)
        date = date_of(ground, draft, low, high)
        if found is None or (draft.dated and not _on_a_day(date)):
            continue
        if found == "actual" and (to_come(date, scene.today) or _called_for(ground, draft, date)):
            found = "planned"
        late = _once_planned(ground, draft)
        stood_up = found == "failed" and late and not draft.off
        if (found in _AHEAD or stood_up) and date and scene.today:
            date = (nearer if late else ahead_of)(date, scene.today)
        place = place_of(ground, draft, codes, low, high)
        told.append(
            Told(
                telling=Telling(
                    span=Span.of(scene.text, draft.start, draft.end),
                    vouched_by=vouchers.of(draft.start, draft.end, given=draft.given),
                    confidence=0.7 if draft.back or draft.guessed else 0.8 if draft.noun else 0.9,
                ),
                format=draft.format,
                participants=without_word(ground, host_state(scene.text, draft, place, cast)),
                modality=found,
                date=date
                or (carried_date(scene, ground, times, draft) if found == "actual" else None)
                or (carried_plan(scene, ground, times) if found == "planned" else None),
                place=place,
                duration=duration_of(ground, draft),
                occasion=occasion_of(ground, draft),
                back=draft.back,
                apart=draft.apart,
                partial=draft.partial,
                guessed=draft.guessed,
                unseen=draft.unseen,
                such=draft.such,
                meant=draft.meant,
                headline=ground.headline,
                nowhere="" if place else unknown_place(ground, draft),
                noun=scene.text[draft.start : draft.end].lower() if draft.noun else "",
            )
        )
    dateline = scene.layout.dateline
    here = None
    if dateline is not None and dateline.span is not None:
        here = place_slot(scene.text, dateline.span.start, dateline.span.end, codes)
    return merge(told, {actor.id: actor for actor in cast.actors}, here)


def _drafts(
    scene: Scene, times: Sequence[TimeMention], cast: Cast, vouchers: Vouchers
) -> Iterator[tuple[Ground, Draft]]:
    """Every telling, sentence by sentence; «they» means those who met last."""
    memory = Memory(scene.text, cast)
    last: Draft | None = None  # the last telling that stands by itself
    reached, sport = 0, phrases("sport")
    found = turning_words(scene.text)
    game, searched = None, -1  # the first word of sport in a sentence, and where that begins
    for ground, start, end in grounds(scene, times, cast, found, _SILENT):
        if start < reached:
            continue
        if ground.sentence.start != searched:
            searched = ground.sentence.start
            game = sport.search(scene.text, searched, ground.sentence.end)
        if game and not start <= game.start() < end:  # a «shouting match» is none
            continue
        you = tuple(x for said in vouchers.around(start, end) for x in said.addressees)
        draft = _draft(ground, start, end, memory.at(start, you))
        if draft is None:
            continue
        if (
            last is not None
            and last.start >= ground.sentence.start
            and (draft.vague or _purpose(ground, draft, last))
        ):
            continue
        reached = draft.end
        if not draft.dated:  # whether they met is not known yet
            last = last if draft.back else draft
            memory.keep(draft)
        rest = tuple(x for x in draft.participants if x not in draft.each)
        for met in ((*rest, x) for x in draft.each):
            yield ground, replace(draft, participants=met, each=())
        if not draft.each:
            yield ground, draft


def _purpose(ground: Ground, draft: Draft, last: Draft) -> bool:
    """Whether it is what a visit told just before was for: «flew to Oslo to meet», «for talks»."""
    before = ground.low(ground.token(draft.start) - 1)
    return (
        last.format == "visit"
        and draft.format != "visit"
        and before in ("to", "for")
        and set(draft.participants) <= set(last.participants)
    )


def _draft(ground: Ground, start: int, end: int, before: Before) -> Draft | None:
    a, b = ground.token(start), ground.token(end - 1) + 1
    form = ground.text[start:end].lower().split()
    while form:  # «in a call on Wednesday»: where the longer is none, the shorter may be
        for word in turnings().get(" ".join(form), ()):
            if word.again == "number":
                return elided(ground, a, b, before)
            draft = (noun if word.noun else verb)(ground, a, b, word, before)
            if draft is not None:
                return draft
        form, b = form[:-1], b - 1
    return None


def _on_a_day(date: DateSlot | None) -> bool:
    return date is not None and len(date.value or "") == len("2026-01-01")


def _once_planned(ground: Ground, draft: Draft) -> bool:
    """«The two were to have met on Monday»: the plan lies behind."""
    at = ground.token(draft.start)
    return any(ground.low(i) in ("had", "was", "were") for i in range(max(0, at - 7), at))


def _called_for(ground: Ground, draft: Draft, day: DateSlot | None) -> bool:
    """«summoned the ambassador for Thursday», «called a meeting for Monday»: it is to come."""
    if day is None or day.span is None:
        return False
    return ground.low(ground.token(day.span.start) - 1) == "for"


def _clause(around: Sequence[Statement], draft: Draft, ground: Ground) -> tuple[int, int]:
    """Where day and place may stand: the sentence, without who says so and when.

    «Blinken told reporters on Friday that he had met …»: the Friday is that of the telling.
    """
    low, high = ground.sentence.start, ground.sentence.end
    for said in around:
        for part in (*said.source, *said.cue):
            if low < part.end <= draft.start:
                low = part.end
            elif draft.end <= part.start < high:
                high = part.start
    first = [c.start for said in around for c in said.content if c.start <= draft.start < c.end]
    return max([low, *(s for s in first if s > low)]) if low > ground.sentence.start else low, high
