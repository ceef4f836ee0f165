"""A tagging head learnt last: `python -m training.retagging MATERIAL --head politics …`.

A corpus of some hundred sentences is a drop in what the encoder is trained on, and its head ends
where the others let it. Once the encoder changes no more, the head goes on alone over what the
encoder makes of its corpus. It is linear: a minute is enough.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training import supervision
from training.batches import SHARES, Batch, Feed
from training.heads import TAGS
from training.material import Material
from training.network import Reader
from training.train import started

CORPORA = {"politics": "politics", "names": "newswire", "places": "geowebnews", "event": "ecbplus"}
_DROPPED = 0.2
_RATE = 2e-3


def retag(model: Reader, feed: Feed, head: str, log: Path, *, epochs: int, seed: int) -> None:
    """Teach a tagging head on; nothing else of the model changes."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    model.eval()
    taught = {**dict.fromkeys(SHARES, 0.0), CORPORA[head]: 1.0}
    heard = list[tuple[Batch, Tensor]]()
    with torch.no_grad():
        for batch in feed.epoch(0, rng, taught):
            heard.append((batch, supervision.read(model, batch)[0]))
    model.requires_grad_(requires_grad=False)
    own = model.tags[head].requires_grad_(requires_grad=True)
    optimiser = torch.optim.AdamW(own.parameters(), lr=_RATE, weight_decay=0.01)
    for epoch in range(epochs):
        total = 0.0
        rng.shuffle(heard)
        for batch, encoded in heard:
            said = model.heads(functional.dropout(encoded, _DROPPED))
            loss = supervision.from_corpora(model, said, batch)[head]
            loss.backward()
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            total += loss.item() / len(heard)
        with log.open("a") as file:
            line = {"plan": f"retagging {head}", "epoch": epoch, head: round(total, 4)}
            file.write(json.dumps(line) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.retagging",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("material", type=Path, help="the file that training.prepare wrote")
    parser.add_argument("--student", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--start", type=Path, required=True, help="the reader.pt to finish")
    parser.add_argument("--head", choices=sorted(CORPORA.keys() & TAGS), default="politics")
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and log")
    parser.add_argument("--epochs", type=int, default=12, help="(%(default)s)")
    parser.add_argument("--budget", type=int, default=1792, help="pieces a batch (%(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="(%(default)s)")
    args = parser.parse_args()
    feed = Feed(Material.load(args.material), torch.device("cpu"), args.budget)
    model = started(args.student, args.start)
    args.out.mkdir(parents=True, exist_ok=True)
    retag(model, feed, args.head, args.out / "log.jsonl", epochs=args.epochs, seed=args.seed)
    torch.save(model.state_dict(), args.out / "reader.pt")


if __name__ == "__main__":
    main()
