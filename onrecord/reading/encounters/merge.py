"""Tellings of one encounter become one: the same people, and nothing that speaks against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from onrecord.facts import (
    Actor,
    DateSlot,
    DurationSlot,
    Encounter,
    PlaceSlot,
    Telling,
)  # fmt: skip
from onrecord.reading.encounters.ground import Actors
from onrecord.tables.places import lookup
from onrecord.vocabulary import Format, Modality

_S = TypeVar("_S", DateSlot, PlaceSlot, DurationSlot)

_BESIDE = 300  # characters within which a meeting is that of a visit
_FAR = 2000  # characters within which «the meeting» may point back
_FORMAT_RANK: dict[Format, int] = {"call": 4, "summit": 3, "visit": 2, "talks": 1, "meeting": 1}
# Who may stand for those who act for the same state: «Greek envoys» for the adviser who led them.
_COLLECTIVE = frozenset({"state", "group", "unnamed_source", "office"})
_IN_OFFICES = frozenset({"of", "the", "minister", "for", "and", "deputy"})
_SPOKEN = frozenset({"conversation", "discussion", "discussions"})
# What a later telling may make of an encounter; the strongest stands.
_STRENGTH: dict[Modality, int] = {
    "actual": 5, "failed": 4, "planned": 3, "denied": 2, "asked": 1, "possible": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One telling with its slots, as merging sees it."""

    telling: Telling
    format: Format
    participants: Actors
    modality: Modality
    date: DateSlot | None
    place: PlaceSlot | None
    duration: DurationSlot | None
    occasion: str | None
    back: bool
    apart: bool
    headline: bool
    noun: str  # the noun that points back, empty for a verb
    partial: bool = False
    guessed: bool = False
    unseen: bool = False
    meant: Actors = ()


def merge(
    tellings: Sequence[Told], actors: Mapping[str, Actor], here: PlaceSlot | None = None
) -> tuple[Encounter, ...]:
    """The encounters of a report, in the order of their first telling.

    `here` is the dateline's town: what happened «in India» in a report from there was there.
    """
    clusters: list[list[Told]] = []
    summit = any(t.headline and t.format == "summit" for t in tellings)
    # A headline points forward: it finds its encounter when all are known.
    for told in sorted(tellings, key=lambda t: t.back and t.headline):
        homes = [c for c in clusters if _belongs(told, c, actors) and _near(told, c)]
        if told.back and told.format == "summit" and not summit:
            homes = [c for c in homes if any(t.format == "summit" for t in c)]
        if homes:
            _nearest(told, homes).append(told)
        elif not told.back or (told.noun and len(told.participants) > 1):
            clusters.append([told])
        elif told.meant:
            clusters.append([replace(told, participants=told.meant)])
    whole = [_fold(sorted(c, key=_position), actors) for c in clusters]
    if here is not None:
        whole = [_placed(e, here) for e in whole]
    whole.sort(key=lambda e: e.tellings[0].span.start)
    return tuple(replace(e, id=f"e{i}") for i, e in enumerate(whole, 1))


def _near(told: Told, cluster: list[Told]) -> bool:
    """Whether what points back has not gone too far from what it points to."""
    start = told.telling.span.start
    return (
        not told.back
        or told.headline
        or min(abs(start - t.telling.span.start) for t in cluster) <= _FAR
    )


def _placed(met: Encounter, here: PlaceSlot) -> Encounter:
    place = met.place
    if place is None or met.modality != "actual" or not _is_state(place):
        return met
    if place.country != here.country or _is_state(here):
        return met
    return replace(met, place=replace(here, told=place.told))


def _position(told: Told) -> tuple[int, int]:
    return told.telling.span.start, told.telling.span.end


def _belongs(told: Told, cluster: list[Told], actors: Mapping[str, Actor]) -> bool:
    """Whether a telling may be one more of an encounter told already."""
    if told.apart and not told.back:
        return False
    if told.back and told.place and not any(t.place and _same_place(told, t) for t in cluster):
        gap = told.telling.span.start - cluster[-1].telling.span.end
        if any(t.place for t in cluster) or not 0 <= gap <= _BESIDE:
            return False
    return all(_fits(told, other, actors) for other in cluster)


def _nearest(told: Told, homes: list[list[Told]]) -> list[Told]:
    """The one of several that a telling means: of a headline the first held, else the most told."""
    if told.back and told.headline:
        return max(homes, key=lambda c: (_alike(told, c), len(c[0].participants) > 1,
                                         c[0].modality == "actual"))  # fmt: skip
    if told.back:
        held = told.modality == "actual"
        return max(homes, key=lambda c: ((c[0].modality == "actual") == held, len(c),
                                         _position(c[-1])))  # fmt: skip
    return max(homes, key=lambda c: _position(c[-1]))


