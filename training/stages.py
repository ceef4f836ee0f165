"""The stages of training: a teacher, its student, and what an earlier model still knows."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training import supervision
from training.batches import SHARES, WIDTHS, Batch, Feed
from training.network import Reader
from training.steps import Losses, Plan, Trainer

# What only a student reads: texts without labels, drawn beside the others.
_ALSO = dict.fromkeys(("conll", "toponyms", "ngec", "unlabelled", "openings"), 1.0)
TRANSFER = {**SHARES, **_ALSO}
# What is read again with an elder: a little of everything.
MENDED = {
    "polnear": 0.7,
    "newswire": 0.6,
    "politics": 1.0,
    "conll": 0.15,
    "propbank": 0.6,
    "ontogum": 0.6,
    "gap": 1.0,
    "timebank": 0.4,
    "meantime": 0.5,
    "geowebnews": 1.5,
    "toponyms": 0.5,
    "ecbplus": 0.4,
    "plover": 1.0,
    "own_events": 0.3,
    "ngec": 0.08,
    "unlabelled": 0.6,
    "openings": 0.3,
}


def teach(model: Reader, feed: Feed, plan: Plan, log: Path, seed: int) -> None:
    """Train a reader on what the corpora say."""

    encode = swift(model, feed)

    def losses(batch: Batch) -> Losses:
        _, said = supervision.read(model, batch, encode)
        return supervision.from_corpora(model, said, batch)

    Trainer(model, feed, plan, log, seed).run(losses)


def distil(model: Reader, teacher: Reader, feed: Feed, plan: Plan, log: Path, seed: int) -> None:
    """Train a reader on what the corpora say and, more, on what its teacher says."""
    heard = Memory(teacher, feed)
    widths = model.types.in_features, teacher.types.in_features
    widen = nn.Linear(*widths, device=feed.device)
    encode = swift(model, feed)

    def losses(batch: Batch) -> Losses:
        encoded, said = supervision.read(model, batch, encode)
        told = heard.of(batch)
        soft = supervision.from_teacher(model, said, widen(encoded), told, batch)
        hard = supervision.from_corpora(model, said, batch)
        return soft | {f"~{name}": 0.5 * value for name, value in hard.items()}

    Trainer(model, feed, plan, log, seed).run(losses, widen.parameters())


def swift(model: Reader, feed: Feed) -> supervision.Encode:
    """The encoder with its thousand small steps recorded once for each shape, where that can be."""
    encoder = supervision.InHalf(model.encoder)
    if feed.device.type != "cuda":
        return encoder
    recorded: dict[torch.Size, supervision.Encode] = {}
    model.train()
    for wide in WIDTHS:
        rows = torch.zeros(feed.windows_of(wide), 4, wide, dtype=torch.long, device=feed.device)
        seen = torch.ones(feed.windows_of(wide), wide, device=feed.device)
        own = supervision.InHalf(model.encoder)
        recorded[rows.shape] = torch.cuda.make_graphed_callables(own, (rows, seen))

    def encode(rows: Tensor, seen: Tensor) -> Tensor:
        return recorded.get(rows.shape, encoder)(rows, seen)

    return encode


class Memory:
    """What a teacher's encoder made of every window, so that it reads each once."""

    def __init__(self, teacher: Reader, feed: Feed) -> None:
        self._teacher = teacher.eval()
        windows = feed.material.windows
        self._start = [int(s) + 2 * n for n, s in enumerate(windows.start)]
        total = int(windows.length.sum()) + 2 * len(windows.start)
        width = teacher.types.in_features
        self._encoded = torch.empty(total, width, dtype=torch.bfloat16, device=feed.device)
        self._lengths = windows.length + 2
        encode = supervision.InHalf(self._teacher.encoder)
        with torch.no_grad():
            for batch in feed.every():
                encoded = encode(batch.rows, batch.seen)
                for row, number in zip(encoded, batch.windows.tolist(), strict=False):
                    start, length = self._start[number], int(self._lengths[number])
                    self._encoded[start : start + length] = row[:length]

    def of(self, batch: Batch) -> supervision.Heard:
        """What the teacher says of a batch."""
        device = batch.rows.device
        known = [self._start[n] for n in batch.windows.tolist()]
        starts = torch.tensor(known + [0] * (len(batch.rows) - len(known)), device=device)
        places = torch.arange(batch.rows.shape[-1], device=device)
        index = (starts[:, None] + places).clamp(max=len(self._encoded) - 1)
        with torch.no_grad():
            encoded = self._encoded[index].float()
            said = self._teacher.heads(encoded)
        return supervision.Heard(self._teacher, said, encoded)


def mend(model: Reader, elder: Reader, feed: Feed, plan: Plan, log: Path, seed: int) -> None:
    """Train a reader on what the corpora say and, where they say nothing, on an earlier model."""
    elder.eval()

    def losses(batch: Batch) -> Losses:
        _, said = supervision.read(model, batch)
        old = supervision.from_elder(model, said, elder, batch)
        hard = supervision.from_corpora(model, said, batch)
        return hard | {f"~{name}": value for name, value in old.items()}

    Trainer(model, feed, plan, log, seed).run(losses)
