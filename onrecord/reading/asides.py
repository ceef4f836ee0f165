"""What the model says beside attributions and names, decoded only where somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.reading.links import FloatArray
from onrecord.reading.naming import Name, names_of
from onrecord.reading.windows import Pieces, pieces

Range = tuple[int, int]
# The heads of which a text's rows are kept: a row a piece, over BIO labels.
TAGGED = ("politics", "event")


def _nothing() -> FloatArray:
    return np.zeros((0, 1), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Asides:
    """Scores of one text that nobody has asked for yet; positions are code points.

    `scores` has an array (pieces, labels) for each of `TAGGED`, `types` a row of scores a window of
    the text, `kinds` what each head's labels are called.
    """

    text: str = ""
    cut: Pieces = field(default_factory=lambda: pieces("", (), ()))
    scores: Mapping[str, FloatArray] = field(default_factory=dict)
    types: FloatArray = field(default_factory=_nothing)
    kinds: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def politics(self) -> tuple[Name, ...]:
        """Names of the kinds of CrossNER's politics: parties, elections, politicians …"""
        return self._names("politics")

    def events(self) -> tuple[Name, ...]:
        """Words that tell of an event, as ECB+ marks them."""
        return self._names("event")

    def types_told(self) -> list[dict[str, float]]:
        """How likely each window of the text tells foremost of each type of event (PLOVER)."""
        if not self.kinds.get("types"):
            return []
        shares = np.exp(self.types - self.types.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        return [dict(zip(self.kinds["types"], row, strict=True)) for row in shares.tolist()]

    def _names(self, head: str) -> tuple[Name, ...]:
        if head not in self.scores:
            return ()
        return names_of(self.text, self.cut, self.scores[head], tuple(self.kinds[head]))
