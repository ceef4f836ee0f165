"""Train the reader: `python -m training.train --corpora DIR --encoder DIR --out DIR`.

Windows of PolNeAR (attribution) and of the worldwide newswire corpus (names) are mixed; every
epoch cuts the texts at another phase. A checkpoint and a line of the log are written each epoch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.reading.windows import Pieces, Window, model_input, pieces
from training import attribution, newswire, polnear
from training.network import Reader, pretrained

TAGS = {"cue": 3, "names": 2 * len(newswire.KINDS) + 1}
LENGTH = 446
Said = list[tuple[polnear.Article, Pieces]]
Named = list[tuple[newswire.Tagged, Pieces]]
HELD = 14  # one text in so many is held out for tuning


@dataclass(frozen=True, slots=True)
class Item:
    """One training window: what the encoder reads and its targets."""

    cut: Pieces
    window: Window
    attribution: attribution.Example | None
    names: np.ndarray | None


def cut_of(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of a text."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return pieces(text, encoding.ids, encoding.offsets)


def held_out(name: str) -> bool:
    """Whether a text belongs to the tuning part; a function of its name alone."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % HELD == 0


def slices(cut: Pieces, phase: int) -> list[Window]:
    """Consecutive windows without overlap, the first one shortened by `phase` pieces."""
    edges = [0, *range(LENGTH - phase, len(cut), LENGTH), len(cut)]
    return [Window(a, b, a, b) for a, b in pairwise(edges) if b - a > 8]


def name_tags(cut: Pieces, names: tuple[tuple[int, int, str], ...]) -> np.ndarray:
    """BIO tags of the names over the pieces."""
    tags = np.zeros(len(cut), dtype=np.int64)
    for start, end, kind in names:
        a, b = cut.covering(start, end)
        tags[a:b] = 2 * newswire.KINDS.index(kind) + 2
        tags[a : a + 1] = 2 * newswire.KINDS.index(kind) + 1
    return tags


def batches(items: list[Item], size: int, rng: random.Random) -> Iterator[list[Item]]:
    """Shuffled batches of windows of about one length."""
    rng.shuffle(items)
    pool = 50 * size
    for at in range(0, len(items), pool):
        part = sorted(items[at : at + pool], key=lambda x: x.window.end - x.window.start)
        rows = [part[i : i + size] for i in range(0, len(part), size)]
        rng.shuffle(rows)
        yield from rows


def loss_of(model: Reader, batch: list[Item], cls: int, sep: int) -> dict[str, Tensor]:
    """The loss of each head on one batch."""
    rows = [model_input(x.cut, x.window, cls, sep) for x in batch]
    longest = max(r.shape[1] for r in rows)
    stacked = np.zeros((len(rows), 4, longest), dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.float32)
    cue = np.full((len(rows), longest), attribution.IGNORED)
    names = np.full((len(rows), longest), attribution.IGNORED)
    for i, (row, item) in enumerate(zip(rows, batch, strict=True)):
        stacked[i, :, : row.shape[1]] = row
        mask[i, : row.shape[1]] = 1.0
        inner = slice(1, row.shape[1] - 1)
        if item.attribution is not None:
            cue[i, inner] = item.attribution.cue_tags
        if item.names is not None:
            names[i, inner] = item.names
    cue_logits, name_logits, link = model(torch.from_numpy(stacked), torch.from_numpy(mask))
    out: dict[str, Tensor] = {}
    if (cue >= 0).any():
        out["cue"] = attribution.tag_loss(cue_logits, torch.from_numpy(cue))
        linked = [
            attribution.link_loss(
                model,
                link[i, 1 : 1 + x.window.end - x.window.start],
                x.cut,
                x.window,
                x.attribution,
            )
            for i, x in enumerate(batch)
            if x.attribution is not None and x.attribution.links
        ]
        if linked:
            out["link"] = torch.stack(linked).mean()
    if (names >= 0).any():
        out["names"] = attribution.tag_loss(name_logits, torch.from_numpy(names))
    return out


def epoch_items(
    said: Said,
    named: Named,
    rng: random.Random,
    share: float,
) -> tuple[list[Item], list[Item]]:
    """One epoch's windows of each corpus; `share` of the names' windows."""
    a, b = [], []
    for article, cut in said:
        windows = slices(cut, rng.randrange(LENGTH // 2))
        for window, example in zip(
            windows, attribution.examples(article, cut, windows), strict=True
        ):
            a.append(Item(cut, window, example, None))
    for text, cut in named:
        if rng.random() < share:
            tags = name_tags(cut, text.names)
            for window in slices(cut, rng.randrange(LENGTH // 2)):
                b.append(Item(cut, window, None, tags[window.start : window.end]))
    return a, b


def corpora_of(corpora: Path, tokenizer: Tokenizer) -> tuple[Said, Named]:
    """The texts of both corpora that are trained on, cut into pieces."""
    said = polnear.articles(corpora / "polnear" / "train")
    named = newswire.tagged(corpora / "en_worldwide_newswire" / "processed_annotated")
    return (
        [(x, cut_of(x.text, tokenizer)) for x in said if not held_out(x.name)],
        [(x, cut_of(x.text, tokenizer)) for x in named if not held_out(x.name)],
    )


def train(corpora: Path, encoder: Path, out: Path, epochs: int, seed: int, share: float) -> None:
    """Train and leave `reader.pt` and `log.jsonl` in `out`."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    cls, sep = (tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]"))
    said, named = corpora_of(corpora, tokenizer)
    model = pretrained(encoder, TAGS)
    # The word embeddings are half of all weights; the corpora are too small for them.
    model.encoder.word.requires_grad_(False)
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": 1.5e-4}, {"params": heads, "lr": 1e-3}], weight_decay=0.01
    )
    first, second = epoch_items(said, named, random.Random(seed), share)
    steps = epochs * ((len(first) + len(second)) // 4 + 2)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.06 * steps)) * max(0.02, 1.0 - s / steps)
    )
    out.mkdir(parents=True, exist_ok=True)
    started, done = time.monotonic(), 0
    for epoch in range(epochs):
        model.train()
        sums: dict[str, float] = {}
        a, b = epoch_items(said, named, rng, share)
        rows = [*batches(a, 4, rng), *batches(b, 4, rng)]
        rng.shuffle(rows)
        for number, batch in enumerate(rows):
            losses = loss_of(model, batch, cls, sep)
            total = (
                losses.get("cue", 0) * 4.0
                + losses.get("link", 0) * 0.5
                + losses.get("names", 0) * 2.0
            )
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            for name, value in losses.items():
                sums[name] = 0.98 * sums.get(name, value.item()) + 0.02 * value.item()
            done += 1
            if number % 50 == 0:
                line = {
                    "epoch": epoch,
                    "step": done,
                    "of": steps,
                    "s": round(time.monotonic() - started),
                }
                with (out / "log.jsonl").open("a") as log:
                    log.write(
                        json.dumps({**line, **{k: round(v, 4) for k, v in sums.items()}}) + "\n"
                    )
        torch.save(model.state_dict(), out / "reader.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--share", type=float, default=0.25)
    args = parser.parse_args()
    train(args.corpora, args.encoder, args.out, args.epochs, args.seed, args.share)


if __name__ == "__main__":
    main()
