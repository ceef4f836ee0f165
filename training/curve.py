"""What more texts would bring: `python -m training.curve MATERIAL --student MINILM [--start RUN]`.

A head is learnt anew from an eighth, a quarter, a half and all of its corpus' texts, over an
encoder that does not change, and looked at on the windows that are held back
(`training/trial.py`). Prints a row a head and, last, a line of JSON.

It is the curve of a head alone. With `--start` the encoder is one that was trained, on all of those
texts: what a head learns there it could not learn from an eighth of them. Without, the encoder is
as published: the level is low, and its slope tells what texts bring.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training import supervision, trial
from training.batches import SHARES, Batch, Feed
from training.material import Material
from training.network import Reader
from training.train import started

SHARE = (0.125, 0.25, 0.5, 1.0)
_RATE, _DROPPED = 2e-3, 0.2


@dataclass(frozen=True, slots=True)
class Head:
    """A head: its modules, the corpus that teaches it, its loss, and the figure it is seen by."""

    modules: tuple[str, ...]
    corpus: str
    loss: str
    figure: str


HEADS = {
    "cue": Head(("tags.cue",), "polnear", "cue", "cue"),
    "link": Head(("link",), "polnear", "link", "link all"),
    "names": Head(("tags.names",), "newswire", "names", "names"),
    "roles": Head(("roles",), "propbank", "roles", "roles all"),
    "mention": Head(("mention",), "ontogum", "mention", "mention"),
    "pronouns": Head(("reference",), "gap", "reference", "gap"),
    "places": Head(("tags.places",), "geowebnews", "places", "places"),
}
Heard = list[tuple[Batch, Tensor]]


def curve(
    model: Reader, feed: Feed, head: Head, *, most: int, steps: int, seed: int
) -> dict[float, float]:
    """The figure, in percent, by the share of the texts; `most` windows are all of them."""
    rng = random.Random(seed)
    heard = _heard(model, feed, head, rng, most)
    held = [(batch, supervision.read(model, batch)[0]) for batch in feed.held(head.corpus)]
    found = {}
    for share in SHARE:
        torch.manual_seed(seed)
        learnt = heard[: max(1, round(share * len(heard)))]
        _learn(model, head, learnt, rng, steps)
        found[share] = _figure(model, head, held)
    return found


def _heard(model: Reader, feed: Feed, head: Head, rng: random.Random, most: int) -> Heard:
    """Batches of the corpus with the encoder's last layer, in random order."""
    taught = {**dict.fromkeys(SHARES, 0.0), head.corpus: 1.0}
    heard, windows = Heard(), 0
    for batch in feed.epoch(0, rng, taught):
        heard.append((batch, supervision.read(model, batch)[0]))
        windows += len(batch.windows)
        if windows >= most:
            break
    return heard


def _learn(model: Reader, head: Head, heard: Heard, rng: random.Random, steps: int) -> None:
    """The head drawn anew, and taught."""
    own = list[nn.Parameter]()
    for name in head.modules:
        for module in model.get_submodule(name).modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                module.reset_parameters()
        own += model.get_submodule(name).parameters()
    for weight in own:
        weight.requires_grad_(True)
    optimiser = torch.optim.AdamW(own, lr=_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: max(0.02, 1 - s / steps))
    with torch.enable_grad():
        for _ in range(steps):
            batch, encoded = rng.choice(heard)
            said = model.heads(functional.dropout(encoded, _DROPPED))
            taught = replace(batch, taught=batch.taught & {head.loss})
            losses = supervision.from_corpora(model, said, taught)
            losses[head.loss].backward()
            torch.nn.utils.clip_grad_norm_(own, 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)


def _figure(model: Reader, head: Head, held: Heard) -> float:
    """The head's own figure on what is held back."""
    tallies = trial.tallied(model, ((batch, model.heads(encoded)) for batch, encoded in held))
    return round(tallies[head.figure].f1, 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.curve",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("material", type=Path, help="the file that training.prepare wrote")
    parser.add_argument("--student", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--start", type=Path, help="a model or a reader.pt, for its encoder")
    parser.add_argument("--head", choices=HEADS, action="append", help="(all)")
    parser.add_argument("--most", type=int, default=10_000, help="windows (%(default)s)")
    parser.add_argument("--steps", type=int, default=600, help="for each share (%(default)s)")
    parser.add_argument("--budget", type=int, default=2688, help="pieces a batch (%(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="(%(default)s)")
    args = parser.parse_args()
    feed = Feed(Material.load(args.material), torch.device("cpu"), args.budget)
    model = started(args.student, args.start).eval().requires_grad_(requires_grad=False)
    found = {}
    print(f"{'':12}" + "".join(f"{share:8}" for share in SHARE))
    with torch.no_grad():
        for name in args.head or HEADS:
            found[name] = curve(
                model, feed, HEADS[name], most=args.most, steps=args.steps, seed=args.seed
            )
            print(f"{name:12}" + "".join(f"{v:8.1f}" for v in found[name].values()), flush=True)
    print(json.dumps({"encoder": str(args.start or "as published"), "curves": found}))


if __name__ == "__main__":
    main()
