"""GeoWebNews: names of places in news, told apart by use: «in Paris» and «Paris said»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

USES = ("place", "other")
# The corpus' kinds: what is located by the name, and what the name stands for something else in.
_PLACE = frozenset({"Literal", "Literal_Modifier", "Mixed"})
_OTHER = frozenset({"Metonymic", "Non_Literal_Modifier", "Demonym", "Embedded_Non_Lit"})


@dataclass(frozen=True, slots=True)
class Used:
    """A text and its names of places as (start, end, use)."""

    name: str
    text: str
    names: tuple[tuple[int, int, str], ...]


def used(folder: Path) -> Iterator[Used]:
    """Every text of `folder`, which holds `N.txt` and `N.ann`."""
    for path in sorted(folder.glob("*.ann"), key=lambda p: int(p.stem)):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        yield Used(path.stem, text, tuple(_names(path.read_text("utf-8"))))


def _names(lines: str) -> Iterator[tuple[int, int, str]]:
    for line in lines.splitlines():
        ident, _, rest = line.partition("\t")
        kind, _, offsets = rest.partition("\t")[0].partition(" ")
        if ident.startswith("T") and ";" not in offsets and kind in _PLACE | _OTHER:
            start, end = offsets.split()
            yield int(start), int(end), USES[kind in _OTHER]
