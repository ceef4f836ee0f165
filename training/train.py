"""Train the reader: `python -m training.train --corpora DIR --encoder DIR --out DIR`.

Windows of all corpora (`training.items`) are mixed; every epoch cuts the texts at another phase. A
checkpoint is written each epoch, a line of the log every fifty steps. With `--start` the weights
are those of a model as the package ships it or of a run before, so that new heads are learnt, or
one's own annotations, without beginning again.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.reading.windows import model_input
from training import attributing as attribution
from training import relating as relations
from training import shipped
from training.items import TAGS, Corpora, Item
from training.network import Reader, pretrained

# What each head's loss counts for; those of spans are sums over many pieces.
WEIGHTS = {
    "cue": 4.0,
    "names": 2.0,
    "predicate": 2.0,
    "times": 2.0,
    "places": 2.0,
    "link": 0.5,
    "roles": 0.5,
    "reference": 0.5,
}


class Worker:
    """Runs the encoder forward and back: in bfloat16 where the processor has it, else as it is.

    The weights that are learnt stay in single precision; a copy in half precision does the work.
    """

    def __init__(self, encoder: nn.Module) -> None:
        self._own = encoder
        half = torch.ops.mkldnn._is_mkldnn_bf16_supported()
        self._copy = copy.deepcopy(encoder).to(torch.bfloat16) if half else encoder

    def __call__(self, rows: Tensor, mask: Tensor) -> Tensor:
        """The encoder's last layer, in single precision."""
        if self._copy is not self._own:
            with torch.no_grad():
                for mine, theirs in zip(
                    self._copy.parameters(), self._own.parameters(), strict=True
                ):
                    if theirs.requires_grad:
                        mine.copy_(theirs)
        return self._copy(rows, mask).float()

    def collect(self) -> None:
        """Bring the gradients of the copy to the weights that are learnt."""
        if self._copy is self._own:
            return
        for mine, theirs in zip(self._copy.parameters(), self._own.parameters(), strict=True):
            if mine.grad is not None:
                theirs.grad = mine.grad.float()
                mine.grad = None


def losses_of(
    model: Reader, encode: Callable[[Tensor, Tensor], Tensor], batch: list[Item], cls: int, sep: int
) -> dict[str, Tensor]:
    """The loss of each head on one batch."""
    rows = [model_input(x.cut, x.window, cls, sep) for x in batch]
    longest = max(r.shape[1] for r in rows)
    stacked = np.zeros((len(rows), 4, longest), dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.float32)
    for i, row in enumerate(rows):
        stacked[i, :, : row.shape[1]] = row
        mask[i, : row.shape[1]] = 1.0
    said = model.heads(encode(torch.from_numpy(stacked), torch.from_numpy(mask)))
    out: dict[str, Tensor] = {}
    for name in TAGS:
        wanted = np.full((len(rows), longest), attribution.IGNORED)
        for i, item in enumerate(batch):
            if name in item.tags:
                wanted[i, 1 : 1 + len(item.tags[name])] = item.tags[name]
        if (wanted >= 0).any():
            out[name] = attribution.tag_loss(said[name], torch.from_numpy(wanted))
    spans: dict[str, list[Tensor]] = {"link": [], "roles": [], "reference": []}
    for i, item in enumerate(batch):
        inner = slice(1, 1 + item.window.end - item.window.start)
        if item.attribution and item.attribution.links:
            spans["link"].append(
                attribution.link_loss(
                    model, said["link"][i, inner], item.cut, item.window, item.attribution
                )
            )
        if item.roles and item.roles.predicates:
            spans["roles"].append(relations.role_loss(model, said["roles"][i, inner], item.roles))
        if item.asked:
            spans["reference"].append(
                relations.reference_loss(model, said["reference"][i, inner], item.asked)
            )
    return out | {name: torch.stack(many).mean() for name, many in spans.items() if many}


def train(args: argparse.Namespace) -> None:
    """Train and leave `reader.pt` and `log.jsonl` in `args.out`."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    cls, sep = (tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]"))
    corpora = Corpora(args.corpora, tokenizer)
    model = pretrained(args.encoder, TAGS)
    if args.start and args.start.is_dir():
        shipped.load(model, args.start)
    elif args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True))
    freeze(model, args.frozen)
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": heads, "lr": args.head_rate}],
        weight_decay=0.01,
    )
    steps = args.epochs * len(list(corpora.epoch(random.Random(args.seed))))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.06 * steps)) * max(0.02, 1.0 - s / steps)
    )
    args.out.mkdir(parents=True, exist_ok=True)
    work, started, done = Worker(model.encoder), time.monotonic(), 0
    means: dict[str, float] = {}
    for epoch in range(args.epochs):
        model.train()
        for batch in corpora.epoch(rng):
            losses = losses_of(model, work, batch, cls, sep)
            torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
            work.collect()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            for name, value in losses.items():
                means[name] = 0.98 * means.get(name, value.item()) + 0.02 * value.item()
            done += 1
            if done % 50 == 1:
                line = {"epoch": epoch, "step": done, "of": steps}
                line["s"] = round(time.monotonic() - started)
                with (args.out / "log.jsonl").open("a") as log:
                    log.write(json.dumps(line | {k: round(v, 4) for k, v in means.items()}) + "\n")
        torch.save(model.state_dict(), args.out / "reader.pt")


def freeze(model: Reader, layers: int) -> None:
    """Keep the word embeddings as they are, and with `layers` the rest of the input and so many.

    The word embeddings are half of all weights; the corpora are too small for them.
    """
    model.encoder.word.requires_grad_(False)
    if layers:
        model.encoder.requires_grad_(False)
        for layer in list(model.encoder.layers)[layers:]:
            layer.requires_grad_(True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--start", type=Path, help="go on from a model (onrecord/model) or from a reader.pt"
    )
    parser.add_argument("--frozen", type=int, default=0, help="layers to keep (%(default)s)")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.5e-4, help="of the encoder (%(default)s)")
    parser.add_argument("--head-rate", type=float, default=1e-3, help="of the heads (%(default)s)")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
