"""Keys: names of facts that outlive a re-reading.

A key is drawn from the report's address, the kind of fact, its turning words and what stands
around them, and from nothing that a better model may see otherwise (actors, dates, modality,
the ends of a quotation). Only where all of that is the same for two facts of one report, an
ordinal in the order of the text tells them apart.
"""

import dataclasses
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from onrecord.facts.types import Change, Encounter, Event, Reading, Statement, Step
from onrecord.facts.walk import Fact, facts
from onrecord.text import Span

AROUND = 40  # characters of the surroundings on either side, white space folded

_F = TypeVar("_F", bound=Fact)


def key(report_id: str, kind: str, text: str, turning: Sequence[Span], *, ordinal: int = 0) -> str:
    """The key of one fact: 16 hexadecimal digits.

    ``turning`` are the words on which the fact turns; ``ordinal`` is 0 but for the second,
    third … fact of which everything else is the same (``keys`` counts them).
    """
    parts = [report_id, kind, *(_folded(span.text) for span in turning)]
    if turning:
        start, end = min(s.start for s in turning), max(s.end for s in turning)
        parts += [_before(text, start), _after(text, end)]
    if ordinal:
        parts.append(f"#{ordinal}")
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]


def keys(
    report_id: str, text: str, turnings: Iterable[tuple[str, Sequence[Span]]]
) -> tuple[str, ...]:
    """The keys of all facts of a report, each given by its kind and turning words.

    They come in the order given; ordinals follow the order of the text.
    """
    given = list(turnings)
    made = [""] * len(given)
    met: dict[str, int] = {}
    for index in sorted(range(len(given)), key=lambda i: [s.start for s in given[i][1]]):
        kind, turning = given[index]
        plain = key(report_id, kind, text, turning)
        before = met.get(plain, 0)
        made[index] = key(report_id, kind, text, turning, ordinal=before) if before else plain
        met[plain] = before + 1
    return tuple(made)


def turning(fact: Fact) -> tuple[str, tuple[Span, ...]]:
    """The kind of a fact and the words on which it turns.

    A statement turns on its cue, with the side on which its content stands (a quotation may
    stand on either side of one cue); without a cue on the first words of its content. Any
    other fact turns on the first of its tellings, and is of its own kind for each label.
    """
    match fact:
        case Statement():
            return _of_statement(fact)
        case Encounter():
            kind = "encounter"
        case Change():
            kind = f"change:{fact.change}"
        case Step():
            kind = f"step:{fact.step}"
        case Event():
            kind = f"event:{fact.type}"
    first = sorted((telling.span for telling in fact.tellings), key=lambda s: (s.start, s.end))
    return kind, tuple(first[:1])


def with_keys(reading: Reading) -> Reading:
    """The reading with the key of every fact made anew."""
    report = reading.report
    made = keys(report.id, report.text, (turning(fact) for fact in facts(reading)))
    fresh = iter(made)

    def each(group: tuple[_F, ...]) -> tuple[_F, ...]:
        return tuple(dataclasses.replace(fact, key=next(fresh)) for fact in group)

    changed: dict[str, Any] = {
        "statements": each(reading.statements),
        "encounters": each(reading.encounters),
        "agreements": tuple(
            dataclasses.replace(a, changes=each(a.changes)) for a in reading.agreements
        ),
        "cases": tuple(dataclasses.replace(c, steps=each(c.steps)) for c in reading.cases),
        "events": each(reading.events),
    }
    return dataclasses.replace(reading, **changed)


def _of_statement(fact: Statement) -> tuple[str, tuple[Span, ...]]:
    content = sorted(fact.content, key=lambda s: s.start)
    if not fact.cue:
        return "statement", tuple(_opening(span) for span in content[:1])
    cue = tuple(sorted(fact.cue, key=lambda s: s.start))
    side = ""
    if content:
        before = content[0].start < cue[0].start
        after = content[-1].end > cue[-1].end
        side = ":around" if before and after else ":before" if before else ":after"
    return f"statement{side}", cue


def _opening(span: Span) -> Span:
    words = span.text[:24]
    return Span(span.start, span.start + len(words), words)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _before(text: str, start: int) -> str:
    return _folded(text[max(0, start - 4 * AROUND) : start])[-AROUND:]


def _after(text: str, end: int) -> str:
    return _folded(text[end : end + 4 * AROUND])[:AROUND]
