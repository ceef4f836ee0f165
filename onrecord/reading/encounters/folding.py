"""The tellings of one encounter made one: the slots of those that tell them best."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.facts import Actor, DateSlot, DurationSlot, Encounter, PlaceSlot
from onrecord.reading.encounters.sameness import COLLECTIVE, is_state
from onrecord.reading.encounters.told import Told
from onrecord.vocabulary import Format, Modality

_S = TypeVar("_S", DateSlot, PlaceSlot, DurationSlot)
_FORMAT_RANK: dict[Format, int] = {"call": 4, "summit": 3, "visit": 2, "talks": 1, "meeting": 1}
# What a later telling may make of an encounter; the strongest stands.
_STRENGTH: dict[Modality, int] = {
    "actual": 5, "failed": 4, "planned": 3, "denied": 2, "asked": 1, "possible": 0,
}  # fmt: skip


def fold(cluster: list[Told], actors: Mapping[str, Actor]) -> Encounter:
    first = [t for t in cluster if not t.back] or cluster
    people = max(
        (t.participants for t in first),
        key=lambda p: (len(p), sum(actors[a].kind not in COLLECTIVE for a in p)),
    )
    again = [t for t in cluster if t not in first and t.modality != "denied"]
    dated = _dated([*first, *again])
    placed = [t for t in first if t.place] or [t for t in again if t.place]
    placed.sort(key=lambda t: t.place is not None and is_state(t.place))
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
        closer = (
            best is not None
            and best.date is not None
            and best.date.value is not None
            and (_bounds_of(told.date.value) < _bounds_of(best.date.value))
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


def placed_by(met: Encounter, here: PlaceSlot) -> Encounter:
    place = met.place
    if place is None or met.modality != "actual" or not is_state(place):
        return met
    if place.country != here.country or is_state(here):
        return met
    return replace(met, place=replace(here, told=place.told))
