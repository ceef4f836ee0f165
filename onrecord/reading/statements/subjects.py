"""What a statement is about: the agreements and cases spoken of in what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.facts import Agreement, Case, Statement
from onrecord.reading.scene import Cast


def with_subjects(
    statements: Sequence[Statement],
    agreements: Sequence[Agreement],
    cases: Sequence[Case],
    cast: Cast,
) -> tuple[Statement, ...]:
    """The statements, each with the ids of the agreements and cases that its content speaks of."""
    places: list[tuple[str, int, int]] = []
    for agreement in agreements:
        places += [(agreement.id, m.span.start, m.span.end) for m in agreement.mentions]
    for case in cases:
        places += [(case.id, m.span.start, m.span.end) for m in case.mentions]
        places += [(case.id, s.start, s.end) for s in cast.sightings if s.actor == case.person]
    return tuple(replace(s, about=tuple(_about(s, places))) for s in statements)


def _about(statement: Statement, places: Sequence[tuple[str, int, int]]) -> Iterator[str]:
    seen: set[str] = set()
    for ident, start, end in sorted(places, key=lambda p: p[1]):
        if ident not in seen and any(c.start <= start and end <= c.end for c in statement.content):
            seen.add(ident)
            yield ident
