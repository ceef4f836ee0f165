"""Material on the device where it is trained on, and the batches drawn from it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.reading.likeness import alike
from onrecord.reading.windows import PLAIN_FEATURES
from training.heads import IGNORED, TYPES
from training.material import (
    LINK_COLUMNS,
    MENTION_COLUMNS,
    PHASES,
    ROLE_COLUMNS,
    Array,
    Material,
)

# How often an epoch draws each corpus' texts; a share draws so many of them by chance.
SHARES: Mapping[str, float] = {
    "polnear": 1.0,
    "newswire": 1.0,
    "politics": 4.0,
    "conll": 0.35,
    "propbank": 1.0,
    "ontogum": 2.0,
    "gap": 1.0,
    "timebank": 1.0,
    "meantime": 2.0,
    "geowebnews": 3.0,
    "toponyms": 0.4,
    "ecbplus": 1.0,
    "plover": 3.0,
    "own_events": 1.0,
    "ngec": 0.4,
    "unlabelled": 0.0,
    "openings": 0.0,
}
Unit = tuple[int, ...]  # numbers of windows that are read together

# Windows are padded to one of these, so that the encoder meets few shapes.
WIDTHS = (64, 128, 256, 448)
# The heads that each corpus teaches, and those where it says less than the head could.
_TEACHES: Mapping[str, frozenset[str]] = {
    "polnear": frozenset({"cue"}),
    "newswire": frozenset({"names"}),
    "politics": frozenset({"politics"}),
    "conll": frozenset({"politics", "names"}),
    "propbank": frozenset({"predicate"}),
    "ontogum": frozenset({"reference", "mention"}),
    "gap": frozenset({"reference"}),
    "timebank": frozenset({"times", "modality"}),
    "meantime": frozenset({"modality"}),
    "geowebnews": frozenset({"places"}),
    "toponyms": frozenset({"places"}),
    "ecbplus": frozenset({"event"}),
    "plover": frozenset({"type"}),
    "own_events": frozenset({"type"}),
    "ngec": frozenset({"type"}),
    "unlabelled": frozenset(),
    "openings": frozenset(),
}
_COARSE = {"conll": frozenset({"politics", "names"}), "toponyms": frozenset({"places"})}
_CLS, _SEP = 101, 102
_POOL = 1000  # texts among which those of like length are put together


@dataclass(frozen=True, slots=True)
class Groups:
    """The mentions of each text in a batch, a row a text, padded to the longest.

    `rows` (texts, mentions) are rows of `Batch.mentions`, -1 where there is none; `alike` (texts,
    mentions, mentions) their kinds of likeness; in texts of `any_order` a mention may also take up
    one after it.
    """

    rows: Tensor
    alike: Tensor
    any_order: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows with their targets; pieces count from 1 in a window, after its first mark.

    `links`, `roles` and `mentions` are as in `Material`, with the number of the window in the
    batch; `at` is the number of each window's first piece in its text.
    """

    windows: Array
    rows: Tensor
    mask: Tensor
    seen: Tensor  # the mask for the encoder, which must see something in every row
    paragraph: Tensor
    quote: Tensor
    tags: dict[str, Tensor]
    type: Tensor
    type_weight: Tensor
    at: Tensor
    links: Tensor
    roles: Tensor
    mentions: Tensor
    groups: Groups
    complete: Tensor  # windows whose mentions are all marked
    taught: frozenset[str]  # heads that the corpora of the batch may say something of
    coarse: frozenset[str]  # those of them whose targets may be sets of labels
    corpora: tuple[str, ...]  # of each window

    def told(self, head: str) -> Tensor:
        """Which rows are of corpora that teach a head."""
        known = [head in _TEACHES[name] for name in self.corpora]
        known += [True] * (len(self.mask) - len(known))
        return torch.tensor(known, dtype=torch.bool, device=self.mask.device)


def _number(material: Material, corpus: str) -> int:
    """The number of a corpus, or one that no window has."""
    return material.corpora.index(corpus) if corpus in material.corpora else len(material.corpora)


