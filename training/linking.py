"""The heads of coreference, learnt last: `python -m training.linking MATERIAL --start RUN …`.

OntoGUM is small, and an encoder that is trained on it knows its texts by heart long before the
heads have learnt what to make of it: they then expect other texts to be as plain. So once the
encoder changes no more, the heads of mentions and of reference go on alone, with much of what it
says dropped by chance, and their tables faster than before. They are linear: minutes are enough.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training import supervision
from training.batches import SHARES, Batch, Feed
from training.material import Material
from training.network import Reader
from training.train import started

TAUGHT = {**dict.fromkeys(SHARES, 0.0), "ontogum": 1.0, "gap": 1.0}
WEIGHTS = {"mention": 2.0, "reference": 0.5}
_DROPPED = 0.4
_RATE, _TABLE_RATE = 2e-3, 1e-2  # a table has few rows, and each is seen often


def link(model: Reader, feed: Feed, log: Path, *, epochs: int, seed: int) -> None:
    """Teach the heads of mentions and reference on; nothing else of the model changes."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    model.eval()
    heard = list(_heard(model, feed, rng))
    for weight in model.parameters():
        weight.requires_grad_(False)
    tables = [model.reference.distance, model.reference.likeness, model.mention.width]
    projections = [model.reference.project, model.mention.project]
    optimiser = torch.optim.AdamW(
        [
            {"params": _freed(tables), "lr": _TABLE_RATE, "weight_decay": 0.01},
            {"params": _freed(projections), "lr": _RATE, "weight_decay": 0.05},
        ]
    )
    steps = epochs * len(heard)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: max(0.02, 1 - s / steps))
    for epoch in range(epochs):
        sums = dict.fromkeys(WEIGHTS, 0.0)
        rng.shuffle(heard)
        for batch, encoded in heard:
            said = model.heads(functional.dropout(encoded.float(), _DROPPED))
            losses = supervision.from_corpora(model, said, batch)
            torch.stack(
                [WEIGHTS[n] * v for n, v in losses.items() if n in WEIGHTS]
            ).sum().backward()
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            for name in WEIGHTS:
                sums[name] += losses[name].item() / len(heard) if name in losses else 0.0
        line = {"plan": "linking", "epoch": epoch} | {n: round(v, 4) for n, v in sums.items()}
        with log.open("a") as file:
            file.write(json.dumps(line) + "\n")


def _heard(model: Reader, feed: Feed, rng: random.Random) -> Iterator[tuple[Batch, Tensor]]:
    """Every batch of what is taught, with the encoder's last layer."""
    with torch.no_grad():
        for batch in feed.epoch(0, rng, TAUGHT):
            encoded, _ = supervision.read(model, batch)
            yield batch, encoded.half()


def _freed(modules: list[nn.Module]) -> list[nn.Parameter]:
    """The weights of some modules, which may change again."""
    found = [weight for module in modules for weight in module.parameters()]
    for weight in found:
        weight.requires_grad_(True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.linking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("material", type=Path, help="the file that training.prepare wrote")
    parser.add_argument("--student", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument(
        "--start", type=Path, required=True, help="the run to finish, its reader.pt"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and log")
    parser.add_argument("--epochs", type=int, default=5, help="(%(default)s)")
    parser.add_argument("--budget", type=int, default=1792, help="pieces a batch (%(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="(%(default)s)")
    args = parser.parse_args()
    feed = Feed(Material.load(args.material), torch.device("cpu"), args.budget)
    model = started(args.student, args.start)
    args.out.mkdir(parents=True, exist_ok=True)
    link(model, feed, args.out / "log.jsonl", epochs=args.epochs, seed=args.seed)
    torch.save(model.state_dict(), args.out / "reader.pt")


if __name__ == "__main__":
    main()
