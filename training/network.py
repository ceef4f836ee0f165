"""The reader's network: one encoder, and a head for each thing read from it.

The student that ships is all-MiniLM-L6-v2 (six layers of 384), its teacher all-mpnet-base-v2
(twelve of 768); both are uncased, with three embeddings added to their input: casing, quotation
and paragraph breaks. The heads work on the last layer:

tags        a label for each piece: cues of attribution, names, predicates, uses of places …
spans       for each cue its source and content, for each predicate its roles (`Spans`)
mention     which spans of pieces are mentions that others take up (`Mention`)
reference   for each mention the one before it that it takes up (`Reference`)
type        what kind of event a passage tells of, from its first mark

A span head scores every piece against every cue (or predicate):

    z[c, t] = relu(A h[t] + B h[c] + (C h[t]) * (D h[c]) + R[distance] + …)

where further tables say how t lies to c: in which paragraph and quotation for sources and contents,
and for roles what stands between the two (`onrecord/reading/between.py`);

a linear layer over z gives membership, start and end scores for each slot. Spans are chosen
by a semi-Markov layer with at most one span a slot (Sarawagi & Cohen, 2004), whose partition
function needs only cumulative log-sums.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.between import BETWEENS
from onrecord.reading.coreference import MENTION, WIDTHS
from onrecord.reading.likeness import LIKENESSES
from onrecord.reading.links import DISTANCES, LINK, PARAGRAPHS, QUOTATIONS, SIDES
from onrecord.reading.relations import REFERENCE, ROLE, ROLES
from onrecord.reading.windows import BREAKS, QUOTED, SHAPES


@dataclass(frozen=True, slots=True)
class Architecture:
    """The sizes of an encoder; `relative` is the number of buckets of its relative positions."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float
    relative: int = 0


class Encoder(nn.Module):
    """A BERT or MPNet encoder with the input features of `onrecord.reading.windows`.

    Takes an integer tensor (batch, 4, pieces) and a mask (batch, pieces) or None; gives (batch,
    pieces, width).
    """

    def __init__(self, sizes: Architecture) -> None:
        super().__init__()
        width = sizes.width
        self.word = nn.Embedding(sizes.vocabulary, width)
        self.position = nn.Embedding(sizes.longest, width)
        self.segment = nn.Parameter(torch.zeros(width))
        self.shape = nn.Embedding(len(SHAPES), width)
        self.quoted = nn.Embedding(len(QUOTED), width)
        self.broken = nn.Embedding(len(BREAKS), width)
        for feature in (self.shape, self.quoted, self.broken):
            nn.init.zeros_(feature.weight)
        self.relative = nn.Embedding(sizes.relative, sizes.heads) if sizes.relative else None
        self.norm = nn.LayerNorm(width, eps=sizes.epsilon)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.dropout = nn.Dropout(0.1)

    def forward(self, rows: Tensor, mask: Tensor | None = None) -> Tensor:
        ids, shape, quoted, broken = rows.unbind(1)
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(places) + self.segment
        x = x + self.shape(shape) + self.quoted(quoted) + self.broken(broken)
        x = self.dropout(self.norm(x))
        bias = self._bias(places, mask, x)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def _bias(self, places: Tensor, mask: Tensor | None, x: Tensor) -> Tensor | None:
        """What is added to attention: never to padding, and relative positions where known."""
        shown = None if mask is None else mask[:, None, None, :] > 0
        if self.relative is None:
            return shown
        buckets = relative_buckets(places[None, :] - places[:, None], self.relative.num_embeddings)
        added = self.relative(buckets).permute(2, 0, 1)[None]
        if shown is not None:
            added = added.masked_fill(~shown, torch.finfo(torch.bfloat16).min)
        half = torch.is_autocast_enabled(x.device.type)
        return added.to(torch.bfloat16 if half else x.dtype)


def relative_buckets(away: Tensor, buckets: int, farthest: int = 128) -> Tensor:
    """The bucket of each signed distance, as T5 has them (Raffel et al., 2020): near ones exact,
    far ones by their logarithm, half of them for what lies ahead."""
    half = buckets // 2
    exact = half // 2
    size = away.abs()
    growth = torch.log(size.clamp(min=1) / exact) / math.log(farthest / exact)
    far = (exact + (growth * (half - exact)).long()).clamp(max=half - 1)
    return torch.where(size < exact, size, far) + (away > 0) * half


