"""Sketches: what can be said of an actor from one report alone, to compare two without the record.

Rooms that compare participants and speakers keep sketches in their profiles and ask ``alike``.
"""

from collections.abc import Iterable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter

from onrecord.facts import Actor
from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.sketching import Sketch, drawn

__all__ = ["Sketch", "alike", "in_order", "same_side", "sketch", "whole"]

# Points of evidence from which on nobody doubts.
SURE = 3.0


def sketch(actor: Actor, year: int | None = None) -> Sketch:
    """What tells which actor this is.

    ``year`` is when the report counts (its publication): whoever held an office then is known
    from the tables. Without it no holder is looked up. A sketch holds no words that only one
    report has, so that a profile made of sketches stays one for many reports.
    """
    return drawn(actor, year)


whole = attrgetter(*(one.name for one in fields(Sketch)))  # all that a sketch says, to sort by


def in_order(found: Iterable[Sketch]) -> tuple[Sketch, ...]:
    """Sketches, each once, in an order that is of their content."""
    return tuple(sorted(set(found), key=whole))


@lru_cache(maxsize=65536)
def alike(one: Sketch, other: Sketch) -> float:
    """How far two sketches speak for one actor: 1 surely one, 0 nothing known, -1 surely two.

    Symmetric. Persons, offices and their holders, states, bodies, organisations and groups are
    compared each by their own rules; of two unnamed ones nothing is known, unless their states
    differ.
    """
    return max(-1.0, min(1.0, sum(likeness(one, other).values()) / SURE))


def same_side(one: Sketch, other: Sketch) -> bool:
    """Whether both act for one state, or are it: a minister and the state that sent her."""
    return bool(one.state) and one.state == other.state
