"""Attribution as targets for the network: cue tags, and the spans that belong to each cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.reading.windows import Pieces, Window
from training.corpora.polnear import Article, Ranges

_GAP = 6  # pieces that a span may jump over and still be learnt as one


@dataclass(frozen=True, slots=True)
class Link:
    """One gold attribution in pieces of its window; a span is None where there is none."""

    cue: tuple[int, int]
    spans: tuple[tuple[int, int] | None, ...]  # source, content left, content right


@dataclass(frozen=True, slots=True)
class Example:
    """One window's targets."""

    cue_tags: np.ndarray
    links: tuple[Link, ...]


def examples(article: Article, cut: Pieces, windows: Sequence[Window]) -> Iterator[Example]:
    """The targets of each window of `article`."""
    placed = [
        (_runs(cut, a.cue), _runs(cut, a.source), _runs(cut, a.content))
        for a in article.attributions
    ]
    for window in windows:
        tags = np.zeros(window.end - window.start, dtype=np.int64)
        links = []
        for cue_runs, source, content in placed:
            cue = _hull(_inside(cue_runs, window))
            if cue is None or cue_runs[0][0] < window.start or cue_runs[0][1] > window.end:
                continue
            tags[cue[0] : cue[1]] = 2
            tags[cue[0]] = 1
            inside = _inside(content, window)
            links.append(
                Link(
                    cue,
                    (
                        _longest(_inside(source, window), cue),
                        _longest([(a, min(b, cue[0])) for a, b in inside if a < cue[0]], cue),
                        _longest([(max(a, cue[1]), b) for a, b in inside if b > cue[1]], cue),
                    ),
                )
            )
        yield Example(tags, tuple(links))


def _runs(cut: Pieces, ranges: Ranges) -> list[tuple[int, int]]:
    return [r for r in (cut.covering(a, b) for a, b in ranges) if r[0] < r[1]]


def _inside(runs: list[tuple[int, int]], window: Window) -> list[tuple[int, int]]:
    clipped = ((max(a, window.start), min(b, window.end)) for a, b in runs)
    return [(a - window.start, b - window.start) for a, b in clipped if a < b]


def _hull(runs: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The first run, with those that follow it closely."""
    if not runs:
        return None
    start, end = min(runs)
    for a, b in sorted(runs):
        if a - end <= _GAP:
            end = max(end, b)
    return start, end


def _longest(runs: list[tuple[int, int]], cue: tuple[int, int]) -> tuple[int, int] | None:
    """The longest run after joining those with small gaps, clear of the cue."""
    joined: list[tuple[int, int]] = []
    for a, b in sorted(r for r in runs if r[0] < r[1]):
        between = joined and not (joined[-1][1] <= cue[0] and a >= cue[1])
        if joined and between and a - joined[-1][1] <= _GAP:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    clear = [(a, b) for a, b in joined if b <= cue[0] or a >= cue[1]]
    return max(clear, key=lambda r: r[1] - r[0], default=None)
