"""Verbs that tell an event by themselves: «fired on», «expelled ten diplomats», «deployed»."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.facts import Event, Statement, Telling
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Before, Ground, hits
from onrecord.reading.encounters.slots import date_of, place_of
from onrecord.reading.encounters.vouching import Vouchers
from onrecord.reading.events.counts import count_behind
from onrecord.reading.events.project import code, contexts
from onrecord.reading.modality import carried
from onrecord.reading.places import codes_of
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.tables import rows
from onrecord.tables.states import split
from onrecord.text import Span
from onrecord.vocabulary import EventType

_SILENT = frozenset({"furniture", "credit", "correction", "headline", "subheading"})
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_REACH = 90  # characters behind a verb in which its number may stand


@dataclass(frozen=True, slots=True)
class EventVerb:
    """A row of the table `plover_verbs`."""

    behind: re.Pattern[str] | None
    type: EventType
    mode: str | None
    context: str | None
    count: str
    object: str


@cache
def event_verbs() -> tuple[re.Pattern[str], dict[str, EventVerb]]:
    """What finds the verbs in a text, and each form's row."""
    verbs: dict[str, EventVerb] = {}
    for row in rows("plover_verbs"):
        behind = re.compile(rf"\s+(?:{row['behind']})", re.IGNORECASE) if row["behind"] else None
        verb = EventVerb(
            behind, cast(EventType, row["type"]), row["mode"] or None, row["context"] or None,
            row["count"], row["object"],
        )  # fmt: skip
        verbs |= dict.fromkeys(split(row["forms"]), verb)
    forms = sorted(verbs, key=lambda form: (-len(form), form))
    joined = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w’'-])(?:{joined})(?![\w’'-])", re.IGNORECASE), verbs


def of_verbs(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    statements: Sequence[Statement],
    told: Collection[int],
) -> Iterator[Event]:
    """The events of verbs whose doer is in the cast; `told` are where other events begin."""
    vouchers, codes = Vouchers(scene.text, statements), codes_of(scene, cast)
    finder, verbs = event_verbs()
    actors = {actor.id: actor for actor in cast.actors}
    cues = {cue.start for said in statements for cue in said.cue}
    for ground, hit in hits(scene, times, cast, finder, _SILENT):
        if hit.start() in told or hit.start() in cues:
            continue
        verb = verbs[" ".join(hit.group().lower().split())]
        end = hit.end()
        if verb.behind is not None:
            behind = verb.behind.match(scene.text, end)
            if behind is None:
                continue
            end = behind.end()
        sides = _sides(ground, hit.start(), end, verb)
        if sides is None:
            continue
        around = vouchers.around(hit.start(), hit.end())
        modality = carried(scene, hit.start(), hit.end(), around[-1] if around else None)
        if modality == "denied" and not around:
            continue
        span = Span.of(scene.text, hit.start(), end)
        draft = Draft(span.start, span.end, "meeting", ())
        low, high = ground.sentence.start, ground.sentence.end
        doer, done_to = sides
        number = (
            count_behind(scene.text, hit.end(), min(high, end + _REACH), verb.count)
            if verb.count
            else None
        )
        if verb.object == "counted" and not done_to and number is None:
            continue
        yield Event(
            id="",
            type=verb.type,
            mode=verb.mode,
            contexts=contexts((*doer, *done_to), actors, verb.context),
            actor=doer,
            recipient=done_to,
            date=date_of(ground, draft, low, high),
            place=place_of(ground, draft, codes, low, high),
            modality=modality,
            counts=(number,) if number else (),
            tellings=(
                Telling(span=span, vouched_by=vouchers.of(span.start, span.end), confidence=0.7),
            ),
            confidence=0.7,
        )


def _sides(ground: Ground, start: int, end: int, verb: EventVerb) -> tuple[Actors, Actors] | None:
    """Who does it, and to whom; None where that is not plain."""
    a, b = ground.token(start), ground.token(end - 1) + 1
    if ground.low(a - 1) in (ground.g.modifier | {"'s", "’s"}) and ground.low(a)[-2:] != "ed":
        return None  # a noun: «the attack», «fresh sanctions»
    passive = ground.low(a - 1) in _BE and not ground.low(a).endswith("ing")
    if passive:
        doer = ground.behind(b, frozenset({"by"}), Before(), reach=6).actors
        done_to = ground.subject(a, Before()).actors
    else:
        doer, done_to = ground.subject(a, Before()).actors, _object(ground, b)
    done_to = tuple(x for x in done_to if x not in doer)
    if not doer or not all(ground.kind(x).kind != "document" for x in doer):
        return None
    if verb.object in ("actor", "state") and not done_to:
        return None
    if verb.object == "state" and code(ground.kind(done_to[0])) is None:
        return None
    return doer, done_to


def _object(ground: Ground, b: int) -> Actors:
    """The object, or the state whose something it is: «a Chadian ferry»."""
    group = ground.object(b)
    if group is not None:
        return ground.rightward(group)[0]
    for at in range(b, min(b + 4, len(ground.words))):
        group = ground.group(at)
        if group is not None and group.first == at and code(ground.kind(group.actors[0])):
            return group.actors
        if ground.low(at) not in ground.g.modifier and not ground.low(at).isdigit():
            break
    return ()
