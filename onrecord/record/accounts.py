"""Accounts: a reading taken apart into what it tells of each thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.facts import Actor, Agreement, Case, Encounter, Event, Reading, Statement, keys
from onrecord.record.remembering import of_the_last
from onrecord.text import Span

Kind = Literal["actor", "statement", "encounter", "agreement", "case", "event"]
Told = Actor | Statement | Encounter | Agreement | Case | Event


@dataclass(frozen=True, slots=True)
class Account:
    """One report's account of one thing.

    ``key`` outlives a re-reading and is unique in the record: a fact's own key; for actors,
    agreements and cases, which have none in a reading, one drawn in the same way from where they
    are first spoken of.
    """

    kind: Kind
    key: str
    told: Told


# The reading that was taken apart last: every room of identity asks for the same one in turn.
_last: tuple[Reading, tuple[Account, ...]] | None = None


@of_the_last
def accounts(reading: Reading) -> tuple[Account, ...]:
    """Every account of a reading: actors, statements, encounters, agreements, cases, events."""
    global _last
    held = _last
    if held is None or held[0] is not reading:
        held = _last = (reading, _accounts(reading))
    return held[1]


def _accounts(reading: Reading) -> tuple[Account, ...]:
    keyless: list[tuple[Kind, Actor | Agreement | Case, str, tuple[Span, ...]]] = [
        *(("actor", one, f"actor:{one.kind}:{one.name}", _first(one)) for one in reading.actors),
        *(("agreement", one, "agreement", _first(one)) for one in reading.agreements),
        *(("case", one, f"case:{one.person}", _first(one)) for one in reading.cases),
    ]
    report = reading.report
    made = keys(report.id, report.text, [(kind, turning) for _, _, kind, turning in keyless])
    named = [Account(k, key, told) for (k, told, _, _), key in zip(keyless, made, strict=True)]
    return (
        *(one for one in named if one.kind == "actor"),
        *_facts(reading),
        *(one for one in named if one.kind != "actor"),
    )


def _facts(reading: Reading) -> Iterator[Account]:
    yield from (Account("statement", one.key, one) for one in reading.statements)
    yield from (Account("encounter", one.key, one) for one in reading.encounters)
    yield from (Account("event", one.key, one) for one in reading.events)


def _first(told: Actor | Agreement | Case) -> tuple[Span, ...]:
    spans = sorted((mention.span for mention in told.mentions), key=lambda s: (s.start, s.end))
    return tuple(spans[:1])