class Feed:
    """Batches of about `budget` pieces, of the windows for training or of those held."""

    def __init__(self, material: Material, device: torch.device, budget: int) -> None:
        self.material = material
        self.device = device
        self._budget = budget
        self._pieces = torch.from_numpy(material.pieces).to(device)
        self._tags = {h: torch.from_numpy(t).to(device) for h, t in material.tags.items()}
        count = len(material.windows.start)
        tables = (material.links, material.roles, material.mentions)
        self._edges = [np.searchsorted(t[:, 0], np.arange(count + 1)) for t in tables]
        # Types are uneven: each counts by the root of how rare it is, one on average.
        counts = np.bincount(material.windows.type + 1, minlength=len(TYPES) + 1)[1:]
        weight = 1 / np.sqrt(counts.clip(min=1))
        self._weight = np.append(weight / weight.mean(), 0.0).astype(np.float32)
        self._complete = _number(material, "ontogum")
        self._alike: dict[Unit, Array] = {}
        self._of_phase: dict[int, dict[str, list[Unit]]] = {}
        self._lengths: list[int] = (material.windows.length + 2).tolist()

    def units(
        self, rng: random.Random, shares: Mapping[str, float] = SHARES, phase: int = 0
    ) -> Iterator[list[Unit]]:
        """What each batch of one epoch holds, in random order: each corpus by its share."""
        drawn = list[Unit]()
        if phase not in self._of_phase:
            self._of_phase[phase] = self._units(phase, held=False)
        for name, units in self._of_phase[phase].items():
            whole, rest = int(shares[name]), shares[name] % 1
            drawn.extend(units * whole)
            drawn.extend(unit for unit in units if rng.random() < rest)
        rng.shuffle(drawn)
        batches = list(self._filled(drawn))
        rng.shuffle(batches)
        yield from batches

    def epoch(
        self, number: int, rng: random.Random, shares: Mapping[str, float] = SHARES
    ) -> Iterator[Batch]:
        """The batches of one epoch, the texts cut at the epoch's own phase."""
        yield from map(self.batch, self.units(rng, shares, number % PHASES))

    def held(self, corpus: str) -> Iterator[Batch]:
        """The windows of a corpus that are kept from training, in order."""
        units = self._units(0, held=True).get(corpus, [])
        yield from map(self.batch, self._filled(units))

    def every(self) -> Iterator[Batch]:
        """All windows at all phases, each once."""
        lengths = self.material.windows.length
        order = np.argsort(lengths, kind="stable").tolist()
        yield from map(self.batch, self._filled([(w,) for w in order]))

    def _units(self, phase: int, *, held: bool) -> dict[str, list[Unit]]:
        """What is drawn together, by corpus: all windows of a text with mentions, else each."""
        windows = self.material.windows
        here = ((windows.phase == phase) | (windows.phase < 0)) & (windows.held == held)
        texts: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number in np.flatnonzero(here).tolist():
            of_text = (
                int(windows.text[number])
                if windows.corpus[number] == self._complete
                else -1 - number
            )
            texts[int(windows.corpus[number]), of_text].append(number)
        found: dict[str, list[Unit]] = defaultdict(list)
        for (corpus, _), numbers in texts.items():
            found[self.material.corpora[corpus]].append(tuple(numbers))
        return found

    def _filled(self, units: list[Unit]) -> Iterator[list[Unit]]:
        """Batches of units of about one length, each within the budget, padding counted."""
        longest = {unit: max(self._lengths[number] for number in unit) for unit in units}
        for at in range(0, len(units), _POOL):
            batch, wide, count = list[Unit](), 0, 0
            for unit in sorted(units[at : at + _POOL], key=lambda u: (longest[u], u)):
                wide, count = max(wide, self._wide(longest[unit])), count + len(unit)
                if batch and count > self.windows_of(wide):
                    yield batch
                    batch, wide, count = [], self._wide(longest[unit]), len(unit)
                batch.append(unit)
            if batch:
                yield batch

    @staticmethod
    def _wide(length: int) -> int:
        return next(wide for wide in WIDTHS if wide >= length)

    def windows_of(self, wide: int) -> int:
        """How many windows of a width make a batch."""
        return self._budget // wide

    def batch(self, units: list[Unit]) -> Batch:
        """The batch of some units, each the windows that are read together."""
        windows = self.material.windows
        numbers = np.array([number for unit in units for number in unit])
        wide = self._wide(int(windows.length[numbers].max()) + 2)
        # As many rows as a batch of that width has, so that the encoder meets few shapes.
        rows_ = max(len(numbers), self.windows_of(wide))
        start = self._sent(windows.start[numbers], rows_)
        length = self._sent(windows.length[numbers], rows_)
        real = torch.arange(rows_, device=self.device) < len(numbers)
        places = torch.arange(wide, device=self.device)
        inside = (places >= 1) & (places <= length[:, None])
        index = (start[:, None] + (places - 1).clamp(min=0)).clamp(max=self._pieces.shape[1] - 1)
        rows = self._pieces[:, index].permute(1, 0, 2).long()
        rows[:, 0].masked_fill_(~inside, 0)
        for row, plain in enumerate(PLAIN_FEATURES, start=1):
            rows[:, row].masked_fill_(~inside, plain)
        rows[:, 0, 0] = _CLS
        rows[torch.arange(rows_, device=self.device), 0, length + 1] = _SEP
        seen = (places < length[:, None] + 2).float()
        tags = {
            head: values[index].long().masked_fill(~inside, IGNORED)
            for head, values in self._tags.items()
        }
        sizes = (LINK_COLUMNS, ROLE_COLUMNS, MENTION_COLUMNS)
        tables = (self.material.links, self.material.roles, self.material.mentions)
        links, roles, mentions = (
            self._taken(table, edges, numbers, size)
            for table, edges, size in zip(tables, self._edges, sizes, strict=True)
        )
        names = [self.material.corpora[n] for n in set(windows.corpus[numbers].tolist())]
        return Batch(
            windows=numbers,
            rows=rows[:, :4],
            mask=seen * real[:, None],
            seen=seen,
            paragraph=rows[:, 4],
            quote=rows[:, 5],
            tags=tags,
            type=self._sent(windows.type[numbers], rows_, -1),
            type_weight=self._sent(self._weight[windows.type[numbers]], rows_),
            at=self._sent(windows.at[numbers], rows_),
            links=links,
            roles=roles,
            mentions=mentions,
            groups=self._groups(units),
            complete=self._sent(windows.corpus[numbers] == self._complete, rows_) > 0,
            taught=frozenset().union(*(_TEACHES[name] for name in names)),
            corpora=tuple(self.material.corpora[n] for n in windows.corpus[numbers].tolist()),
            coarse=frozenset().union(*(_COARSE.get(name, ()) for name in names)),
        )

    def _sent(self, values: Array, rows: int, fill: int = 0) -> Tensor:
        """Values of the windows of a batch on the device, filled up to its rows."""
        kind = np.float32 if values.dtype.kind == "f" else np.int64
        padded = np.full(rows, fill, dtype=kind)
        padded[: len(values)] = values
        return torch.from_numpy(padded).to(self.device)

    def _taken(self, table: Array, edges: Array, numbers: Array, size: int) -> Tensor:
        """The rows of some windows, their windows numbered anew, spans moved by the first mark."""
        none = np.zeros((0, size), dtype=np.int32)
        parts = [none, *(table[edges[n] : edges[n + 1]] for n in numbers)]
        taken = np.concatenate(parts).astype(np.int64)
        counts = [int(edges[n + 1] - edges[n]) for n in numbers]
        taken[:, 0] = np.repeat(np.arange(len(numbers)), counts)
        spans = slice(1, 3) if size == MENTION_COLUMNS else slice(1, size)
        taken[:, spans] += taken[:, spans] >= 0
        return torch.from_numpy(taken).to(self.device)

    def _groups(self, units: list[Unit]) -> Groups:
        edges, at = self._edges[2], 0
        found = list[tuple[int, int, Unit]]()
        for unit in units:
            count = sum(int(edges[n + 1] - edges[n]) for n in unit)
            if count > 1:
                found.append((at, count, unit))
            at += count
        most = max((count for _, count, _ in found), default=0)
        rows = np.full((len(found), most), -1, dtype=np.int64)
        looks = np.zeros((len(found), most, most), dtype=np.uint8)
        for row, (first, count, unit) in enumerate(found):
            rows[row, :count] = np.arange(first, first + count)
            looks[row, :count, :count] = self._likeness(unit)
        any_order = [bool(self.material.windows.any_order[unit[0]]) for _, _, unit in found]
        return Groups(
            torch.from_numpy(rows).to(self.device),
            torch.from_numpy(looks).to(self.device),
            torch.tensor(any_order, dtype=torch.bool, device=self.device),
        )

    def _likeness(self, unit: Unit) -> Array:
        if unit not in self._alike:
            edges = self._edges[2]
            look = np.concatenate([self.material.likeness[edges[n] : edges[n + 1]] for n in unit])
            self._alike[unit] = alike(look, look).astype(np.uint8)
        return self._alike[unit]
