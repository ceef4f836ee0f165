"""The reader's network: one small encoder, and a head for each thing read from it.

The encoder is all-MiniLM-L6-v2 (six layers of 384, uncased) with three embeddings added to its
input: casing, quotation and paragraph breaks. The heads are linear layers over its last layer:

tags        a label for each piece: cues of attribution, names, predicates, times, uses of places
spans       for each cue its source and content, for each predicate its roles (`Spans`)
reference   for each pronoun or description the mention before it that it stands for

A span head scores every piece against every cue (or predicate):

    z[c, t] = relu(A h[t] + B h[c] + (C h[t]) * (D h[c]) + R[distance, …])

and a linear layer over z gives membership, start and end scores for each slot. Spans are chosen
by a semi-Markov layer with at most one span a slot (Sarawagi & Cohen, 2004), whose partition
function needs only cumulative log-sums.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.links import DISTANCES, LINK, PARAGRAPHS, QUOTATIONS, SIDES
from onrecord.reading.relations import REFERENCE, ROLE, ROLES
from onrecord.reading.windows import BREAKS, QUOTED, SHAPES

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Encoder(nn.Module):
    """A BERT encoder with the input features of `onrecord.reading.windows`.

    Takes an integer tensor (batch, 4, pieces) and a mask (batch, pieces) or None; gives (batch,
    pieces, width).
    """

    def __init__(
        self, vocabulary: int, width: int, layers: int, heads: int, inner: int, longest: int
    ):
        super().__init__()
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(longest, width)
        self.segment = nn.Parameter(torch.zeros(width))
        self.shape = nn.Embedding(len(SHAPES), width)
        self.quoted = nn.Embedding(len(QUOTED), width)
        self.broken = nn.Embedding(len(BREAKS), width)
        for feature in (self.shape, self.quoted, self.broken):
            nn.init.zeros_(feature.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.dropout = nn.Dropout(0.1)

    def forward(self, rows: Tensor, mask: Tensor | None = None) -> Tensor:
        ids, shape, quoted, broken = rows.unbind(1)
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(places) + self.segment
        x = x + self.shape(shape) + self.quoted(quoted) + self.broken(broken)
        x = self.dropout(self.norm(x))
        bias = None if mask is None else mask[:, None, None, :] > 0
        for layer in self.layers:
            x = layer(x, bias)
        return x


def attention(q: Tensor, k: Tensor, v: Tensor, heads: int, bias: Tensor | None) -> Tensor:
    """Scaled dot-product attention; all of (batch, pieces, width)."""
    b, t, w = q.shape
    q, k, v = (x.view(b, t, heads, w // heads).transpose(1, 2) for x in (q, k, v))
    mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
    return mixed.transpose(1, 2).reshape(b, t, w)


class Layer(nn.Module):
    """One post-norm transformer layer. `attend` is changed for one that the runtime has whole."""

    attend = staticmethod(attention)

    def __init__(self, width: int, heads: int, inner: int):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = (nn.Linear(width, width) for _ in range(3))
        self.o = nn.Linear(width, width)
        self.norm_a = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_b = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        mixed = self.attend(self.q(x), self.k(x), self.v(x), self.heads, bias)
        x = self.norm_a(x + self.dropout(self.o(mixed)))
        return self.norm_b(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Spans(nn.Module):
    """Spans that belong to a cue: scores of every piece for each slot, and what «none» is worth.

    `features` are the sizes of the tables of where a piece lies as seen from the cue; `costs` is
    the number of places that a span may be missing from.
    """

    def __init__(self, width: int, rank: int, slots: int, costs: int, features: tuple[int, ...]):
        super().__init__()
        self.rank = rank
        self.project = nn.Linear(width, 4 * rank + costs)
        self.features = nn.ModuleList(nn.Embedding(n, rank) for n in features)
        self.score = nn.Linear(rank, 3 * slots)
        # Scores are summed over whole spans: start near zero, or long spans swamp the first steps.
        nn.init.normal_(self.score.weight, std=0.01)
        nn.init.zeros_(self.score.bias)

    def forward(self, projected: Tensor, where: Tensor, cue: Tensor) -> tuple[Tensor, Tensor]:
        """(cues, pieces, 3 * slots) and (cues, costs).

        `projected` (pieces, 4 * rank + costs), `where` (cues, features, pieces) indices, `cue`
        (cues, pieces) with weights that sum to one.
        """
        a, b, c, d = projected[:, : 4 * self.rank].split(self.rank, dim=1)
        z = a + (cue @ b)[:, None] + c * (cue @ d)[:, None]
        for number, feature in enumerate(self.features):
            z = z + feature(where[:, number])
        return self.score(functional.relu(z)), cue @ projected[:, 4 * self.rank :]


class Reference(nn.Module):
    """Which mention an anaphor stands for: a product of two vectors, and how far apart they are."""

    def __init__(self, width: int):
        super().__init__()
        self.project = nn.Linear(width, 2 * REFERENCE + 1)
        self.distance = nn.Embedding(DISTANCES, 1)
        nn.init.zeros_(self.distance.weight)

    def forward(
        self, projected: Tensor, anaphor: Tensor, mentions: Tensor, where: Tensor
    ) -> Tensor:
        """Logits of one anaphor for each mention and, last, for none of them.

        `projected` (pieces, 2 * REFERENCE + 1); `anaphor` (pieces) and `mentions` (mentions,
        pieces) with weights that sum to one; `where` (mentions) indices of distance.
        """
        asks, gives, none = projected.split([REFERENCE, REFERENCE, 1], dim=1)
        fits = (mentions @ gives) @ (anaphor @ asks) / REFERENCE**0.5
        return torch.cat([fits + self.distance(where)[:, 0], anaphor @ none])


class Reader(nn.Module):
    """Encoder and heads. `tags` maps each tagging head to its number of labels."""

    def __init__(self, encoder: Encoder, width: int, tags: dict[str, int]):
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.2)
        self.tags = nn.ModuleDict({name: nn.Linear(width, n) for name, n in tags.items()})
        self.link = Spans(width, LINK, 2, SIDES, (DISTANCES, PARAGRAPHS, QUOTATIONS))
        self.roles = Spans(width, ROLE, len(ROLES), len(ROLES), (DISTANCES,))
        self.reference = Reference(width)

    def forward(self, rows: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        """The logits of each tagging head, and the projections of the other heads, by name."""
        return self.heads(self.encoder(rows, mask))

    def heads(self, encoded: Tensor) -> dict[str, Tensor]:
        """What the heads make of the encoder's last layer."""
        h = self.dropout(encoded)
        out = {name: head(h) for name, head in self.tags.items()}
        out |= {"link": self.link.project(h), "roles": self.roles.project(h)}
        return out | {"reference": self.reference.project(h)}


