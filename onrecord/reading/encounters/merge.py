"""Tellings of one encounter become one: the same people, and nothing that speaks against it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.facts import Actor, Encounter, PlaceSlot
from onrecord.reading.encounters.folding import fold, placed_by
from onrecord.reading.encounters.sameness import BESIDE, fits, same_place
from onrecord.reading.encounters.told import Told

_FAR = 2000  # characters within which «the meeting» may point back


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
        if told.back and told.format == "summit":
            own = [c for c in homes if any(t.format == "summit" for t in c)]
            homes = own if own or not summit else homes
        if homes:
            _nearest(told, homes).append(told)
        elif not told.back or (told.noun and len(told.participants) > 1):
            clusters.append([told])
        elif told.meant:
            clusters.append([replace(told, participants=told.meant)])
    whole = [fold(sorted(c, key=_position), actors) for c in clusters]
    if here is not None:
        whole = [placed_by(e, here) for e in whole]
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


def _position(told: Told) -> tuple[int, int]:
    return told.telling.span.start, told.telling.span.end


def _belongs(told: Told, cluster: list[Told], actors: Mapping[str, Actor]) -> bool:
    """Whether a telling may be one more of an encounter told already."""
    if told.apart and not told.back and not all(t.headline for t in cluster):
        return False  # a headline tells of what the report is about, not of one before
    if told.back and told.place and not any(t.place and same_place(told, t) for t in cluster):
        gap = told.telling.span.start - cluster[-1].telling.span.end
        if any(t.place for t in cluster) or not 0 <= gap <= BESIDE:
            return False
    return all(fits(told, other, actors) for other in cluster)


def _nearest(told: Told, homes: list[list[Told]]) -> list[Told]:
    """The one of several that a telling means: of a headline the first held, else the most told."""
    if told.back and told.headline:
        return max(homes, key=lambda c: (_alike(told, c), len(c[0].participants) > 1,
                                         c[0].modality == "actual"))  # fmt: skip
    if told.such:  # «no such meeting»: the one told just before
        start = told.telling.span.start
        return max(homes, key=lambda c: max(
            (t.telling.span.start for t in c if t.telling.span.start < start), default=-1
        ))  # fmt: skip
    if told.back:
        held = told.modality == "actual"
        return max(homes, key=lambda c: ((c[0].modality == "actual") == held, len(c),
                                         _position(c[-1])))  # fmt: skip
    return max(homes, key=lambda c: _position(c[-1]))


def _alike(told: Told, cluster: list[Told]) -> bool:
    """Whether a headline’s noun is of the kind and standing of an encounter: talks to resume."""
    first = cluster[0]
    return first.format == told.format and first.modality == told.modality != "actual"
