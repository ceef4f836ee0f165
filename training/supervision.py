"""What the heads learn: from the corpora, and from a teacher that reads the same windows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading import likeness
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
_CUES, _PREDICATES = 1000, 600  # of a batch, whose spans a student hears

_ELDER_PREDICATES = 60
# The heads that the model before had, which an elder can speak for.
ELDER_TAGS = ("cue", "names", "predicate", "places")
_PRONOUN = likeness.KINDS.index("anaphor is a pronoun")

Said = dict[str, Tensor]
Encode = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a teacher says of a batch: its heads' output, and its encoder's last layer."""

    teacher: Reader
    said: Said
    encoded: Tensor


class InHalf(nn.Module):
    """An encoder that works in bfloat16 where the device has it."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, rows: Tensor, seen: Tensor) -> Tensor:
        """As `Encoder`'s own."""
        with torch.autocast(rows.device.type, torch.bfloat16, cache_enabled=False):
            encoded: Tensor = self.encoder(rows, seen)
        return encoded


def read(model: Reader, batch: Batch, encode: Encode | None = None) -> tuple[Tensor, Said]:
    """The encoder's last layer on a batch, and what the heads make of it.

    The encoder works in bfloat16, the heads, which are small, in single precision. `encode` does
    its work where it is given.
    """
    encoded = (encode or InHalf(model.encoder))(batch.rows, batch.seen).float()
    return encoded, model.heads(encoded)


def from_corpora(model: Reader, said: Said, batch: Batch) -> Said:
    """The loss of each head on what the corpora say of a batch."""
    out: dict[str, Tensor] = {}
    for head in TAGS:
        if head in batch.taught:
            rows, logits = batch.tags[head], said[head]
            sets = None
            if head in batch.coarse:
                sets = losses.sets_of(head, logits.shape[-1], str(logits.device))
            loss, count = losses.tag_losses(logits, rows, sets)
            out[head] = loss / count.clamp(min=_PIECES)
    if "type" in batch.taught:
        each = functional.cross_entropy(
            said["type"], batch.type, ignore_index=-1, reduction="none", label_smoothing=0.1
        )
        out["type"] = (each * batch.type_weight).sum() / (batch.type >= 0).sum().clamp(min=_SPANS)
    for name, rows, made in (
        ("link", batch.links, losses.link_slots),
        ("roles", batch.roles, losses.role_slots),
    ):
        if len(rows):
            slots = made(model, said, batch, rows[:, :3])
            spans = rows[:, 3:].unflatten(1, (-1, 2)).transpose(0, 1)
            loss = slots.cross_entropy(losses.gold(spans, slots)).mean(0).sum()
            out[name] = loss / max(len(rows), _SPANS)
    if "mention" in batch.taught:
        kept = losses.mention_places(batch) & batch.complete[:, None, None]
        each = functional.binary_cross_entropy_with_logits(
            model.mention(said["mention"]), losses.mention_targets(batch), reduction="none"
        )
        pieces = (batch.complete[:, None] * batch.mask).sum().clamp(min=_PIECES)
        out["mention"] = each.where(kept, 0.0).sum() / pieces
    if "reference" in batch.taught:
        logits, possible = losses.reference_logits(model, said["reference"], batch)
        loss, count = losses.reference_loss(logits, possible, batch)
        out["reference"] = loss / count.clamp(min=_SPANS)
    return out


def from_teacher(model: Reader, said: Said, encoded: Tensor, heard: Heard, batch: Batch) -> Said:
    """How far each head is from what the teacher says of a batch; `encoded` is as wide as it."""
    shown = batch.mask
    count = shown.sum()
    out = _of_tags(said, heard.said, shown)
    out["type"] = _divergence(said["type"], heard.said["type"]).mean()
    apart = 1 - functional.cosine_similarity(encoded, heard.encoded, dim=-1)
    out["encoding"] = (apart * shown).sum() / count
    out |= _of_spans(model, said, heard, batch, lambda _: shown, _PREDICATES)
    with torch.no_grad():
        wanted = heard.teacher.mention(heard.said["mention"]).sigmoid()
    each = functional.binary_cross_entropy_with_logits(
        model.mention(said["mention"]), wanted, reduction="none"
    )
    out["mention"] = each.where(losses.mention_places(batch), 0.0).sum() / count
    if batch.groups.rows.numel():
        out["reference"] = _of_reference(model, said, heard, batch, batch.groups.rows >= 0)
    return out


