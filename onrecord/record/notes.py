"""Facts by hand as data: what a reviewer tells of a report beside what was read of it.

A note is a verdict («note»): ``of`` has the keys of its facts, ``within`` the report's id (and the
accounts of agreements and cases that it tells a turn of), ``correction`` the report, its version
and the facts, in the fields of a reading. With the text of
that version it makes a reading of its own, small and beside the one that was read: its facts merge,
count and are asked for as any other. Everything here is a function of verdicts and texts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from onrecord.errors import InvalidVerdict, OnrecordError
from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Encounter,
    Mention,
    Reading,
    Statement,
    facts,
    validate,
    with_keys,
)
from onrecord.facts.contexts import contexts
from onrecord.record.accounts import accounts
from onrecord.record.verdicts import Verdict, standing
from onrecord.report import Report
from onrecord.text import Span

MOST = 64  # facts and actors of one note
_NAME = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a note tells, as a reading has it; ids are the note's own."""

    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note taken out of its verdict: of which version (SHA-256 of its text) of which report."""

    verdict: str
    report: str
    version: str
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who told a fact by hand: in which verdict, when, why.

    ``of`` are the keys of what the note tells. ``read``: the reading has found the same fact at the
    same words, so that it has both.
    """

    verdict: str
    by: str
    at: str
    why: str = ""
    of: tuple[str, ...] = ()
    read: bool = False


class _Payload(msgspec.Struct, forbid_unknown_fields=True):
    report: str
    version: str
    facts: Facts


def hand(verdict: Verdict) -> Hand:
    """Whose note it is."""
    return Hand(verdict=verdict.id, by=verdict.by, at=verdict.at, why=verdict.why, of=verdict.of)


def note(verdict: Verdict) -> Note:
    """The note of a verdict; InvalidVerdict where it is none."""
    try:
        told = msgspec.convert(verdict.correction, _Payload)
    except (ValueError, msgspec.ValidationError, RecursionError) as error:
        raise InvalidVerdict(
            f"The note {verdict.id} does not hold a fact: {str(error)[:120]}.",
            "Give it anew with `onrecord note`.",
        ) from error
    counted = sum(len(getattr(told.facts, name)) for name in Facts.__slots__)
    named = told.report in verdict.within and _NAME.fullmatch(told.report)
    if verdict.verdict != "note" or not named or not 0 < counted <= MOST:
        raise InvalidVerdict(
            f"The note {verdict.id} does not hold a fact.", "Give it anew with `onrecord note`."
        )
    return Note(verdict=verdict.id, report=told.report, version=told.version, facts=told.facts)


def payload(report: str, version: str, told: Facts) -> dict[str, Any]:
    """What a verdict holds of a note."""
    held: dict[str, Any] = msgspec.to_builtins(told)
    given = {name: held[name] for name in held if held[name]}
    return {"report": report, "version": version, "facts": given}


def supplement(one: Note, report: Report, base: str | None) -> Reading | None:
    """The reading that a note makes of a version of its report; None where its words are not there.

    In its own version the spans are those of the note. In another its words must stand once in the
    same sentence; ``base`` is the text of the note's version, None where that is not there.
    """
    if report.id != one.report:
        return None
    told = one.facts
    if report.text_sha256 != one.version:
        if base is None or (moved := carried(told, base, report.text)) is None:
            return None
        told = moved
    made = Reading(report=report, **{name: getattr(told, name) for name in Facts.__slots__})
    try:
        made = with_keys(made)
        return None if validate(made) else made
    except (OnrecordError, ValueError, IndexError, UnicodeError):
        return None


def about(made: Reading) -> tuple[str, ...]:
    """The keys that a note is about: of its facts; where it only links mentions, of its actors."""
    told = tuple(one.key for one in facts(made))
    return told or tuple(one.key for one in accounts(made) if one.kind == "actor")


def around(made: Reading) -> tuple[str, ...]:
    """The keys of the accounts in which a note tells a turn, beside its report's id."""
    lives = tuple(one.key for one in accounts(made) if one.kind in ("agreement", "case"))
    return (made.report.id, *lives)


def periods(id: str, verdicts: Iterable[Verdict]) -> Iterator[tuple[int, int | None]]:
    """From when until when (exclusive; None: on and on) a verdict stands, in seconds since 1970.

    ``verdicts`` are it and all that undoes it, and that in turn.
    """
    given = list(verdicts)
    begun: int | None = None
    for moment in sorted({_second(one.at) for one in given}):
        stands = any(v.id == id for v in standing(v for v in given if _second(v.at) <= moment))
        if stands and begun is None:
            begun = moment
        elif not stands and begun is not None:
            yield begun, moment
            begun = None
    if begun is not None:
        yield begun, None


def _second(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp() // 1)


def carried(told: Facts, base: str, text: str) -> Facts | None:
    """The facts with every span where its words stand in another text, in the same sentence.

    That sentence must stand once in either text (``facts.contexts``).
    Mentions of actors that do not stand there are left out, as long as one does. None where other
    words stand no more, or more than once.
    """

    def moved(value: Any) -> Any:
        if isinstance(value, Span):
            return _placed(value, base, text)
        if isinstance(value, tuple):
            return tuple(moved(one) for one in value)
        if not hasattr(value, "__dataclass_fields__"):
            return value
        if isinstance(value, Actor):
            return replace(value, mentions=tuple(_standing(value.mentions, moved)))
        return replace(
            value, **{name: moved(getattr(value, name)) for name in value.__dataclass_fields__}
        )

    try:
        found: Facts = moved(told)
    except LookupError:
        return None
    return found if all(one.mentions for one in found.actors) else None


def _standing(mentions: Sequence[Mention], moved: Callable[[Any], Any]) -> Iterator[Mention]:
    for one in mentions:
        with suppress(LookupError):
            yield replace(one, span=moved(one.span))


def _placed(span: Span, base: str, text: str) -> Span:
    moved = contexts(base).moved(span, contexts(text))
    if moved is None:
        raise LookupError(span.text)
    return moved
