"""What belongs to a predicate, and what a pronoun stands for: two heads, asked word by word.

The encoder has read the whole text; nothing is decided here before it is asked, since rooms ask
for few of the many predicates of a text. The heads are those of `training/network.py`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from onrecord.reading.between import BETWEENS, between, counted
from onrecord.reading.likeness import LIKENESSES, Described, alike
from onrecord.reading.links import DISTANCES, best, distances, mean
from onrecord.reading.windows import IntArray, Pieces, Window, pieces

FloatArray = npt.NDArray[np.float32]
Range = tuple[int, int]

ROLE = 64
ROLES = ("ARG0", "ARG1", "ARG2", "ARGM-LOC", "ARGM-TMP")
REFERENCE = 64
MENTION = 32
WIDTHS = 24  # pieces of the longest mention
REACH = 72  # pieces on each side of a predicate in which its roles are looked for


def _zeros(*shape: int) -> FloatArray:
    return np.zeros(shape, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class RelationWeights:
    """The heads' own parameters, as numpy arrays; a model may lack the last three."""

    role_distance: FloatArray
    role_score: FloatArray
    role_bias: FloatArray
    reference_distance: FloatArray
    reference_likeness: FloatArray = field(default_factory=lambda: _zeros(LIKENESSES, DISTANCES))
    mention_width: FloatArray = field(default_factory=lambda: _zeros(WIDTHS, 1))
    role_between: FloatArray = field(default_factory=lambda: _zeros(BETWEENS, ROLE))


@dataclass(frozen=True, slots=True)
class Projected:
    """What the encoder says of one window for these heads, a row a piece of the window."""

    window: Window
    predicate: FloatArray
    roles: FloatArray
    reference: FloatArray
    mention: FloatArray | None = None


