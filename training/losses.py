"""How far the heads are from what a corpus says, or from what a teacher says.

Spans of cues and predicates are chosen by a semi-Markov layer with at most one span a slot. The
chance of a span is that of its two ends, so both a gold span and a teacher's whole distribution
are given by the same four marginals (`Marginals`), and one formula serves both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.reading.between import COUNTS, KINDS, MARKS, STOPS
from onrecord.reading.coreference import WIDTHS
from onrecord.reading.links import bucketed
from onrecord.reading.relations import REACH, ROLES
from onrecord.reading.windows import WINDOW
from training.batches import Batch
from training.heads import IGNORED, SETS
from training.network import Reader

_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Marginals:
    """How likely a span starts and ends at each piece (slots, cues, pieces), and none does."""

    start: Tensor
    end: Tensor
    none: Tensor

    @property
    def inside(self) -> Tensor:
        """How likely each piece lies in the span."""
        return self.start.cumsum(-1) - self.end.cumsum(-1) + self.end


@dataclass(frozen=True, slots=True)
class Slots:
    """All slots of some cues, worked out together.

    `scores` (slots, cues, pieces, 3) are of membership, start and end, `none` (slots, cues) what no
    span is worth. A span lies in one of the `zones` (slots or 1, zones, cues, pieces), each one
    stretch.
    """

    scores: Tensor
    none: Tensor
    zones: Tensor

    def _ends(self) -> tuple[Tensor, Tensor]:
        """What it is worth to start and to end at each piece: (slots, zones, cues, pieces)."""
        member, start, end = self.scores.unbind(-1)
        total = member.cumsum(-1)
        opening = (start - total + member)[:, None].where(self.zones, _NEVER)
        return opening, (total + end)[:, None].where(self.zones, _NEVER)

    def _log_sum(self, opening: Tensor, closing: Tensor) -> Tensor:
        spans = torch.logcumsumexp(opening, -1) + closing
        return torch.logaddexp(torch.logsumexp(spans, (1, 3)), self.none)

    def log_sum(self) -> Tensor:
        """The logarithm of the sum over all spans and none: (slots, cues)."""
        return self._log_sum(*self._ends())

    @torch.no_grad()
    def marginals(self) -> Marginals:
        """What these slots believe, without gradient."""
        opening, closing = self._ends()
        log_sum = self._log_sum(opening, closing)
        after = torch.logcumsumexp(closing.flip(-1), -1).flip(-1)
        before = torch.logcumsumexp(opening, -1)
        whole = log_sum[:, None, :, None]
        return Marginals(
            (opening + after - whole).exp().sum(1),
            (closing + before - whole).exp().sum(1),
            (self.none - log_sum).exp(),
        )

    def cross_entropy(self, wanted: Marginals) -> Tensor:
        """Of these slots against what is wanted: (slots, cues)."""
        member, start, end = self.scores.unbind(-1)
        expected = (member * wanted.inside + start * wanted.start + end * wanted.end).sum(-1)
        return self.log_sum() - expected - self.none * wanted.none


def gold(spans: Tensor, slots: Slots) -> Marginals:
    """The marginals of known spans, (slots, cues, 2) starts and ends, -1 where there is none.

    A span that lies in no zone of its slot counts as none.
    """
    first, last = spans[..., 0].clamp(min=0), (spans[..., 1] - 1).clamp(min=0)
    zones = slots.zones.expand(len(spans), -1, -1, -1)
    places = torch.stack([first, last], -1)[:, None].expand(-1, zones.shape[1], -1, -1)
    within = zones.gather(-1, places).all(-1).any(1) & (spans[..., 0] >= 0)
    pieces = torch.arange(slots.scores.shape[2], device=spans.device)
    return Marginals(
        ((pieces == first[..., None]) & within[..., None]).float(),
        ((pieces == last[..., None]) & within[..., None]).float(),
        (~within).float(),
    )


def tag_losses(logits: Tensor, targets: Tensor, sets: Tensor | None) -> tuple[Tensor, Tensor]:
    """The sum of -log of the chance of the target, or of any label of a set, and the count.

    `logits` (…, labels), `targets` (…); `sets` (sets, labels) where a set may be a target.
    """
    chances = functional.log_softmax(logits, -1)
    right = chances.gather(-1, targets.clamp(min=0)[..., None])[..., 0]
    if sets is not None:
        allowed = sets[(-1 - targets).clamp(0, len(sets) - 1)]
        any_of = torch.logsumexp(chances.where(allowed, _NEVER), -1)
        right = torch.where(targets >= 0, right, any_of)
    known = targets != IGNORED
    return -right.where(known, 0.0).sum(), known.sum()


@cache
def sets_of(head: str, labels: int, device: str) -> Tensor:
    """The sets of labels of a head (`heads.SETS`) as rows: (sets, labels)."""
    rows = torch.zeros(len(SETS[head]), labels, dtype=torch.bool)
    for row, allowed in zip(rows, SETS[head], strict=True):
        row[list(allowed)] = True
    return rows.to(device)


def means(projected: Tensor, window: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """The mean over the pieces of each span: (spans, width)."""
    total = functional.pad(projected.float().cumsum(1), (0, 0, 1, 0))
    count = (end - start).clamp(min=1)[:, None]
    return (total[window, end] - total[window, start]) / count


def buckets(away: Tensor) -> Tensor:
    """The bucket of a signed distance in pieces, as `onrecord.reading.links.distances` has it."""
    table = _bucket_table(str(away.device))
    return table[(away + WINDOW).clamp(0, len(table) - 1)]


@cache
def _bucket_table(device: str) -> Tensor:
    return torch.from_numpy(bucketed(np.arange(-WINDOW, WINDOW + 1))).to(device)


def _away(cues: Tensor, pieces: int) -> Tensor:
    """How far each piece lies from each cue (cues, 2), in pieces: (cues, pieces)."""
    places = torch.arange(pieces, device=cues.device)
    return (places - cues[:, :1]).clamp(max=0) + (places - cues[:, 1:] + 1).clamp(min=0)


def link_slots(model: Reader, said: dict[str, Tensor], batch: Batch, cues: Tensor) -> Slots:
    """The slots (source, content to the left, to the right) of cues (cues, 3: window and span).

    `said` is what the heads make of the batch, by their names.
    """
    link = said["link"]
    window, start, end = cues.unbind(1)
    first = torch.arange(len(cues), device=link.device)
    paragraph, quote = batch.paragraph[window], batch.quote[window]
    own = quote[first, start][:, None]
    lines = (paragraph - paragraph[first, start][:, None]).clamp(-2, 2) + 2
    beside = torch.where(own < 0, 0, torch.where(quote == own, 6, 3))
    away = _away(cues[:, 1:], link.shape[1])
    where = torch.stack([buckets(away), lines, batch.rows[window, 2] + beside], 1)
    scores, none = model.link(link, means(link, window, start, end), window, where)
    source, content = scores.split(3, dim=-1)
    before, after = _zones(batch, window, away)
    nowhere = torch.zeros_like(before)
    pairs = ((before, after), (before, nowhere), (nowhere, after))
    zones = torch.stack([torch.stack(pair) for pair in pairs])
    return Slots(torch.stack([source, content, content]), none.T, zones)


def role_slots(model: Reader, said: dict[str, Tensor], batch: Batch, predicates: Tensor) -> Slots:
    """The slots of predicates (predicates, 3: window and span), one a role."""
    roles = said["roles"]
    window, start, end = predicates.unbind(1)
    away = _away(predicates[:, 1:], roles.shape[1])
    near = means(roles, window, start, end)
    where = torch.stack([buckets(away), _between(said["predicate"], batch, predicates)], 1)
    scores, none = model.roles(roles, near, window, where)
    before, after = _zones(batch, window, away)
    zones = torch.stack([before, after])[None] & (away.abs() <= REACH)
    return Slots(scores.unflatten(-1, (len(ROLES), 3)).permute(2, 0, 1, 3), none.T, zones)


def _between(predicate: Tensor, batch: Batch, spans: Tensor) -> Tensor:
    """What stands between each piece and each predicate of `spans`, as `reading.between` has it.

    `predicate` (windows, pieces, labels) are scores: the model counts what it finds itself.
    """
    ids = batch.rows[:, 0]
    stops, marks = (torch.tensor(some, device=ids.device) for some in (STOPS, MARKS))
    told = torch.stack(
        [predicate.argmax(-1) == 1, torch.isin(ids, stops), torch.isin(ids, marks)], 1
    )
    counts = functional.pad((told & _shown(batch)[:, None]).long().cumsum(-1), (1, 0))
    window, start, end = (column[:, None] for column in spans.unbind(1))
    counts = counts[window[:, 0]]
    at = torch.arange(ids.shape[1], device=ids.device)

    def until(places: Tensor) -> Tensor:
        return counts.gather(2, places[:, None].expand(-1, KINDS, -1))

    before = until(start) - until(torch.minimum(at + 1, start))
    after = until(torch.maximum(at, end)) - until(end)
    verbs, stopped, marked = (before + after).clamp(max=COUNTS - 1).unbind(1)
    return (verbs * COUNTS + stopped) * COUNTS + marked + (at >= end) * COUNTS**KINDS


def _zones(batch: Batch, window: Tensor, away: Tensor) -> tuple[Tensor, Tensor]:
    """Which words lie before each cue, and which after it: (cues, pieces)."""
    shown = _shown(batch)[window]
    return shown & (away < 0), shown & (away > 0)


def _shown(batch: Batch) -> Tensor:
    """Which pieces of the windows are words, not marks at the ends or padding."""
    inside = batch.mask > 0
    words = inside & functional.pad(inside, (0, 1))[:, 1:]  # not the last mark
    words[:, 0] = False
    return words


def reference_logits(model: Reader, reference: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Logits of all groups' mentions, (groups, mentions, mentions + 1), and which are possible."""
    rows = batch.groups.rows
    window, start, end = batch.mentions[rows.clamp(min=0), :3].unbind(-1)
    at, stop = batch.at[window] + start, batch.at[window] + end
    ahead = at[:, None, :] - stop[:, :, None] + 1  # from the mention of the row to another
    away = torch.where(ahead > 0, ahead, (at[:, None, :] - at[:, :, None]).clamp(max=0))
    vectors = means(reference, window.flatten(), start.flatten(), end.flatten())
    logits = model.reference(
        vectors.view(*rows.shape, -1), buckets(away), batch.groups.alike.long()
    )
    before = stop[:, None, :] <= at[:, :, None]
    after = batch.groups.any_order[:, None, None] & (ahead > 0)
    possible = (before | after) & (rows >= 0)[:, None, :]
    return logits, functional.pad(possible, (0, 1), value=True)


