"""Deals of companies, unions and courts, which are none of the record's agreements."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.agreements.joining import Draft
from onrecord.reading.agreements.lexicon import listed
from onrecord.reading.agreements.turns import Found
from onrecord.reading.turning import Ground

_PUBLIC = frozenset({"state", "group", "government_body"})


def private(ground: Ground, draft: Draft, found: Sequence[Found]) -> bool:
    """Whether an agreement without a name is told beside a company or a union, and no state is.

    A title is silent on either: what the text below it says decides.
    """
    if draft.name is not None or draft.kind not in {"deal", "accord"}:
        return False
    if any(_public(ground, actor) for one in found for actor in one.turn.by):
        return False
    lines = [ground.line(p.start) for p in draft.places if not ground.titled(p.start)]
    if not any(listed("private") & set(line.forms) for line in lines):
        return False
    inside = [s for line in lines for s in ground.sightings(line.starts[0], line.ends[-1])]
    return not any(_public(ground, s.actor) for s in inside)


def _public(ground: Ground, actor: str) -> bool:
    if ground.state_of(actor) is not None:
        return True
    if ground.kind_of(actor) not in _PUBLIC:
        return False
    return not listed("private") & set(ground.cast.actor(actor).name.lower().split())