def _alike(told: Told, cluster: list[Told]) -> bool:
    """Whether a headline’s noun is of the kind and standing of an encounter: talks to resume."""
    first = cluster[0]
    return first.format == told.format and first.modality == told.modality != "actual"


def _fits(one: Told, other: Told, actors: Mapping[str, Actor]) -> bool:
    """Whether two tellings may be of one encounter."""
    if not _formats(one, other) or not _same_place(one, other) or not _same_day(one, other):
        return False
    if (one.guessed or other.guessed) and one.place and other.place and one.format == other.format:
        return True  # whoever is taken for a side: those talks in that town
    if one.back and len(one.participants) < 2:
        return not one.participants or one.participants[0] in other.participants
    if other.back and len(other.participants) < 2:
        return True
    if not _same_people(one, other, actors) or not _surely(one, other) or _two_plans(one, other):
        return False
    return one.back or _one_life(one, other)


def _two_plans(one: Told, other: Told) -> bool:
    """Talks that are to resume some day, and a meeting of others for the same states on a day."""
    if one.back or other.back or not one.modality == other.modality == "planned":
        return False
    undated = (one.date is None) != (other.date is None)
    return undated and one.format != other.format and set(one.participants) != set(
        other.participants
    )


def _surely(one: Told, other: Told) -> bool:
    """Whether two tellings of which one leaves open whom they met have their day in common."""
    if one.back or other.back or not (one.unseen or other.unseen):
        return True
    if one.format != other.format or one.modality != other.modality:
        return False
    day = bool(one.date and other.date and one.date.value == other.date.value)
    return day or (one.unseen != other.unseen and bool(one.place and other.place))


def _formats(one: Told, other: Told) -> bool:
    if one.format == other.format:
        return True
    if "call" in (one.format, other.format):
        return any(
            t.format != "call" and (t.noun in _SPOKEN or not t.noun) and t.format == "talks"
            for t in (one, other)
        )
    if "visit" in (one.format, other.format):
        return not (one.back or other.back)
    return True


def _same_place(one: Told, other: Told) -> bool:
    if one.place is None or other.place is None or one.place.name == other.place.name:
        return True
    if one.place.country != other.place.country:
        return False
    return any(
        p.geonames is None or p.name == p.country or _is_state(p) for p in (one.place, other.place)
    )


def _is_state(place: PlaceSlot) -> bool:
    return any(e.kind == "state" and e.geonames == place.geonames for e in lookup(place.name))


def _same_day(one: Told, other: Told) -> bool:
    mine = one.date.value if one.date else None
    yours = other.date.value if other.date else None
    return mine is None or yours is None or compatible(mine, yours)


def compatible(one: str, other: str) -> bool:
    """Whether two TIMEX3 dates may mean one day: 2023-03 and 2023-03-02, a week and its days."""
    if one.startswith(other) or other.startswith(one):
        return True
    mine, yours = _bounds(one), _bounds(other)
    return bool(mine and yours and mine[0] <= yours[1] and yours[0] <= mine[1])


def _bounds(value: str) -> tuple[date, date] | None:
    try:
        if "-W" in value:
            year, week = value.split("-W")[:2]
            first = date.fromisocalendar(int(year), int(week[:2]), 1)
            return first, first + timedelta(days=6)
        day = date.fromisoformat(value)
        return day, day
    except ValueError:
        return None


def _same_people(one: Told, other: Told, actors: Mapping[str, Actor]) -> bool:
    """The same list, the one in the other, or states on one side and who acts for them."""
    mine, yours = one.participants, other.participants
    if set(mine) == set(yours):
        return True
    if set(mine) < set(yours) or set(yours) < set(mine):
        if "visit" in (one.format, other.format) and not (one.back or other.back):
            return _together(one, other)
        return one.back or other.back or one.partial or other.partial
    if len(mine) != len(yours) or len(mine) < 2:
        return _told_as_one(mine, yours, actors) or _told_as_one(yours, mine, actors)
    if (one.format == "visit") != (other.format == "visit"):
        return False  # a visit to a state, and a meeting there
    return all(any(_for(a, b, actors) for b in yours) for a in mine) and all(
        any(_for(a, b, actors) for a in mine) for b in yours
    )


def _together(one: Told, other: Told) -> bool:
    """Whether a visit and a meeting have their place or day in common, or stand side by side."""
    if one.place and other.place and one.place.name == other.place.name:
        return True
    if one.date and other.date and one.date.value == other.date.value:
        return True
    if "call" in (one.format, other.format) or any(
        t.noun and t.format != "visit" for t in (one, other)
    ):
        return False
    return abs(one.telling.span.start - other.telling.span.start) < _BESIDE