def reference_loss(logits: Tensor, possible: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """The sum of -log of the chance of any right mention over those asked for, and their count."""
    rows = batch.groups.rows
    chain, asked = batch.mentions[rows.clamp(min=0), 3:].unbind(-1)
    asks = (asked > 0) & (rows >= 0)
    right = (chain[:, None, :] == chain[:, :, None]) & (chain >= 0)[:, :, None]
    right = right & possible[..., :-1]
    right = torch.cat([right, ~right.any(-1, keepdim=True)], -1)
    chances = functional.log_softmax(logits.masked_fill(~possible, _NEVER), -1)
    loss = -torch.logsumexp(chances.masked_fill(~right, _NEVER), -1)
    return loss[asks].sum(), asks.sum()


def mention_targets(batch: Batch) -> Tensor:
    """Which spans of the windows are mentions: (windows, pieces, WIDTHS) from 0 to 1.

    A phrase that stands in no chain is half a mention: another word of the text would make it one,
    and its ends are as good to learn from.
    """
    windows, pieces = batch.mask.shape
    found = torch.zeros(windows, pieces, WIDTHS, device=batch.rows.device)
    window, start, end, chain, _ = batch.mentions.unbind(1)
    kept = end - start <= WIDTHS
    worth = torch.where(chain >= 0, 1.0, 0.5)[kept]
    found[window[kept], start[kept], (end - start - 1)[kept]] = worth
    return found


def mention_places(batch: Batch) -> Tensor:
    """Which spans lie within their window: (windows, pieces, WIDTHS)."""
    inside = _shown(batch)
    ends = functional.pad(inside, (0, WIDTHS - 1)).unfold(1, WIDTHS, 1)
    return inside[..., None] & ends
