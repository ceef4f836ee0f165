"""A quick look at a reader on the windows that are held back, while it is trained.

Figures are of windows cut without context, so they lie a little below those of
`training.evaluate`, which reads whole texts as the product does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import torch
from torch import Tensor

from training import losses, supervision
from training.batches import Batch, Feed
from training.heads import IGNORED, KINDS
from training.material import NO_SPAN
from training.network import Reader
from training.tally import Tally

_HELD = {
    "cue": "polnear",
    "names": "newswire",
    "politics": "politics",
    "predicate": "propbank",
    "times": "timebank",
    "places": "geowebnews",
    "event": "ecbplus",
}


def report(model: Reader, feed: Feed, log: Path, who: str) -> dict[str, float]:
    """Figures in percent, which are also written to the log."""
    model.eval()
    with torch.no_grad():
        batches = (batch for corpus in feed.material.corpora for batch in feed.held(corpus))
        tallies = tallied(model, ((b, supervision.read(model, b)[1]) for b in batches))
    figures = {name: round(tally.f1, 1) for name, tally in tallies.items()}
    with log.open("a") as out:
        out.write(json.dumps({"trial": who} | figures) + "\n")
    return figures


def tallied(model: Reader, told: Iterable[tuple[Batch, dict[str, Tensor]]]) -> dict[str, Tally]:
    """The counts of every figure, of batches of one corpus each and what the heads make of them."""
    tallies: dict[str, Tally] = {}
    for batch, said in told:
        corpus = batch.corpora[0]
        _tags(said, batch, corpus, tallies)
        _spans(model, said, batch, tallies)
        _reference(model, said, batch, tallies)
        if corpus in {"plover", "ngec"}:
            count = len(batch.windows)
            right = (said["type"][:count].argmax(-1) == batch.type[:count]).sum()
            tallies.setdefault(f"type {corpus}", Tally()).add(count, count, int(right))
    return tallies


def _tags(said: dict[str, Tensor], batch: Batch, corpus: str, tallies: dict[str, Tally]) -> None:
    for head, held in _HELD.items():
        if held != corpus:
            continue
        known = batch.tags[head] != IGNORED
        known &= batch.mask > 0
        own = spans_of(said[head].argmax(-1).masked_fill(~known, 0), len(KINDS[head]))
        gold = spans_of(batch.tags[head].masked_fill(~known, 0), len(KINDS[head]))
        tallies.setdefault(head, Tally()).add(len(own), len(gold), len(own & gold))


def spans_of(labels: Tensor, kinds: int) -> set[tuple[int, int, int, int]]:
    """Spans of BIO labels as (window, start, end, kind)."""
    found = set()
    for kind in range(kinds):
        inside = (labels == 2 * kind + 1) | (labels == 2 * kind + 2)
        before = torch.nn.functional.pad(inside, (1, 0))[:, :-1]
        after = torch.nn.functional.pad(inside & (labels == 2 * kind + 2), (0, 1))[:, 1:]
        window, start = ((labels == 2 * kind + 1) | (inside & ~before)).nonzero(as_tuple=True)
        _, last = (inside & ~after).nonzero(as_tuple=True)
        rows = torch.stack([window, start, last + 1], 1).tolist()
        found |= {(*row, kind) for row in map(tuple, rows)}
    return found


def _spans(model: Reader, said: dict[str, Tensor], batch: Batch, tallies: dict[str, Tally]) -> None:
    for name, rows, made in (
        ("link", batch.links, losses.link_slots),
        ("roles", batch.roles, losses.role_slots),
    ):
        if not len(rows):
            continue
        marginals = made(model, said, batch, rows[:, :3]).marginals()
        wanted = rows[:, 3:].unflatten(1, (-1, 2)).transpose(0, 1)
        ends = [marginals.start.argmax(-1), marginals.end.argmax(-1) + 1]
        none = (marginals.none > 0.5)[..., None]
        found = torch.stack(ends, -1).masked_fill(none, NO_SPAN)
        right = (found == wanted).all(-1).all(0)
        tallies.setdefault(f"{name} all", Tally()).add(len(rows), len(rows), int(right.sum()))


def _reference(
    model: Reader, said: dict[str, Tensor], batch: Batch, tallies: dict[str, Tally]
) -> None:
    if bool(batch.complete.any()):
        scores = model.mention(said["mention"])
        kept = losses.mention_places(batch) & batch.complete[:, None, None]
        wanted = losses.mention_targets(batch)[kept] > 0.5
        found = scores[kept] > 0
        counts = (int(found.sum()), int(wanted.sum()), int((found & wanted).sum()))
        tallies.setdefault("mention", Tally()).add(*counts)
    if not bool((batch.mentions[:, 4] > 0).any()):
        return
    logits, possible = losses.reference_logits(model, said["reference"], batch)
    best = logits.masked_fill(~possible, -1e4).argmax(-1)
    rows = batch.groups.rows
    chain, asked = batch.mentions[rows.clamp(min=0), 3:].unbind(-1)
    asks = (asked > 0) & (rows >= 0)
    count = rows.shape[1]
    none = best == count
    right = chain.gather(1, best.clamp(max=count - 1)) == chain
    right = right & (chain >= 0) & ~none
    possible_right = (chain[:, None, :] == chain[:, :, None]) & (chain >= 0)[:, :, None]
    has = (possible_right & possible[..., :-1]).any(-1)
    name = "reference" if bool(batch.complete.any()) else "gap"
    tallies.setdefault(name, Tally()).add(
        int((asks & ~none).sum()), int((asks & has).sum()), int((asks & right).sum())
    )
