"""How unlikely the gold spans are under a semi-Markov layer with one span a slot."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

_NEVER = -1e4

Span = tuple[int, int]


def unlikelihood(
    scores: Tensor, none: Tensor, zones: Sequence[Tensor], golds: Sequence[Span | None]
) -> Tensor:
    """Negative log-likelihood of one slot's gold spans, one a cue: a vector over the cues.

    `scores` (cues, pieces, 3) are of membership, start and end, `none` (cues) what no span is
    worth. A span lies in one of `zones`, masks of (cues, pieces) that are each one stretch.
    """
    member, start, end = scores.unbind(-1)
    total = torch.cumsum(member, 1)
    sums = [none[:, None]]
    for zone in zones:
        opening = (start - total + member).masked_fill(~zone, _NEVER)
        sums.append((torch.logcumsumexp(opening, 1) + total + end).masked_fill(~zone, _NEVER))
    values = [
        none[i]
        if gold is None
        else member[i, gold[0] : gold[1]].sum() + start[i, gold[0]] + end[i, gold[1] - 1]
        for i, gold in enumerate(golds)
    ]
    return torch.logsumexp(torch.cat(sums, 1), 1) - torch.stack(values)


def weights(spans: Sequence[Span], pieces: int) -> Tensor:
    """A row a span, the mean over its pieces: (spans, pieces)."""
    rows = torch.zeros(len(spans), pieces)
    for row, (a, b) in zip(rows, spans, strict=True):
        row[a:b] = 1.0 / (b - a)
    return rows
