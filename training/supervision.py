"""What the heads learn: from the corpora, and from a teacher that reads the same windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training import losses
from training.batches import Batch
from training.heads import TAGS
from training.network import Reader

# What each head's loss counts for; those of spans are sums over many pieces.
WEIGHTS: Mapping[str, float] = {
    "cue": 4.0,
    "names": 3.0,
    "politics": 2.0,
    "predicate": 2.0,
    "times": 1.0,
    "places": 2.0,
    "event": 2.0,
    "modality": 1.0,
    "type": 0.3,
    "link": 0.5,
    "roles": 0.5,
    "reference": 0.5,
    "mention": 2.0,
    "encoding": 1.0,
}
_NEVER = -1e4
# Fewer pieces, cues or mentions than this in a batch count as so many, or they would weigh more
# there than elsewhere.
_PIECES, _SPANS = 1500, 30
_PREDICATES = 800  # predicates of a batch whose roles a student hears


@dataclass(frozen=True, slots=True)
class Heard:
    """What a teacher says of a batch: its heads' output, and its encoder's last layer."""

    teacher: Reader
    said: dict[str, Tensor]
    encoded: Tensor


def read(model: Reader, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
    """The encoder's last layer on a batch, and what the heads make of it.

    The encoder works in bfloat16, the heads, which are small, in single precision.
    """
    with torch.autocast(batch.rows.device.type, torch.bfloat16):
        encoded = model.encoder(batch.rows, batch.mask)
    return encoded.float(), model.heads(encoded.float())


def from_corpora(model: Reader, said: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """The loss of each head on what the corpora say of a batch."""
    out: dict[str, Tensor] = {}
    for head in TAGS:
        if bool((batch.tags[head] != losses.IGNORED).any()):
            loss, count = losses.tag_losses(said[head].float(), batch.tags[head], head)
            out[head] = loss / count.clamp(min=_PIECES)
    if bool((batch.type >= 0).any()):
        each = functional.cross_entropy(
            said["type"].float(), batch.type, ignore_index=-1, reduction="none", label_smoothing=0.1
        )
        out["type"] = (each * batch.type_weight).sum() / (batch.type >= 0).sum().clamp(min=_SPANS)
    for name, rows, slots in (
        ("link", batch.links, losses.link_slots),
        ("roles", batch.roles, losses.role_slots),
    ):
        if len(rows):
            parts = [
                slot.cross_entropy(losses.gold(rows[:, 3 + 2 * n : 5 + 2 * n], slot))
                for n, slot in enumerate(slots(model, said[name].float(), batch, rows[:, :3]))
            ]
            out[name] = torch.stack(parts).mean(0).sum() / max(len(rows), _SPANS)
    if bool(batch.complete.any()):
        scores = model.mention(said["mention"].float())
        kept = losses.mention_places(batch) & batch.complete[:, None, None]
        loss = functional.binary_cross_entropy_with_logits(
            scores[kept], losses.mention_targets(batch)[kept], reduction="sum"
        )
        out["mention"] = loss / (batch.complete.sum() * batch.mask.shape[1]).clamp(min=_PIECES)
    if bool((batch.mentions[:, 4] > 0).any()):
        logits, possible = losses.reference_logits(model, said["reference"].float(), batch)
        loss, count = losses.reference_loss(logits, possible, batch)
        out["reference"] = loss / count.clamp(min=_SPANS)
    return out


def from_teacher(
    model: Reader, said: dict[str, Tensor], encoded: Tensor, heard: Heard, batch: Batch
) -> dict[str, Tensor]:
    """How far each head is from what the teacher says of a batch; `encoded` is as wide as it."""
    shown = batch.mask > 0
    out: dict[str, Tensor] = {
        head: _divergence(said[head][shown], heard.said[head][shown]).mean() for head in TAGS
    }
    out["type"] = _divergence(said["type"], heard.said["type"]).mean()
    own, theirs = encoded[shown].float(), heard.encoded[shown].float()
    out["encoding"] = (1 - functional.cosine_similarity(own, theirs, dim=-1)).mean()
    out |= _of_spans(model, said, heard, batch)
    places = losses.mention_places(batch)
    with torch.no_grad():
        wanted = heard.teacher.mention(heard.said["mention"].float())[places].sigmoid()
    scores = model.mention(said["mention"].float())[places]
    loss = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum")
    out["mention"] = loss / batch.mask.sum()
    if batch.groups.rows.numel():
        with torch.no_grad():
            told, possible = losses.reference_logits(
                heard.teacher, heard.said["reference"].float(), batch
            )
        own, _ = losses.reference_logits(model, said["reference"].float(), batch)
        apart = _divergence(own.masked_fill(~possible, _NEVER), told.masked_fill(~possible, _NEVER))
        kept = batch.groups.rows >= 0
        out["reference"] = apart[kept].sum() / kept.sum().clamp(min=_SPANS)
    return out


def _of_spans(
    model: Reader, said: dict[str, Tensor], heard: Heard, batch: Batch
) -> dict[str, Tensor]:
    """How far sources, contents and roles are from the teacher's, for the cues that it sees."""
    out: dict[str, Tensor] = {}
    for name, head, slots, most in (
        ("link", "cue", losses.link_slots, None),
        ("roles", "predicate", losses.role_slots, _PREDICATES),
    ):
        cues = tagged(heard.said[head], batch.mask)
        if most is not None and len(cues) > most:
            cues = cues[torch.randperm(len(cues), device=cues.device)[:most]]
        if not len(cues):
            continue
        with torch.no_grad():
            told = slots(heard.teacher, heard.said[name].float(), batch, cues)
            wanted = [slot.marginals() for slot in told]
            # The teacher's own doubt is no fault of the student's.
            least = [slot.cross_entropy(m) for slot, m in zip(told, wanted, strict=True)]
        parts = [
            slot.cross_entropy(m) - floor
            for slot, m, floor in zip(
                slots(model, said[name].float(), batch, cues), wanted, least, strict=True
            )
        ]
        out[name] = torch.stack(parts).mean(0).sum() / max(len(cues), _SPANS)
    return out


def _divergence(own: Tensor, theirs: Tensor) -> Tensor:
    """Kullback & Leibler's, of the teacher's chances from one's own, a row each."""
    wanted = functional.log_softmax(theirs.float(), -1)
    found = functional.log_softmax(own.float(), -1)
    return (wanted.exp() * (wanted - found)).sum(-1)


def tagged(logits: Tensor, mask: Tensor) -> Tensor:
    """The spans of a head with one kind, as (spans, 3): window, start, end."""
    labels = logits.argmax(-1) * (mask > 0)
    labels[:, 0] = 0
    before = functional.pad(labels, (1, 0))[:, :-1]
    after = functional.pad(labels, (0, 1))[:, 1:]
    begins = (labels == 1) | ((labels == 2) & (before == 0))
    ends = (labels > 0) & (after != 2)
    window, start = begins.nonzero(as_tuple=True)
    _, last = ends.nonzero(as_tuple=True)
    return torch.stack([window, start, last + 1], 1)
