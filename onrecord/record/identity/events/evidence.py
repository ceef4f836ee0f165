"""What speaks for and against two accounts being of one event (``same_event.tsv``)."""

from functools import cache
from typing import Literal

from onrecord.record.identity.encounters.evidence import LITTLE
from onrecord.record.identity.encounters.evidence import evidence as of_encounters
from onrecord.record.identity.events.blocks import blocks
from onrecord.record.identity.events.coded import signs as signs_coded
from onrecord.record.identity.events.profile import EventProfile
from onrecord.record.identity.events.told import signs as signs_told
from onrecord.record.identity.events.when import when, where
from onrecord.record.identity.protocol import Evidence
from onrecord.tables import rows

_OTHER = -20.0  # points of two types, or of two sorts: nothing can make them one

Sort = Literal["told", "coded"]


def evidence(one: EventProfile, other: EventProfile) -> Evidence:
    """The points by the name of the evidence; symmetric."""
    found = met(one, other)
    if one.encounter is None and sum(found.values()) > 0 and not blocks(one) & blocks(other):
        return {**found, "unsought": LITTLE - sum(found.values())}
    return found


def met(one: EventProfile, other: EventProfile) -> Evidence:
    """The same for two that share a block."""
    if one.encounter and other.encounter:
        return of_encounters(one.encounter, other.encounter)
    if one.encounter or other.encounter or (one.type, one.coded) != (other.type, other.coded):
        return {"other kind": _OTHER}
    sort: Sort = "coded" if one.coded else "told"
    found = signs_coded(one, other) if sort == "coded" else signs_told(one, other)
    for name in (*when(one, other), *where(one, other), *_figures(one, other)):
        found[name] = 1.0
    weights = points(sort)
    return {name: weights[name] * times for name, times in found.items() if times}


@cache
def points(sort: Sort) -> dict[str, float]:
    """The points of a unit of each piece of evidence, for events told alone or coding a fact."""
    return {
        row["evidence"]: float(row["points"])
        for row in rows("same_event")
        if row["sort"] in (sort, "both")
    }


def _figures(one: EventProfile, other: EventProfile) -> tuple[str, ...]:
    """Whether they give the same figures («35 killed»); figures get corrected, so little turns."""
    if not (one.counts and other.counts):
        return ()
    mine, yours = dict(one.counts), dict(other.counts)
    both = mine.keys() & yours.keys()
    if not both:
        return ()
    return ("same figure" if any(mine[of] == yours[of] for of in both) else "other figure",)