class Relations:
    """The relations of one text; all positions are code points."""

    def __init__(
        self, cut: Pieces, projected: Sequence[Projected], weights: RelationWeights, text: str
    ) -> None:
        self.text = text
        self.cut = cut
        self.projected = tuple(projected)
        self.weights = weights
        self._cores = [p.window.core_start for p in projected]
        self._described = Described(text)
        self._found: dict[int, Mapping[str, Range]] = {}
        self._counts: dict[int, IntArray] = {}  # by where their windows start

    def is_predicate(self, start: int, end: int) -> bool:
        """Whether the word or words `[start, end)` are a predicate, verb or noun."""
        seen, first, last = self._at(start, end)
        return seen is not None and bool((seen.predicate[first:last].argmax(-1) > 0).any())

    def predicates(self) -> Iterator[Range]:
        """Every predicate of the text, in order."""
        for seen in self.projected:
            window = seen.window
            labels = seen.predicate.argmax(-1).tolist()
            last = window.core_end - window.start
            for at in range(window.core_start - window.start, last):
                if labels[at] == 1 or (labels[at] == 2 and (at == 0 or labels[at - 1] == 0)):
                    end = at + 1
                    while end < last and labels[end] == 2:
                        end += 1
                    yield self._characters(window, (at, end))

    def roles(self, start: int, end: int) -> Mapping[str, Range]:
        """The spans of the roles (`ROLES`) of the predicate `[start, end)`; {} outside the text."""
        if start not in self._found:
            self._found[start] = self._roles(start, end)
        return self._found[start]

    def stands_for(self, anaphor: Range, candidates: Sequence[Range]) -> list[float]:
        """How likely a pronoun or description stands for each of the mentions before it.

        The chances and that of none of them add up to one, over the candidates that the window
        of the anaphor can see; the others have none.
        """
        chances = [0.0] * len(candidates)
        seen, first, last = self._at(*anaphor)
        if seen is None:
            return chances
        offset, count = seen.window.start, len(seen.reference)
        ends = np.array(candidates).reshape(-1, 2)
        begins = np.searchsorted(self.cut.end, ends[:, 0], side="right") - offset
        stops = np.searchsorted(self.cut.start, ends[:, 1], side="left") - offset
        inside = [
            (i, a, b)
            for i, (a, b) in enumerate(zip(begins.tolist(), stops.tolist(), strict=True))
            if 0 <= a < b <= count
        ]
        if not inside:
            return chances
        asks = mean(seen.reference[:, :REFERENCE], first, last)
        none = float(seen.reference[first:last, -1].mean())
        low, high = min(a for _, a, _ in inside), max(b for _, _, b in inside)
        gives = (seen.reference[low:high, REFERENCE : 2 * REFERENCE] @ asks).tolist()
        points = [sum(gives[a - low : b - low]) / (b - a) for _, a, b in inside]
        far = distances(count, [(first, last)])[0][[a for _, a, _ in inside]]
        logits = (
            np.array(points, dtype=np.float32) / REFERENCE**0.5
            + (self.weights.reference_distance[far, 0])
        )
        if self.weights.reference_likeness.any():
            logits += self._likeness(anaphor, [candidates[i] for i, _, _ in inside], far)
        every = np.append(logits, np.float32(none))
        shares = np.exp(every - every.max())
        shares /= shares.sum()
        for (i, _, _), share in zip(inside, shares[:-1].tolist(), strict=True):
            chances[i] = share
        return chances

    def _likeness(self, anaphor: Range, candidates: Sequence[Range], far: IntArray) -> FloatArray:
        """What it is worth how alike the anaphor and each candidate are, so `far` apart."""
        mentions = self._described.features([anaphor, *candidates])
        kinds = alike(mentions[:1], mentions[1:])[0]
        worth: FloatArray = self.weights.reference_likeness[kinds, far]
        return worth

    def _roles(self, start: int, end: int) -> dict[str, Range]:
        seen, first, last = self._at(start, end)
        if seen is None:
            return {}
        low, high = max(0, first - REACH), min(len(seen.roles), last + REACH)
        near = seen.roles[low:high]
        stands = between(self._counted(seen), range(low, high), first, last)
        first, last = first - low, last - low
        weights = self.weights
        a, b, c, d, none = np.split(near, [ROLE, 2 * ROLE, 3 * ROLE, 4 * ROLE], axis=1)
        z = a + mean(b, first, last) + c * mean(d, first, last)
        z += weights.role_distance[distances(len(near), [(first, last)])[0]]
        z += weights.role_between[stands]
        np.maximum(z, 0, out=z)
        scores = z @ weights.role_score + weights.role_bias
        costs = mean(none, first, last)
        member, opening, closing = scores.T.reshape(len(ROLES), 3, -1).transpose(1, 0, 2)
        before = best(member[:, :first], opening[:, :first], closing[:, :first])
        after = best(member[:, last:], opening[:, last:], closing[:, last:], shift=last)
        found = {}
        for role, cost, one, other in zip(ROLES, costs.tolist(), before, after, strict=True):
            span, worth = one if one[1] > other[1] else other
            if span is not None and worth > cost:
                found[role] = self._characters(seen.window, (span[0] + low, span[1] + low))
        return found

    def _counted(self, seen: Projected) -> IntArray:
        start = seen.window.start
        if start not in self._counts:
            self._counts[start] = counted(self.cut.ids[start : seen.window.end], seen.predicate)
        return self._counts[start]

    def _at(self, start: int, end: int) -> tuple[Projected | None, int, int]:
        """The window that decides `[start, end)`, and the pieces there, counted in it."""
        first, last = self.cut.covering(start, end)
        number = bisect_right(self._cores, first) - 1
        if first >= last or number < 0:
            return None, 0, 0
        seen = self.projected[number]
        first, last = first - seen.window.start, last - seen.window.start
        return seen, first, min(last, len(seen.roles))

    def _characters(self, window: Window, run: Range) -> Range:
        offset = window.start
        return int(self.cut.start[offset + run[0]]), int(self.cut.end[offset + run[1] - 1])


def _unread() -> Relations:
    nothing = np.zeros((0, 0), dtype=np.float32)
    weights = RelationWeights(nothing, nothing, nothing, nothing)
    return Relations(pieces("", (), ()), (), weights, "")


UNREAD = _unread()  # of a text that no model has read: it knows of no predicate and no reference
