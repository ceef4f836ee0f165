"""Reviewers' verdicts applied: what was rejected speaks no more, what was corrected says so.

A verdict names either what one report tells (the key of an account, a change or a step) or a thing
as a whole (``encounter-KEY``, ``change-KEY``, ``step-KEY``, with the key of any of its members).
Of accept, correct and reject the last one given about a key decides whether it speaks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from onrecord.errors import InvalidVerdict
from onrecord.facts import Agreement, Case, DateSlot, DurationSlot, PlaceSlot, TermSlot
from onrecord.record.accounts import Kind
from onrecord.record.folding.gathering import parts
from onrecord.record.folding.resting import NOWHERE, Bearing
from onrecord.record.things import Carried, TermTold, Testimony, Thing
from onrecord.record.verdicts import Verdict, standing

T = TypeVar("T")

# What a correction of a thing may not touch: it follows from the tellings.
_DERIVED = frozenset({field.name for field in fields(Thing)})
_NAMED_BY = frozenset({"id", "key"})


@dataclass(slots=True)
class Judged:
    """Testimonies as reviewers left them, the verdicts about them, and what holds for the whole."""

    testimonies: list[Testimony]
    verdicts: tuple[Verdict, ...] = ()
    rejected: bool = False
    of_thing: list[Verdict] = field(default_factory=list)
    of_parts: dict[str, list[Verdict]] = field(default_factory=dict)


def judged(
    kind: Kind,
    testimonies: Sequence[Testimony],
    verdicts: Iterable[Verdict],
    bearing: Bearing = NOWHERE,
) -> Judged:
    """What is left to fold. Verdicts that are about nothing here are passed over.

    ``bearing`` says where they bear on a version otherwise than by their keys.
    """
    given = standing(verdicts)
    if not given:
        return Judged(list(testimonies))
    accounts = {one.key for one in testimonies}
    part_keys = {getattr(p, "key", "") for one in testimonies for p in parts(one)} - {""}
    wholes = {f"{kind}-{key}" for key in accounts}
    folded = {f"{name}-{key}" for name in ("change", "step") for key in part_keys}
    known = accounts | part_keys | wholes | folded
    elsewhere = {id for id, *_ in bearing.also}
    about = tuple(
        one for one in given if one.id in elsewhere or known.intersection((*one.of, *one.against))
    )
    shown, about = about, tuple(map(bearing.whole, about))
    speaks = _last(about)
    result = Judged(
        [],
        shown,
        any(speaks.get(whole) == "reject" for whole in wholes),
        [v for v in about if v.verdict == "correct" and wholes.intersection(v.of)],
    )
    for verdict in about:
        for name in verdict.of:
            if name in folded:
                result.of_parts.setdefault(name, []).append(verdict)
    for one in testimonies:
        here = about
        if bearing:
            here = tuple(bearing.on(verdict, one.source.version) for verdict in shown)
            speaks = _last(here)
        if speaks.get(one.key) != "reject":
            result.testimonies.append(_corrected(one, here, speaks))
    return result


def _last(about: Iterable[Verdict]) -> dict[str, str]:
    """For each key the last judgement on whether it speaks."""
    return {
        name: verdict.verdict
        for verdict in about
        if verdict.verdict in ("accept", "correct", "reject")
        for name in verdict.of
    }


def _corrected(one: Testimony, about: Sequence[Verdict], speaks: dict[str, str]) -> Testimony:
    """The account with its corrections and additions, rejected parts gone."""
    told: Any = one.told
    for verdict in about:
        if one.key in verdict.of and verdict.verdict == "correct":
            told = amended(told, verdict)
        elif one.key in verdict.of and verdict.verdict == "add":
            told = _extended(told, verdict)
    if isinstance(told, Agreement | Case):
        name = "changes" if isinstance(told, Agreement) else "steps"
        whole = getattr(told, name)
        kept = tuple(_part(p, about) for p in whole if speaks.get(p.key) != "reject")
        if kept != whole:
            told = replace(told, **{name: kept})  # type: ignore[arg-type]
    return one if told is one.told else replace(one, told=told)


def _part(part: Any, about: Sequence[Verdict]) -> Any:
    for verdict in about:
        if verdict.verdict == "correct" and part.key in verdict.of:
            part = amended(part, verdict)
    return part


def amended(fact: T, verdict: Verdict) -> T:
    """A fact, or a thing, with the fields that a verdict corrects.

    A date, duration or term may be given by its value alone, a place by its name; null empties a
    field. InvalidVerdict where a field is not of the fact, or cannot hold the value.
    """
    kind: Any = type(fact)
    hints = _hints(kind)
    changed = {}
    for name, value in verdict.correction.items():
        if name not in hints or name in _NAMED_BY:
            raise InvalidVerdict.field(verdict.id, name, type(fact).__name__, sorted(hints))
        try:
            changed[name] = msgspec.convert(_shaped(value, hints[name]), hints[name])
        except msgspec.ValidationError as error:
            raise InvalidVerdict.value(verdict.id, name, str(error)) from error
    return replace(fact, **changed)  # type: ignore[type-var]


def overruled(thing: Thing, verdicts: Sequence[Verdict]) -> Thing:
    """The folded thing with what reviewers corrected of it as a whole; ``told`` says by which."""
    for verdict in verdicts:
        for name in verdict.correction:
            if name in _DERIVED:
                raise InvalidVerdict.derived(verdict.id, name)
        by = tuple(Carried(slot=name, verdict=verdict.id) for name in verdict.correction)
        told = tuple(one for one in thing.told if one.slot not in verdict.correction)
        thing = replace(amended(thing, verdict), told=told + by)
    return thing


def _extended(told: T, verdict: Verdict) -> T:
    """The fact with members added to its lists."""
    added = amended(told, verdict)
    longer = {
        name: (*getattr(told, name), *getattr(added, name))
        for name in verdict.correction
        if isinstance(getattr(told, name), tuple)
    }
    return replace(added, **longer)  # type: ignore[type-var]


def _shaped(value: Any, hint: Any) -> Any:
    """A value alone as the slot that it belongs into."""
    if isinstance(value, str):
        options = getattr(hint, "__args__", (hint,))
        if PlaceSlot in options:
            return {"name": value}
        if any(slot in options for slot in (DateSlot, DurationSlot, TermSlot, TermTold)):
            return {"value": value}
    return value


@lru_cache(maxsize=32)
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
