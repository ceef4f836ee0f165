"""Roles and reference as targets for the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.reading.links import distances
from onrecord.reading.relations import ROLES
from onrecord.reading.windows import Pieces, Window
from training.corpora.ontogum import Chained
from training.corpora.propbank import Labelled
from training.network import Reader
from training.spans import Span, unlikelihood, weights

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Roles:
    """One window's predicates: their tags, and the span of each role, None where there is none."""

    tags: np.ndarray
    predicates: tuple[Span, ...]
    spans: tuple[tuple[Span | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One anaphor of a window, its candidates, and the right ones among them."""

    anaphor: Span
    candidates: tuple[Span, ...]
    right: tuple[int, ...]


def roles(document: Labelled, cut: Pieces, windows: Sequence[Window]) -> Iterator[Roles]:
    """The targets of each window of a document."""
    placed = [
        (cut.covering(*p.at), {r: cut.covering(*s) for r, s in p.roles})
        for p in document.predicates
    ]
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


def role_loss(model: Reader, projected: Tensor, target: Roles) -> Tensor:
    """Mean negative log-likelihood of the gold roles over the predicates of one window."""
    pieces = projected.shape[0]
    where = torch.from_numpy(distances(pieces, target.predicates))[:, None]
    scores, none = model.roles(projected, where, weights(target.predicates, pieces))
    places = torch.arange(pieces)
    before = places < torch.tensor([[p[0]] for p in target.predicates])
    after = places >= torch.tensor([[p[1]] for p in target.predicates])
    losses = [
        unlikelihood(
            scores[..., 3 * slot : 3 * slot + 3],
            none[:, slot],
            (before, after),
            [s[slot] for s in target.spans],
        )
        for slot in range(len(ROLES))
    ]
    return torch.cat(losses).mean()


def asked(document: Chained, cut: Pieces, windows: Sequence[Window]) -> Iterator[tuple[Asked, ...]]:
    """The anaphors of each window; those whose antecedents all lie outside it are left out."""
    placed = [
        (cut.covering(*a.span), [cut.covering(*c) for c in a.candidates], a.right)
        for a in document.anaphors
    ]
    for window in windows:
        found = []
        for span, candidates, right in placed:
            here = _shifted(span, window)
            if here is None:
                continue
            inside = [(i, _shifted(c, window)) for i, c in enumerate(candidates)]
            kept = [(i, c) for i, c in inside if c is not None and not _crosses(c, here)]
            rights = tuple(n for n, (i, _) in enumerate(kept) if i in right)
            if kept and (rights or not right):
                found.append(Asked(here, tuple(c for _, c in kept), rights))
        yield tuple(found)


def reference_loss(model: Reader, projected: Tensor, targets: Sequence[Asked]) -> Tensor:
    """Mean negative log of the chance that each anaphor goes to any right mention."""
    pieces = projected.shape[0]
    losses = []
    for target in targets:
        spans = weights([target.anaphor, *target.candidates], pieces)
        where = torch.from_numpy(distances(pieces, [target.anaphor])[0])
        firsts = torch.tensor([c[0] for c in target.candidates])
        logits = model.reference(projected, spans[0], spans[1:], where[firsts])
        right = list(target.right) or [len(target.candidates)]
        losses.append(-torch.logsumexp(functional.log_softmax(logits, 0)[right], 0))
    return torch.stack(losses).mean()


def _shifted(span: Span, window: Window, clip: bool = False) -> Span | None:
    """A span of pieces as seen from a window; None where it does not lie in it."""
    a, b = span[0] - window.start, span[1] - window.start
    if clip:
        a, b = max(a, 0), min(b, window.end - window.start)
    return (a, b) if 0 <= a < b <= window.end - window.start else None


def _crosses(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
