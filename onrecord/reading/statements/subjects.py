"""What a statement is about: the agreements and cases spoken of in what is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.facts import Agreement, Case, Statement
from onrecord.reading.scene import Cast

_Spoken = tuple[str, int, int]  # the id of an agreement or case, and where it is spoken of


def with_subjects(
    statements: Sequence[Statement],
    agreements: Sequence[Agreement],
    cases: Sequence[Case],
    cast: Cast,
) -> tuple[Statement, ...]:
    """The statements, each with the ids of the agreements and cases that its content speaks of."""
    places: list[_Spoken] = []
    for agreement in agreements:
        places += [(agreement.id, m.span.start, m.span.end) for m in agreement.mentions]
    for case in cases:
        places += [(case.id, m.span.start, m.span.end) for m in case.mentions]
        places += [(case.id, s.start, s.end) for s in cast.sightings if s.actor == case.person]
    places.sort(key=_start)
    return tuple(replace(s, about=tuple(_about(s, places))) for s in statements)


def _start(place: _Spoken) -> int:
    return place[1]


def _about(statement: Statement, places: Sequence[_Spoken]) -> Iterator[str]:
    """The ids spoken of in the content; `places` are in the order of the text."""
    seen: set[str] = set()
    first = bisect_left(places, min(c.start for c in statement.content), key=_start)
    last = bisect_left(places, max(c.end for c in statement.content), key=_start)
    for ident, start, end in places[first:last]:
        if ident not in seen and any(c.start <= start and end <= c.end for c in statement.content):
            seen.add(ident)
            yield ident
