"""Train the reader: `python -m training.train MATERIAL --student DIR [--teacher DIR] --out DIR`.

MATERIAL is the file of `training.prepare`. With `--teacher` that encoder is trained on it first,
and the student then learns from the corpora and from what the teacher says of every window, also
of those whose corpus says nothing. Without it, or with `--start onrecord/model` to go on from the
model of the package, the student learns from the corpora alone: that is how to add one's own
annotations. Leaves `reader.pt` and `log.jsonl` in `--out`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn

from training import pretrained, shipped, supervision, trial
from training.batches import SHARES, WIDTHS, Batch, Feed
from training.material import Material
from training.network import Reader

Losses = dict[str, Tensor]
_WARM = 0.06  # of the steps, the rate rises
_LEAST = 0.01  # of the rate, is left at the end
# What only a student reads: texts without labels, drawn beside the others.
_ALSO = dict.fromkeys(("conll", "toponyms", "ngec", "unlabelled", "openings"), 1.0)
TRANSFER = {**SHARES, **_ALSO}


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast one reader is trained; rates are the highest that are reached.

    With `seconds` training ends by then, and its rates fall with the time where that is faster.
    """

    name: str
    epochs: int
    rate: float
    head_rate: float
    averaging: float
    shares: dict[str, float] = field(default_factory=lambda: dict(SHARES))
    dropout: float | None = None
    seconds: float | None = None


class Average:
    """The running mean of a model's weights, which reads better than the last of them."""

    def __init__(self, model: nn.Module, keep: float) -> None:
        self._own = [p for p in model.parameters() if p.requires_grad]
        self._mean = [p.detach().clone() for p in self._own]
        self._keep = keep
        self._steps = 0

    def update(self) -> None:
        """Take the weights of one more step."""
        self._steps += 1
        keep = min(self._keep, self._steps / (10 + self._steps))
        torch._foreach_lerp_(self._mean, [p.detach() for p in self._own], 1 - keep)

    def put(self) -> None:
        """Give the model its mean."""
        for own, mean in zip(self._own, self._mean, strict=True):
            own.data.copy_(mean)


class Trainer:
    """Steps of one reader, whatever its losses are; writes a log."""

    def __init__(self, model: Reader, feed: Feed, plan: Plan, log: Path, seed: int) -> None:
        self._model, self._feed, self._plan, self._log = model, feed, plan, log
        self._rng = random.Random(seed)
        if plan.dropout is not None:
            for module in model.encoder.modules():
                if isinstance(module, nn.Dropout):
                    module.p = plan.dropout
        heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
        self._body = [p for p in model.encoder.parameters() if p.requires_grad]
        self._heads = heads

    def run(self, losses: Callable[[Batch], Losses], extra: Iterable[nn.Parameter] = ()) -> None:
        """Train by `losses`, and leave the model with the mean of its weights, ready to read."""
        plan, device = self._plan, self._feed.device
        optimiser = torch.optim.AdamW(
            [
                {"params": self._body, "lr": plan.rate},
                {"params": [*self._heads, *extra], "lr": plan.head_rate},
            ],
            weight_decay=0.01,
            fused=device.type == "cuda",
        )
        a_epoch = sum(1 for _ in self._feed.units(random.Random(0), plan.shares))
        steps = plan.epochs * a_epoch
        average, started, done = Average(self._model, plan.averaging), time.monotonic(), 0

        def gone(step: int) -> float:
            late = (time.monotonic() - started) / plan.seconds if plan.seconds else 0.0
            return max(step / steps, late)

        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda s: min(1.0, gone(s) / _WARM) * max(_LEAST, 1.0 - gone(s))
        )
        sums: dict[str, Tensor] = {}
        self._model.train()
        for epoch in range(plan.epochs):
            for batch in self._feed.epoch(epoch, self._rng, plan.shares):
                if gone(done) >= 1:
                    break
                found = losses(batch)
                weights = supervision.WEIGHTS
                total = torch.stack([weights[n.removeprefix("~")] * v for n, v in found.items()])
                total.sum().backward()
                torch.nn.utils.clip_grad_norm_([*self._body, *self._heads], 1.0)
                optimiser.step()
                schedule.step()
                optimiser.zero_grad(set_to_none=True)
                average.update()
                done += 1
                for name, value in found.items():
                    last = sums.get(name, value.detach())
                    sums[name] = last * 0.98 + 0.02 * value.detach()
                if done % 100 == 1:
                    self._write(epoch, done, steps, time.monotonic() - started, sums)
        average.put()
        self._model.eval()

    def _write(
        self, epoch: int, done: int, steps: int, seconds: float, sums: dict[str, Tensor]
    ) -> None:
        line = {"plan": self._plan.name, "epoch": epoch, "step": done, "of": steps}
        means = {name: round(float(value), 4) for name, value in sums.items()}
        with self._log.open("a") as log:
            log.write(json.dumps(line | {"s": round(seconds)} | means) + "\n")


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


def train(args: argparse.Namespace) -> None:
    """Everything in one go."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_float32_matmul_precision("high")
    args.out.mkdir(parents=True, exist_ok=True)
    log = args.out / "log.jsonl"
    feed = Feed(Material.load(args.material), device, args.budget)
    student = pretrained.pretrained(args.student, pretrained.STUDENT)
    if args.start:
        shipped.load(student, args.start)
    student = student.to(device)
    student.encoder.word.requires_grad_(False)  # half of all weights, and the corpora are small
    if args.teacher:
        teacher = pretrained.pretrained(args.teacher, pretrained.TEACHER).to(device)
        plan = Plan("teacher", args.teacher_epochs, 6e-5, 5e-4, 0.998)
        teach(teacher, feed, plan, log, args.seed)
        trial.report(teacher, feed, log, "teacher")
        torch.save(teacher.state_dict(), args.out / "teacher.pt")
        plan = Plan("student", args.epochs, args.rate, args.head_rate, 0.9995, TRANSFER, 0.05)
        distil(student, teacher, feed, plan, log, args.seed)
    else:
        plan = Plan("student", args.epochs, args.rate, args.head_rate, 0.998)
        teach(student, feed, plan, log, args.seed)
    trial.report(student, feed, log, "student")
    torch.save({n: v.cpu() for n, v in student.state_dict().items()}, args.out / "reader.pt")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.add_argument("material", type=Path)
    parser.add_argument("--student", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--teacher", type=Path, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from a model of the package")
    parser.add_argument("--teacher-epochs", type=int, default=12)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--budget", type=int, default=12_000, help="pieces of a batch")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=3e-4, help="of the encoder (%(default)s)")
    parser.add_argument("--head-rate", type=float, default=1e-3, help="of the heads (%(default)s)")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
