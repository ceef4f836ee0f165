"""The head of roles, learnt last: `python -m training.filling MATERIAL --start RUN …`.

While the encoder changes, the head of roles follows it, and has hardly settled when the rates have
fallen. Once the encoder changes no more the head goes on alone over what the encoder makes of
PropBank's texts, cut at every phase. It is small: a quarter of an hour of one core is enough.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training import losses, supervision
from training.batches import SHARES, Batch, Feed
from training.material import PHASES, Material
from training.network import Reader
from training.steps import Average
from training.train import started

TAUGHT = {**dict.fromkeys(SHARES, 0.0), "propbank": 1.0}
_DROPPED = 0.2
_RATE = 1e-3
_WARM = 0.05  # of the steps, the rate rises
_LEAST = 0.01  # of the rate, is left at the end
_AVERAGING = 0.99


def fill(model: Reader, feed: Feed, log: Path, *, epochs: int, seed: int) -> None:
    """Teach the head of roles on; nothing else of the model changes."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    model.eval()
    heard = list(_heard(model, feed, rng))
    model.requires_grad_(requires_grad=False)
    own = list(model.roles.requires_grad_(requires_grad=True).parameters())
    optimiser = torch.optim.AdamW(own, lr=_RATE, weight_decay=0.01)
    steps = epochs * len(heard)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (_WARM * steps)) * max(_LEAST, 1 - s / steps)
    )
    average = Average(model, _AVERAGING)
    for epoch in range(epochs):
        total = 0.0
        rng.shuffle(heard)
        for batch, encoded in heard:
            # The head counts the predicates that are found, not those of a text with holes in it.
            said = {
                "predicate": model.tags["predicate"](encoded.float()),
                "roles": model.roles.project(functional.dropout(encoded.float(), _DROPPED)),
            }
            loss = _loss(model, said, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(own, 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            average.update()
            total += loss.item() / len(heard)
        with log.open("a") as file:
            line = {"plan": "filling", "epoch": epoch, "roles": round(total, 4)}
            file.write(json.dumps(line) + "\n")
    average.put()


def _loss(model: Reader, said: supervision.Said, batch: Batch) -> Tensor:
    """A predicate's mean over the batch, its roles added up."""
    slots = losses.role_slots(model, said, batch, batch.roles[:, :3])
    spans = batch.roles[:, 3:].unflatten(1, (-1, 2)).transpose(0, 1)
    return slots.cross_entropy(losses.gold(spans, slots)).mean(1).sum()


def _heard(model: Reader, feed: Feed, rng: random.Random) -> Iterator[tuple[Batch, Tensor]]:
    """Every batch of what is taught, at every phase, with the encoder's last layer."""
    with torch.no_grad():
        for phase in range(PHASES):
            for batch in feed.epoch(phase, rng, TAUGHT):
                if len(batch.roles):
                    yield batch, supervision.read(model, batch)[0].half()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.filling",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("material", type=Path, help="the file that training.prepare wrote")
    parser.add_argument("--student", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument(
        "--start", type=Path, required=True, help="the run to finish, its reader.pt"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and log")
    parser.add_argument("--epochs", type=int, default=2, help="over all phases (%(default)s)")
    parser.add_argument("--budget", type=int, default=2688, help="pieces a batch (%(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="(%(default)s)")
    args = parser.parse_args()
    feed = Feed(Material.load(args.material), torch.device("cpu"), args.budget)
    model = started(args.student, args.start)
    args.out.mkdir(parents=True, exist_ok=True)
    fill(model, feed, args.out / "log.jsonl", epochs=args.epochs, seed=args.seed)
    torch.save(model.state_dict(), args.out / "reader.pt")


if __name__ == "__main__":
    main()