def from_elder(model: Reader, said: Said, elder: Reader, batch: Batch) -> Said:
    """How far the heads are from an earlier model's, only where the batch's corpora say nothing.

    A corpus teaches some heads alone. What the others make of its kind of text, nothing holds in
    place, and it drifts: in news from elsewhere a reader could forget what «said» is.
    """
    with torch.no_grad():
        encoded, told = read(elder, batch)
    heard = Heard(elder, told, encoded)

    def free(head: str) -> Tensor:
        return batch.mask * ~batch.told(head)[:, None]

    out: dict[str, Tensor] = {}
    for head in ELDER_TAGS:
        apart = _divergence(said[head], told[head]) * free(head)
        out[head] = apart.sum() / free(head).sum().clamp(min=_PIECES)
    out |= _of_spans(model, said, heard, batch, free, _ELDER_PREDICATES)
    rows = batch.groups.rows
    if rows.numel():
        asked = (batch.mentions[rows.clamp(min=0), 4] > 0).any(-1, keepdim=True)
        pronoun = (batch.groups.alike == _PRONOUN).any(-1) & (rows >= 0)
        out["reference"] = _of_reference(model, said, heard, batch, pronoun & ~asked)
    return out


def _of_tags(said: Said, told: Said, shown: Tensor) -> Said:
    """How far the tagging heads are from the teacher's, all of them worked out at once."""
    own, theirs = (
        torch.cat([given[head] for head in TAGS], -1)[..., _columns(str(shown.device))]
        for given in (said, told)
    )
    missing = _columns(str(shown.device)) < 0
    apart = _divergence(own.masked_fill(missing, _NEVER), theirs.masked_fill(missing, _NEVER))
    means = (apart * shown[..., None]).sum((0, 1)) / shown.sum()
    return dict(zip(TAGS, means.unbind(0), strict=True))


@cache
def _columns(device: str) -> Tensor:
    """Where the labels of each tagging head lie in a row of all of them: (heads, labels)."""
    most, at = max(TAGS.values()), 0
    rows = torch.full((len(TAGS), most), -1)
    for row, labels in zip(rows, TAGS.values(), strict=True):
        row[:labels] = torch.arange(at, at + labels)
        at += labels
    return rows.to(device)


def _of_spans(
    model: Reader, said: Said, heard: Heard, batch: Batch, where: Callable[[str], Tensor], most: int
) -> Said:
    """How far sources, contents and roles are from the teacher's, for the cues that it sees.

    `where` gives the pieces in which a head is heard, `most` how many predicates are taken.
    """
    out: dict[str, Tensor] = {}
    for name, head, made, count in (
        ("link", "cue", losses.link_slots, _CUES),
        ("roles", "predicate", losses.role_slots, most),
    ):
        cues = tagged(heard.said[head], where(head))
        if len(cues) > count:
            cues = cues[torch.randperm(len(cues), device=cues.device)[:count]]
        if not len(cues):
            continue
        with torch.no_grad():
            told = made(heard.teacher, heard.said, batch, cues)
            wanted = told.marginals()
            least = told.cross_entropy(wanted)  # the teacher's own doubt is no fault of the student
        apart = made(model, said, batch, cues).cross_entropy(wanted) - least
        out[name] = apart.mean(0).sum() / max(len(cues), _SPANS)
    return out


def _of_reference(model: Reader, said: Said, heard: Heard, batch: Batch, kept: Tensor) -> Tensor:
    """How far what some mentions (groups, mentions) take up is from the teacher's answer."""
    with torch.no_grad():
        told, possible = losses.reference_logits(heard.teacher, heard.said["reference"], batch)
    own, _ = losses.reference_logits(model, said["reference"], batch)
    apart = _divergence(own.where(possible, _NEVER), told.where(possible, _NEVER))
    return apart.where(kept, 0.0).sum() / kept.sum().clamp(min=_SPANS)


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