def pretrained(folder: Path, tags: dict[str, int]) -> Reader:
    """A reader over the sentence encoder stored in `folder` (config.json, model.safetensors)."""
    from safetensors.torch import load_file

    weights = folder / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != ENCODER_SHA256:
        raise ValueError(f"{weights} is not all-MiniLM-L6-v2 as published")
    config = json.loads((folder / "config.json").read_text())
    width = config["hidden_size"]
    encoder = Encoder(
        config["vocab_size"],
        width,
        config["num_hidden_layers"],
        config["num_attention_heads"],
        config["intermediate_size"],
        config["max_position_embeddings"],
    )
    encoder.load_state_dict(_renamed(load_file(weights)), strict=False)
    return Reader(encoder, width, tags)


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    weights = {k.removeprefix("bert."): v for k, v in weights.items()}
    out = {
        "word.weight": weights["embeddings.word_embeddings.weight"],
        "position.weight": weights["embeddings.position_embeddings.weight"],
        "segment": weights["embeddings.token_type_embeddings.weight"][0],
    }
    parts = {
        "attention.self.query": "q",
        "attention.self.key": "k",
        "attention.self.value": "v",
        "attention.output.dense": "o",
        "attention.output.LayerNorm": "norm_a",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "norm_b",
    }
    for end in ("weight", "bias"):
        out[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for i in range(len([k for k in weights if k.endswith("attention.self.query.weight")])):
            for theirs, ours in parts.items():
                out[f"layers.{i}.{ours}.{end}"] = weights[f"encoder.layer.{i}.{theirs}.{end}"]
    return out
