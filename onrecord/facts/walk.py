"""Ways through a reading: every fact, every span, every listed value."""

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from onrecord.facts.types import Change, Encounter, Event, Reading, Statement, Step
from onrecord.text import Span

Fact = Statement | Encounter | Change | Step | Event


def facts(reading: Reading) -> Iterator[Fact]:
    """Every fact: statements, encounters, changes, steps, events, each in its order."""
    yield from reading.statements
    yield from reading.encounters
    for agreement in reading.agreements:
        yield from agreement.changes
    for case in reading.cases:
        yield from case.steps
    yield from reading.events


def words(fact: Fact) -> tuple[Span, ...]:
    """Every span that a fact quotes: source, cue and content, or its tellings."""
    if isinstance(fact, Statement):
        return (*fact.source, *fact.cue, *fact.content)
    return tuple(telling.span for telling in fact.tellings)


def nodes(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Every dataclass within a value, itself included, each with its path."""
    found: list[tuple[str, Any]] = []
    _walk(value, path, found)
    return found


def _walk(value: Any, path: str, found: list[tuple[str, Any]]) -> None:
    """Puts them into a list: generators within generators would take three times as long."""
    if isinstance(value, tuple):
        for index, member in enumerate(value):
            _walk(member, f"{path}[{index}]", found)
        return
    holding = _holding(value.__class__)
    if holding is None:
        return
    found.append((path, value))
    for name in holding:
        inner = getattr(value, name)
        if inner:
            _walk(inner, f"{path}.{name}" if path else name, found)


def spans(value: Any, path: str = "") -> Iterator[tuple[str, Span]]:
    """Every span within a value, each with its path."""
    return ((where, node) for where, node in nodes(value, path) if isinstance(node, Span))


def letters(stretches: Sequence[Span]) -> set[int]:
    """The places in the text that some stretches cover."""
    return {i for span in stretches for i in range(span.start, span.end)}


@cache
def listed(kind: Any) -> tuple[tuple[str, frozenset[Any]], ...]:
    """The fields of a type that hold a listed value, each with what it may hold."""
    found = []
    for name, hint in get_type_hints(kind).items():
        options = get_args(hint) if get_origin(hint) is not Literal else (hint,)
        members = {m for o in options if get_origin(o) is Literal for m in get_args(o)}
        if members:
            found.append((name, frozenset(members | {None for o in options if o is type(None)})))
    return tuple(found)


@cache
def _holding(kind: Any) -> tuple[str, ...] | None:
    """The fields of a type that may hold a dataclass; the others are plain values."""
    if not dataclasses.is_dataclass(kind):
        return None
    hints = get_type_hints(kind)
    return tuple(f.name for f in dataclasses.fields(kind) if _may_hold(hints[f.name]))


def _may_hold(hint: Any) -> bool:
    return dataclasses.is_dataclass(hint) or any(_may_hold(part) for part in get_args(hint))
