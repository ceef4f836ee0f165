"""A reading made of what an annotator marked: ids and keys, and the contract held."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.errors import InvalidReading
from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    Change,
    Encounter,
    Mention,
    Reading,
    Statement,
    Step,
    validate,
    with_keys,
)
from onrecord.report import Report, report_id, text_sha256
from onrecord.text import Span

_Turn = TypeVar("_Turn", Change, Step)


def composed(
    text: str,
    name: str,
    actors: Sequence[Actor],
    statements: Iterable[Statement],
    encounters: Iterable[Encounter],
    changes: Iterable[tuple[str, Change]],
    steps: Iterable[tuple[str, Step]],
) -> Reading:
    """The reading; changes come with their agreement's name, steps with their person's actor id.

    InvalidReading, which names the file, where it would break the contract.
    """
    report = Report(id=report_id(text), text_sha256=text_sha256(text), source=name, text=text)
    agreements: dict[str, list[Change]] = {}
    for agreement, change in changes:
        agreements.setdefault(agreement, []).append(change)
    cases: dict[str, list[Step]] = {}
    for person, step in steps:
        cases.setdefault(person, []).append(step)
    known = list(actors)
    if "" in cases:  # of nobody who is marked
        known.append(_nobody(len(known) + 1, cases[""][0].tellings[0].span))
        cases[known[-1].id] = cases.pop("")
    made = with_keys(
        Reading(
            report=report,
            actors=tuple(known),
            statements=tuple(replace(s, id=f"s{n}") for n, s in enumerate(statements, 1)),
            encounters=tuple(replace(e, id=f"e{n}") for n, e in enumerate(encounters, 1)),
            agreements=tuple(
                Agreement(id=f"g{n}", name=of, changes=_numbered(f"g{n}", several))
                for n, (of, several) in enumerate(agreements.items(), 1)
            ),
            cases=tuple(
                Case(id=f"c{n}", person=of, steps=_numbered(f"c{n}", several))
                for n, (of, several) in enumerate(cases.items(), 1)
            ),
        )
    )
    if faults := validate(made):
        raise InvalidReading(
            f"{name} makes no reading: {'; '.join(faults[:3])}.", "Correct the annotation."
        )
    return made


def _numbered(of: str, turns: Sequence[_Turn]) -> tuple[_Turn, ...]:
    return tuple(replace(turn, id=f"{of}-{n}") for n, turn in enumerate(turns, 1))


def _nobody(number: int, span: Span) -> Actor:
    mention = Mention(span, "description")
    return Actor(id=f"a{number}", name="a person not marked", kind="person", mentions=(mention,))
