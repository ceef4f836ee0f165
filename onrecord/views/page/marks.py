"""Which stretches of the report each fact rests on, and what they are to it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.facts import (
    Change,
    Encounter,
    Event,
    Place,
    Reading,
    Statement,
    Step,
    Time,
    Voucher,
)
from onrecord.text import Span
from onrecord.views.page.gathered import Gathered, places, times

# turn: the word that the fact turns on; who: those who say it or vouch for it; words: all else
# that it rests on; mention: where a thing, a name, a time or a place is spoken of.
Role = Literal["turn", "who", "words", "mention"]
Kind = Literal[
    "statement", "encounter", "agreement", "case", "event", "time", "place", "actor"
]  # fmt: skip

_OPENING = re.compile(r"\S+(?:\s+\S+)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that belongs to the fact ``id``."""

    start: int
    end: int
    id: str
    kind: Kind
    role: Role

    @property
    def order(self) -> tuple[bool, bool, int]:
        """Innermost first; facts before what is only spoken of, coded events last."""
        return (self.kind == "event", self.role == "mention", self.end - self.start)


def marks(reading: Reading) -> list[Mark]:
    """Every stretch of every fact; a span that is not the text's own is passed over."""
    text = reading.report.text
    return [
        Mark(span.start, span.end, identifier, kind, role)
        for identifier, kind, role, span in _all(reading)
        if span.holds(text)
    ]


_Found = tuple[str, Kind, Role, Span]


def _all(reading: Reading) -> Iterator[_Found]:
    stating = {statement.id: statement for statement in reading.statements}
    for statement in reading.statements:
        yield from _statement(statement)
    for encounter in reading.encounters:
        yield from _told(encounter, "encounter")
    for agreement in reading.agreements:
        yield from _each(agreement.id, "agreement", "mention", (m.span for m in agreement.mentions))
        for change in agreement.changes:
            yield from _told(change, "agreement")
            yield from _stated(change, "agreement", stating)
    for case in reading.cases:
        yield from _each(case.id, "case", "mention", (m.span for m in case.mentions))
        for step in case.steps:
            yield from _told(step, "case")
            yield from _stated(step, "case", stating)
    for event in reading.events:
        yield from _told(event, "event")
        yield from _each(event.id, "event", "words", (c.span for c in event.counts))
    for actor in reading.actors:
        yield from _each(actor.id, "actor", "mention", (m.span for m in actor.mentions))
    yield from _gathered(times(reading), "time")
    yield from _gathered(places(reading), "place")


def _statement(statement: Statement) -> Iterator[_Found]:
    yield from _each(statement.id, "statement", "who", statement.source)
    yield from _each(statement.id, "statement", "turn", statement.cue or _opening(statement))
    yield from _each(statement.id, "statement", "words", statement.content)
    yield from _slots(statement, "statement")
    yield from _vouched(statement.id, "statement", statement.vouched_by)


def _opening(statement: Statement) -> Iterator[Span]:
    """Without a cue a statement turns on the first two words of its content."""
    for span in statement.content[:1]:
        first = _OPENING.search(span.text)
        if first:
            start = span.start + first.start()
            yield Span(start, start + len(first[0]), first[0])


def _told(fact: Encounter | Change | Step | Event, kind: Kind) -> Iterator[_Found]:
    yield from _each(fact.id, kind, "turn", (telling.span for telling in fact.tellings))
    yield from _slots(fact, kind)
    for telling in fact.tellings:
        yield from _vouched(fact.id, kind, telling.vouched_by)


def _stated(turn: Change | Step, kind: Kind, known: dict[str, Statement]) -> Iterator[_Found]:
    """Who says it, and with what word, in the statements that carry a change or a step."""
    for statement in (known[name] for name in turn.stated_in if name in known):
        yield from _each(turn.id, kind, "who", statement.source)
        yield from _each(turn.id, kind, "words", statement.cue)


def _slots(fact: object, kind: Kind) -> Iterator[_Found]:
    for name in ("date", "place", "duration", "term"):
        slot = getattr(fact, name, None)
        yield from _each(getattr(fact, "id", ""), kind, "words", [getattr(slot, "span", None)])


def _vouched(identifier: str, kind: Kind, vouchers: Iterable[Voucher]) -> Iterator[_Found]:
    yield from _each(identifier, kind, "who", (voucher.span for voucher in vouchers))


def _gathered(groups: Iterable[Gathered[Time] | Gathered[Place]], kind: Kind) -> Iterator[_Found]:
    for group in groups:
        yield from _each(group.id, kind, "mention", (member.span for _, member in group.members))


def _each(
    identifier: str, kind: Kind, role: Role, spans: Iterable[Span | None]
) -> Iterator[_Found]:
    for span in spans:
        if span is not None:
            yield identifier, kind, role, span
