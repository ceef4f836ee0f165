"""How far the heads are from what a corpus says, or from what a teacher says.

Spans of cues and predicates are chosen by a semi-Markov layer with at most one span a slot. The
chance of a span is that of its two ends, so both a gold span and a teacher's whole distribution
are given by the same four marginals (`Marginals`), and one formula serves both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.reading.coreference import WIDTHS
from onrecord.reading.links import _BUCKETS, SIDES
from onrecord.reading.relations import ROLES
from onrecord.reading.windows import WINDOW
from training.batches import Batch
from training.heads import IGNORED, SETS
from training.network import Reader

_NEVER = -1e4
REACH = 72  # pieces on each side of a predicate in which its roles are looked for


@dataclass(frozen=True, slots=True)
class Marginals:
    """Of one slot: how likely a span starts and ends at each piece (cues, pieces), and none."""

    start: Tensor
    end: Tensor
    none: Tensor

    @property
    def inside(self) -> Tensor:
        """How likely each piece lies in the span."""
        return self.start.cumsum(1) - self.end.cumsum(1) + self.end


@dataclass(frozen=True, slots=True)
class Slot:
    """The scores of one slot: membership, start, end (cues, pieces, 3), of none, and its zones.

    A span lies in one of the zones, masks of (cues, pieces).
    """

    scores: Tensor
    none: Tensor
    zones: tuple[Tensor, ...]

    def _ends(self, zone: Tensor) -> tuple[Tensor, Tensor]:
        member, start, end = self.scores.unbind(-1)
        total = member.cumsum(1)
        opening = (start - total + member).masked_fill(~zone, _NEVER)
        return opening, (total + end).masked_fill(~zone, _NEVER)

    def log_sum(self) -> Tensor:
        """The logarithm of the sum over all spans and none (cues)."""
        sums = [self.none[:, None]]
        for zone in self.zones:
            opening, closing = self._ends(zone)
            sums.append(torch.logcumsumexp(opening, 1) + closing)
        return torch.logsumexp(torch.cat(sums, 1), 1)

    def marginals(self) -> Marginals:
        """What this slot believes, without gradient."""
        with torch.no_grad():
            log_sum = self.log_sum()
            start = torch.zeros_like(self.scores[..., 0])
            end = torch.zeros_like(start)
            for zone in self.zones:
                opening, closing = self._ends(zone)
                after = torch.logcumsumexp(closing.flip(1), 1).flip(1)
                start = start + (opening + after - log_sum[:, None]).exp()
                before = torch.logcumsumexp(opening, 1)
                end = end + (before + closing - log_sum[:, None]).exp()
            return Marginals(start, end, (self.none - log_sum).exp())

    def cross_entropy(self, wanted: Marginals) -> Tensor:
        """Of this slot against what is wanted: (cues)."""
        member, start, end = self.scores.unbind(-1)
        expected = (member * wanted.inside + start * wanted.start + end * wanted.end).sum(1)
        return self.log_sum() - expected - self.none * wanted.none


def gold(spans: Tensor, slot: Slot) -> Marginals:
    """The marginals of known spans, (cues, 2) starts and ends, -1 where there is none.

    A span that lies in no zone of the slot counts as none.
    """
    cues = torch.arange(len(spans), device=spans.device)
    first, last = spans[:, 0].clamp(min=0), (spans[:, 1] - 1).clamp(min=0)
    within = torch.zeros_like(cues, dtype=torch.bool)
    for zone in slot.zones:
        within = within | (zone[cues, first] & zone[cues, last])
    within = within & (spans[:, 0] >= 0)
    places = torch.arange(slot.scores.shape[1], device=spans.device)
    return Marginals(
        ((places == first[:, None]) & within[:, None]).float(),
        ((places == last[:, None]) & within[:, None]).float(),
        (~within).float(),
    )


def tag_losses(logits: Tensor, targets: Tensor, head: str) -> tuple[Tensor, Tensor]:
    """The sum of -log of the chance of the target, or of any label of a set, and the count."""
    known = targets != IGNORED
    logits, targets = logits[known], targets[known]
    chances = functional.log_softmax(logits, -1)
    exact = targets >= 0
    loss = -chances[exact].gather(1, targets[exact][:, None]).sum()
    if head in SETS and not bool(exact.all()):
        allowed = _allowed(head, logits.shape[-1]).to(logits.device)[-1 - targets[~exact]]
        loss = loss - torch.logsumexp(chances[~exact].masked_fill(~allowed, _NEVER), -1).sum()
    return loss, known.sum()


@cache
def _allowed(head: str, labels: int) -> Tensor:
    rows = torch.zeros(len(SETS[head]), labels, dtype=torch.bool)
    for row, allowed in zip(rows, SETS[head], strict=True):
        row[list(allowed)] = True
    return rows


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
    return torch.from_numpy(_BUCKETS).to(device)


def _away(cues: Tensor, pieces: int) -> Tensor:
    """How far each piece lies from each cue (cues, 2), in pieces: (cues, pieces)."""
    places = torch.arange(pieces, device=cues.device)
    return (places - cues[:, :1]).clamp(max=0) + (places - cues[:, 1:] + 1).clamp(min=0)


def link_slots(model: Reader, link: Tensor, batch: Batch, cues: Tensor) -> list[Slot]:
    """The slots (source, content to the left, to the right) of cues (cues, 3: window and span)."""
    window, start, end = cues.unbind(1)
    pieces = link.shape[1]
    first = torch.arange(len(cues), device=link.device)
    paragraph, quote = batch.paragraph[window], batch.quote[window]
    own = quote[first, start][:, None]
    lines = (paragraph - paragraph[first, start][:, None]).clamp(-2, 2) + 2
    beside = torch.where(own < 0, 0, torch.where(quote == own, 6, 3))
    away = _away(cues[:, 1:], pieces)
    where = torch.stack([buckets(away), lines, batch.rows[window, 2] + beside], 1)
    scores, none = model.link(link, means(link, window, start, end), window, where)
    shown = _shown(batch, window)
    before, after = shown & (away < 0), shown & (away > 0)
    zones = ((before, after), (before,), (after,))
    return [
        Slot(scores[..., 3 * (side > 0) : 3 * (side > 0) + 3], none[:, side], zones[side])
        for side in range(SIDES)
    ]


def role_slots(model: Reader, roles: Tensor, batch: Batch, predicates: Tensor) -> list[Slot]:
    """The slots of predicates (predicates, 3: window and span), one a role."""
    window, start, end = predicates.unbind(1)
    away = _away(predicates[:, 1:], roles.shape[1])
    scores, none = model.roles(
        roles, means(roles, window, start, end), window, buckets(away)[:, None]
    )
    shown = _shown(batch, window) & (away.abs() <= REACH)
    zones = (shown & (away < 0), shown & (away > 0))
    return [
        Slot(scores[..., 3 * slot : 3 * slot + 3], none[:, slot], zones)
        for slot in range(len(ROLES))
    ]


def _shown(batch: Batch, window: Tensor) -> Tensor:
    """Which pieces of the windows are words, not marks at the ends or padding."""
    inside = batch.mask.bool()
    inside = inside & functional.pad(inside, (0, 1))[:, 1:]  # not the last mark
    inside[:, 0] = False
    return inside[window]


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
    """Which spans of the windows are mentions: (windows, pieces, WIDTHS) of 0 and 1."""
    windows, pieces = batch.mask.shape
    found = torch.zeros(windows, pieces, WIDTHS, device=batch.rows.device)
    window, start, end, chain, _ = batch.mentions.unbind(1)
    kept = (chain >= 0) & (end - start <= WIDTHS)
    found[window[kept], start[kept], (end - start - 1)[kept]] = 1.0
    return found


def mention_places(batch: Batch) -> Tensor:
    """Which spans lie within their window: (windows, pieces, WIDTHS)."""
    inside = _shown(batch, torch.arange(len(batch.mask), device=batch.mask.device))
    ends = functional.pad(inside, (0, WIDTHS - 1)).unfold(1, WIDTHS, 1)
    return inside[..., None] & ends
