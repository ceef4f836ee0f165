"""Verbs that tell an event by themselves: «fired on», «expelled ten diplomats», «deployed»."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from onrecord.facts import Actor, Count, Event, Statement, Telling
from onrecord.reading.encounters.days import date_of
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Actors, Before, Ground
from onrecord.reading.encounters.slots import place_of
from onrecord.reading.encounters.vouching import Vouchers
from onrecord.reading.events.counts import count_behind, votes
from onrecord.reading.events.finding import ByFirstWord, hits
from onrecord.reading.events.project import code, contexts
from onrecord.reading.modality import carried
from onrecord.reading.places import Codes, codes_of
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.tables import rows
from onrecord.tables.states import split
from onrecord.text import Span
from onrecord.vocabulary import EventType, Modality

_SILENT = frozenset({"furniture", "credit", "correction"})
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_TO = frozenset({"to", "for"})
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
    doer: str
    modality: str


@cache
def event_verbs() -> tuple[ByFirstWord, dict[str, list[EventVerb]]]:
    """What finds the verbs in a text, and each form's rows."""
    verbs: dict[str, list[EventVerb]] = {}
    for row in rows("plover_verbs"):
        behind = re.compile(rf"\s+(?:{row['behind']})", re.IGNORECASE) if row["behind"] else None
        verb = EventVerb(
            behind, cast(EventType, row["type"]), row["mode"] or None, row["context"] or None,
            row["count"], row["object"], row["doer"], row["modality"],
        )  # fmt: skip
        for form in split(row["forms"]):
            verbs.setdefault(form, []).append(verb)
    return ByFirstWord(verbs), verbs


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
    cues = {cue.start for said in statements for cue in said.cue}
    found: dict[object, Event] = {}
    titled: dict[tuple[EventType, Actors], object] = {}
    for ground, hit in hits(scene, times, cast, finder, _SILENT):
        if _is_name(ground, hit):
            continue
        for verb in verbs[" ".join(hit.group().lower().split())]:
            if verb.count != "votes" and (hit.start() in told or hit.start() in cues):
                continue
            behind = verb.behind.match(scene.text, hit.end()) if verb.behind else hit
            event = behind and _event(ground, hit, behind.end(), verb, vouchers, scene, codes)
            if event:
                same = (event.type, event.mode, event.actor, event.recipient, event.modality)
                key = (*same, *((c.of, c.value) for c in event.counts))
                headed = titled.pop((event.type, event.actor), None)
                plain = event.recipient or event.counts
                own = key if plain else hit.start()
                if ground.headline:
                    titled[event.type, event.actor] = own
                elif headed in found:  # what the headline has told before
                    event = _joined(found.pop(headed), event)
                found[own] = _joined(found[own], event) if own in found else event
                break
    yield from found.values()


def _is_name(ground: Ground, hit: re.Match[str]) -> bool:
    """Whether a capital inside a sentence makes the word a name: «Ram Nath Kovind»."""
    return hit.group()[0].isupper() and hit.start() > ground.sentence.start and not ground.headline


def _joined(first: Event, again: Event) -> Event:
    """What is told again, in the same words of who and whom, is a telling more."""
    return replace(
        first,
        tellings=(*first.tellings, *again.tellings),
        recipient=first.recipient or again.recipient,
        counts=first.counts or again.counts,
        date=first.date or again.date,
        place=first.place or again.place,
    )


def _event(
    ground: Ground,
    hit: re.Match[str],
    end: int,
    verb: EventVerb,
    vouchers: Vouchers,
    scene: Scene,
    codes: Codes,
) -> Event | None:
    """The event of one verb, None where who did it, or to whom, is not plain."""
    sides = _sides(ground, hit.start(), end, verb)
    if sides is None:
        return None
    around = vouchers.around(hit.start(), hit.end())
    modality = carried(scene, hit.start(), hit.end(), around[-1] if around else None)
    if modality == "denied" and not around:
        return None
    if modality == "actual" and verb.modality:
        modality = cast(Modality, verb.modality)
    doer, done_to = sides
    low, high = ground.sentence.start, ground.sentence.end
    counts = _counts(scene, hit, min(high, end + _REACH), verb)
    if verb.object == "counted" and not done_to and not counts:
        return None
    span = Span.of(scene.text, hit.start(), end)
    draft = Draft(hit.start(), hit.end(), "meeting", ())
    actors = {x: ground.kind(x) for x in (*doer, *done_to)}
    return Event(
        id="",
        type=verb.type,
        mode=verb.mode,
        contexts=contexts((*doer, *done_to), actors, verb.context),
        actor=doer,
        recipient=done_to,
        date=date_of(ground, draft, low, high),
        place=place_of(ground, draft, codes, low, high),
        modality=modality,
        counts=counts,
        tellings=(
            Telling(span=span, vouched_by=vouchers.of(span.start, span.end), confidence=0.7),
        ),
        confidence=0.7,
    )


def _counts(scene: Scene, hit: re.Match[str], high: int, verb: EventVerb) -> tuple[Count, ...]:
    """The numbers beside the verb; those of a vote may stand in the sentence behind it."""
    if not verb.count:
        return ()
    if verb.count == "votes":
        sentences = scene.layout.sentences
        at = bisect_right(sentences, hit.start(), key=lambda s: s.start) - 1
        two = sentences[at : at + 2]
        return votes(scene.text, two[0].start, two[-1].end)
    number = count_behind(scene.text, hit.end(), high, verb.count)
    return (number,) if number else ()


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
        doer = ground.subject(a, Before()).actors
        done_to = ground.behind(b, _TO, Before(), 6).actors if verb.object == "to" else ()
        done_to = done_to if verb.object in ("to", "none") else _object(ground, b)
    done_to = tuple(x for x in done_to if x not in doer)
    if not doer or not all(_may(ground.kind(x), verb.doer) for x in doer):
        return None
    if verb.object in ("actor", "state") and not done_to:
        return None
    if verb.object == "state" and code(ground.kind(done_to[0])) is None:
        return None
    return doer, done_to


def _may(actor: Actor, doer: str) -> bool:
    """Whether an actor may do what only a crowd does, or only a body, or who is armed."""
    if doer == "crowd":
        return actor.kind in ("group", "unnamed_source", "person", "organization") and (
            actor.sector not in ("GOV", "MIL", "COP") and not actor.office
        )
    if doer == "armed":
        return actor.kind not in ("document", "person", "office", "unnamed_source") and (
            actor.sector not in ("MED", "PTY", "LEG", "JUD")
        )
    if doer == "body":
        return actor.kind in ("state", "government_body", "organization", "office")
    if doer == "power":
        return actor.kind != "document" and (
            actor.kind != "person" or bool(actor.office or actor.represents)
        )
    return actor.kind != "document"


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
