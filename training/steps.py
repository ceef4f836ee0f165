"""Steps of training: how long, how fast, and with what the weights end."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn

from training import supervision
from training.batches import SHARES, Batch, Feed
from training.network import Reader

Losses = dict[str, Tensor]
_WARM = 0.06  # of the steps, the rate rises
_LEAST = 0.01  # of the rate, is left at the end


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast one reader is trained; rates are the highest that are reached.

    `averaging` is what the running mean of the weights keeps of itself at each step, `budget` the
    pieces of a batch. With `seconds` training ends by then, and its rates fall with the time where
    that is faster.
    """

    name: str
    epochs: int
    rate: float
    head_rate: float
    averaging: float
    budget: int
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
