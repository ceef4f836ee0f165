"""Predicates and their roles as targets for the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.reading.relations import ROLES
from onrecord.reading.windows import Pieces, Window
from training.corpora.propbank import Labelled, Predicate
from training.heads import IGNORED

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Roles:
    """One window's predicates: their tags, and the span of each role, None where there is none."""

    tags: np.ndarray
    predicates: tuple[Span, ...]
    spans: tuple[tuple[Span | None, ...], ...]


def roles(document: Labelled, cut: Pieces, windows: Sequence[Window]) -> Iterator[Roles]:
    """The targets of each window of a document."""
    placed = [(cut.covering(*p.at), _nearest(p, cut)) for p in document.predicates]
    unknown = [cut.covering(*span) for span in document.unknown]
    for window in windows:
        tags = np.zeros(window.end - window.start, dtype=np.int64)
        for span in unknown:
            if (inside := _shifted(span, window, clip=True)) is not None:
                tags[slice(*inside)] = IGNORED
        at, spans = list[Span](), list[tuple[Span | None, ...]]()
        for predicate, filled in placed:
            here = _shifted(predicate, window)
            if here is None:
                continue
            tags[slice(*here)], tags[here[0]] = 2, 1
            own = [_shifted(filled[r], window) if r in filled else None for r in ROLES]
            at.append(here)
            spans.append(tuple(None if s and _crosses(s, here) else s for s in own))
        yield Roles(tags, tuple(at), tuple(spans))


def _nearest(predicate: Predicate, cut: Pieces) -> dict[str, Span]:
    """The pieces of each role; of a role that stands twice, those nearer to the predicate."""
    start, end = cut.covering(*predicate.at)
    found: dict[str, tuple[int, Span]] = {}
    for role, span in predicate.roles:
        first, last = cut.covering(*span)
        away = max(first - end, start - last)
        if role not in found or away < found[role][0]:
            found[role] = away, (first, last)
    return {role: span for role, (_, span) in found.items()}


def _shifted(span: Span, window: Window, clip: bool = False) -> Span | None:
    """A span of pieces as seen from a window; None where it does not lie in it."""
    a, b = span[0] - window.start, span[1] - window.start
    if clip:
        a, b = max(a, 0), min(b, window.end - window.start)
    return (a, b) if 0 <= a < b <= window.end - window.start else None


def _crosses(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
