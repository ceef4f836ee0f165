"""What is trained on, as one file of arrays: windows of word pieces, and the targets of each.

Texts are cut into windows once a phase; a phase shifts the cuts, so that no piece always stands at
an edge. Nothing of the words is in the file but the numbers of their pieces.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.heads import IGNORED, TAGS

Array = npt.NDArray[np.integer]
LINK_COLUMNS = 9  # window, then start and end of cue, source, content to the left, to the right
ROLE_COLUMNS = 13  # window, then start and end of the predicate and of each role
MENTION_COLUMNS = 5  # window, start, end, chain (-1: of none), whether it is asked for
NO_SPAN = -1
PHASES = 3


@dataclass(frozen=True, slots=True)
class Windows:
    """Arrays with a row a window: where its pieces lie, and what it is of."""

    start: Array
    length: Array
    at: Array  # the number of its first piece in its text
    corpus: Array
    text: Array
    phase: Array  # -1: the same in all
    held: Array  # 1: never trained on
    type: Array  # -1: not known
    any_order: Array  # 1: a mention may also take up one after it


@dataclass(frozen=True, slots=True)
class Material:
    """All windows: `pieces` has six rows (ids, shape, quoted, broken, paragraph, quotation).

    `tags` has for each head a target a piece; `links`, `roles` and `mentions` have a row each, in
    the order of their windows, pieces counted within the window; `likeness` the features of each
    mention.
    """

    corpora: tuple[str, ...]
    windows: Windows
    pieces: Array
    tags: dict[str, Array]
    links: Array
    roles: Array
    mentions: Array
    likeness: Array

    def save(self, path: Path) -> None:
        """Write the file, whole."""
        arrays = {f"window_{f.name}": getattr(self.windows, f.name) for f in fields(Windows)}
        arrays |= {f"tags_{name}": values for name, values in self.tags.items()}
        for name in ("pieces", "links", "roles", "mentions", "likeness"):
            arrays[name] = getattr(self, name)
        np.savez_compressed(path, corpora=np.array(self.corpora), **arrays)

    @classmethod
    def load(cls, path: Path) -> Material:
        """Read a file that `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                corpora=tuple(str(name) for name in stored["corpora"]),
                windows=Windows(*(stored[f"window_{f.name}"] for f in fields(Windows))),
                tags={name: stored[f"tags_{name}"] for name in TAGS},
                pieces=stored["pieces"],
                links=stored["links"],
                roles=stored["roles"],
                mentions=stored["mentions"],
                likeness=stored["likeness"],
            )


def unknown(pieces: int) -> Array:
    """Targets of pieces that nothing is known of."""
    return np.full(pieces, IGNORED, dtype=np.int8)