def attention(q: Tensor, k: Tensor, v: Tensor, heads: int, bias: Tensor | None) -> Tensor:
    """Scaled dot-product attention; all of (batch, pieces, width)."""
    b, t, w = q.shape
    q, k, v = (x.view(b, t, heads, w // heads).transpose(1, 2) for x in (q, k, v))
    mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
    return mixed.transpose(1, 2).reshape(b, t, w)


class Layer(nn.Module):
    """One post-norm transformer layer. `attend` is changed for one that the runtime has whole."""

    attend = staticmethod(attention)

    def __init__(self, sizes: Architecture) -> None:
        super().__init__()
        width, inner = sizes.width, sizes.inner
        self.heads = sizes.heads
        self.q, self.k, self.v = (nn.Linear(width, width) for _ in range(3))
        self.o = nn.Linear(width, width)
        self.norm_a = nn.LayerNorm(width, eps=sizes.epsilon)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_b = nn.LayerNorm(width, eps=sizes.epsilon)
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

    def __init__(
        self, width: int, rank: int, slots: int, costs: int, features: tuple[int, ...]
    ) -> None:
        super().__init__()
        self.rank = rank
        self.project = nn.Linear(width, 4 * rank + costs)
        self.features = nn.ModuleList(nn.Embedding(n, rank) for n in features)
        self.score = nn.Linear(rank, 3 * slots)
        # Scores are summed over whole spans: start near zero, or long spans swamp the first steps.
        nn.init.normal_(self.score.weight, std=0.01)
        nn.init.zeros_(self.score.bias)

    def forward(
        self, projected: Tensor, cue: Tensor, window: Tensor, where: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(cues, pieces, 3 * slots) and (cues, costs).

        `projected` (windows, pieces, 4 * rank + costs); `cue` (cues, 4 * rank + costs) its mean
        over each cue's pieces, `window` (cues) the window of each; `where` (cues, features,
        pieces) indices.
        """
        a, _, c = projected[..., : 3 * self.rank].split(self.rank, dim=-1)
        _, b, _, d = cue[:, None, : 4 * self.rank].split(self.rank, dim=-1)
        z = a[window] + b + c[window] * d
        for number, feature in enumerate(self.features):
            z = z + feature(where[:, number])
        return self.score(functional.relu(z)), cue[:, 4 * self.rank :]


class Reference(nn.Module):
    """Which mention another takes up: a product of two vectors, how far apart, how alike."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, 2 * REFERENCE + 1)
        self.distance = nn.Embedding(DISTANCES, 1)
        self.likeness = nn.Embedding(LIKENESSES, DISTANCES)  # far away a name is worth more
        nn.init.zeros_(self.distance.weight)
        nn.init.zeros_(self.likeness.weight)

    def forward(self, mentions: Tensor, where: Tensor, alike: Tensor) -> Tensor:
        """Logits of each mention for each other and, last, for none: (…, mentions, mentions + 1).

        `mentions` (…, mentions, 2 * REFERENCE + 1), the means of the projection over each one's
        pieces; `where` and `alike` (…, mentions, mentions) indices of distance and likeness.
        """
        asks, gives, none = mentions.split([REFERENCE, REFERENCE, 1], dim=-1)
        fits = asks @ gives.transpose(-1, -2) / REFERENCE**0.5
        fits = fits + self.distance(where)[..., 0]
        both = alike * DISTANCES + where
        fits = fits + functional.embedding(both, self.likeness.weight.view(-1, 1))[..., 0]
        return torch.cat([fits, none], dim=-1)


class Mention(nn.Module):
    """Which spans of pieces are mentions: a product of the vectors of their two ends."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, 2 * MENTION + 2)
        self.width = nn.Embedding(WIDTHS, 1)
        nn.init.normal_(self.project.weight, std=0.02)
        nn.init.constant_(self.width.weight, -5.0)  # hardly any span is a mention

    def forward(self, projected: Tensor) -> Tensor:
        """Scores of the spans that begin at each piece, by their length: (…, pieces, WIDTHS)."""
        start, end, opens, closes = projected.split([MENTION, MENTION, 1, 1], dim=-1)
        count = projected.shape[-2]
        last = torch.arange(count, device=projected.device)[:, None] + torch.arange(
            WIDTHS, device=projected.device
        )
        last = last.clamp(max=count - 1)
        fits = torch.einsum("...td,...twd->...tw", start, end[..., last, :]) / MENTION**0.5
        return fits + opens + closes[..., last, 0] + self.width.weight[:, 0]


class Reader(nn.Module):
    """Encoder and heads. `tags` maps each tagging head to its number of labels."""

    def __init__(self, sizes: Architecture, tags: dict[str, int], types: int) -> None:
        super().__init__()
        width = sizes.width
        self.encoder = Encoder(sizes)
        self.dropout = nn.Dropout(0.2)
        self.tags = nn.ModuleDict({name: nn.Linear(width, n) for name, n in tags.items()})
        self.types = nn.Linear(width, types)
        self.link = Spans(width, LINK, 2, SIDES, (DISTANCES, PARAGRAPHS, QUOTATIONS))
        self.roles = Spans(width, ROLE, len(ROLES), len(ROLES), (DISTANCES, BETWEENS))
        nn.init.zeros_(self.roles.features[1].weight)  # models before had no such table
        self.reference = Reference(width)
        self.mention = Mention(width)

    def forward(self, rows: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        """The logits of each tagging head, and the projections of the other heads, by name."""
        return self.heads(self.encoder(rows, mask))

    def heads(self, encoded: Tensor) -> dict[str, Tensor]:
        """What the heads make of the encoder's last layer."""
        h = self.dropout(encoded)
        out: dict[str, Tensor] = {name: head(h) for name, head in self.tags.items()}
        out["type"] = self.types(h[:, 0])
        for name in ("link", "roles", "reference", "mention"):
            out[name] = getattr(self, name).project(h)
        return out
