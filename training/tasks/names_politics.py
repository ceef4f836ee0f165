"""CrossNER's politics: names of its nine types in sentences of Wikipedia."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.corpora import crossner
from training.tally import Measured
from training.tasks.naming import Kinds, scored


def measure(path: Path) -> Measured:
    """Exact spans and types; `f1` over all names. `path` is a file, or a folder with some.

    Of the corpus as it is published, with a part to train on, the held-out quarter of `dev` is
    read, or `test` where it is there. Anything else is read whole.
    """
    texts = _asked(path)
    found = (
        [(n.start, n.end, n.kind) for n in spot(t.text, encoder()).asides.politics()] for t in texts
    )
    kinds: Kinds = {kind: (kind,) for kind in crossner.KINDS}
    return scored(zip((t.names for t in texts), found, strict=True), kinds)


def _asked(path: Path) -> Sequence[crossner.Tagged]:
    if path.is_file():
        return list(crossner.sentences(path))
    folder = next((p for p in sorted(path.rglob("politics")) if p.is_dir()), path)
    if not (folder / "train.txt").is_file():
        return list(crossner.sentences(folder))
    if (folder / "test.txt").is_file():
        return list(crossner.sentences(folder / "test.txt"))
    return [s for s in crossner.sentences(folder / "dev.txt") if crossner.guarded(s.name)]