def _told_as_one(one: Actors, several: Actors, actors: Mapping[str, Actor]) -> bool:
    """«Water ministers» for the water ministers of two states."""
    if len(one) != 1 or len(several) < 2 or actors[one[0]].kind not in ("group", "unnamed_source"):
        return False
    words = {word.removesuffix("s") for word in actors[one[0]].name.lower().split()}
    return all(words <= set(actors[a].name.lower().split()) for a in several)


def _for(one: str, other: str, actors: Mapping[str, Actor]) -> bool:
    if one == other:
        return True
    mine, yours = actors.get(one), actors.get(other)
    if mine is None or yours is None or not {mine.kind, yours.kind} & _COLLECTIVE:
        return False
    if "office" in (mine.kind, yours.kind) and not _same_office(mine, yours):
        return False
    return _code(mine) is not None and _code(mine) == _code(yours)


def _same_office(one: Actor, other: Actor) -> bool:
    """Whether a person may hold an office: not the water minister's who is prime minister."""
    held = {_telling(actor.office or "") for actor in (one, other)}
    words = [set(office.split()) for office in held]
    return len(words) < 2 or not all(words) or bool(words[0] & words[1])


def _telling(office: str) -> str:
    return " ".join(sorted(set(office.lower().split()) - _IN_OFFICES))


def _code(actor: Actor) -> str | None:
    return actor.identifiers.get("iso3166") or actor.represents


def _one_life(one: Told, other: Told) -> bool:
    """Whether two modalities may be of one encounter: planned then held, planned then off."""
    pair = {one.modality, other.modality}
    dated = one.date is not None and other.date is not None
    if len(pair) == 1:
        return True
    undated = one.date is None and other.date is None
    return (dated and pair <= {"actual", "planned"}) or (
        pair == {"planned", "failed"}
        and (dated or undated or "visit" in (one.format, other.format))
    )


def _fold(cluster: list[Told], actors: Mapping[str, Actor]) -> Encounter:
    first = [t for t in cluster if not t.back] or cluster
    people = max(
        (t.participants for t in first),
        key=lambda p: (len(p), sum(actors[a].kind not in _COLLECTIVE for a in p)),
    )
    dated = _dated([*first, *(t for t in cluster if t not in first)])
    placed = [t for t in first if t.place] or [t for t in cluster if t.place]
    placed.sort(key=lambda t: t.place is not None and _is_state(t.place))
    lasting = next((t for t in cluster if t.duration), None)
    return Encounter(
        id="",
        participants=people,
        format=_format(first, cluster),
        date=_told(dated.date, cluster, dated) if dated and dated.date else None,
        place=_told(placed[0].place, cluster, placed[0]) if placed and placed[0].place else None,
        duration=_told(lasting.duration, cluster, lasting)
        if lasting and lasting.duration
        else None,
        occasion=next((t.occasion for t in cluster if t.occasion), None),
        modality=max((t.modality for t in first), key=lambda m: _STRENGTH[m])
        if not any(t.modality == "failed" for t in cluster)
        else "failed",
        tellings=tuple(t.telling for t in cluster),
        confidence=round(max(t.telling.confidence for t in cluster), 2),
    )


def _dated(tellings: Sequence[Told]) -> Told | None:
    """The first that tells a day, unless a later one tells it closer: «this week», «on Tuesday»."""
    best: Told | None = None
    for told in tellings:
        if told.date is None or told.date.value is None:
            continue
        closer = best is not None and best.date is not None and best.date.value is not None and (
            _bounds_of(told.date.value) < _bounds_of(best.date.value)
        )
        if best is None or closer:
            best = told
    return best or next((t for t in tellings if t.date), None)


def _bounds_of(value: str) -> int:
    """How long a stretch a date means, from a day (0) to a year."""
    if "-W" in value:
        return 1
    return 2 if len(value) == 7 else 3 if len(value) < 7 else 0


def _format(first: list[Told], cluster: list[Told]) -> Format:
    """The most telling word: a call or a summit wherever it is called one."""
    plain = [t.format for t in cluster if _FORMAT_RANK[t.format] > _FORMAT_RANK["visit"]]
    return max(plain or [t.format for t in first], key=lambda f: _FORMAT_RANK[f])


def _told(slot: _S, cluster: list[Told], told: Told) -> _S:
    return slot if len(cluster) == 1 else replace(slot, told=(cluster.index(told),))
