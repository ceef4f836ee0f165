"""GeoWebNews: names of places in news, told apart by use: «in Paris» and «Paris said».

The two uses are those of its paper (Gritta et al., 2019, «A Pragmatic Guide to Geoparsing
Evaluation»), literal and associative, with the corpus' kinds summed up as its authors do. As in
their own measuring, the first line of a file, «TITLE: … LINK: …», is left out: nothing in it is
annotated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora.toponyms import Toponym

USES = ("place", "other")
# Literal: the place itself is meant, or something by where it is. Coercion: a thing that is no
# place stands for its own («in the West Wing»). Mixed: the place and what it stands for at once.
_PLACE = frozenset({"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"})
# Associative: people, a government, a team, a tongue, a part of a name of something else.
_OTHER = frozenset(
    {
        "Metonymic",
        "Non_Literal_Modifier",
        "Demonym",
        "Language",
        "Homonym",
        "Embedded_Non_Lit",
    }
)
_HEADER = re.compile(r"TITLE: [^\n]*\n")
_DEGREES = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Used:
    """A text and its names of places: as (start, end, use), and, in the same order, as toponyms.

    A toponym has an id of GeoNames, or degrees where GeoNames does not have the place, or neither.
    """

    name: str
    text: str
    names: tuple[tuple[int, int, str], ...]
    toponyms: tuple[Toponym, ...]


def used(folder: Path) -> Iterator[Used]:
    """Every text of `folder`, which holds `N.txt` and `N.ann`, offsets into what is given of it."""
    for path in sorted(folder.glob("*.ann"), key=lambda p: (len(p.stem), p.stem)):
        whole = path.with_suffix(".txt").read_bytes().decode("utf-8")
        header = _HEADER.match(whole)
        skipped = header.end() if header else 0
        found = sorted(_names(path.read_text("utf-8"), skipped), key=lambda pair: pair[0])
        names, toponyms = zip(*found, strict=True) if found else ((), ())
        yield Used(path.stem, whole[skipped:], names, toponyms)


def _names(lines: str, skipped: int) -> Iterator[tuple[tuple[int, int, str], Toponym]]:
    rows = [line.split("\t") for line in lines.splitlines()]
    notes = {row[1].split()[-1]: row[2].strip() for row in rows if row[0][:1] == "#" and row[2:]}
    for ident, kind_and_offsets, *_ in (row for row in rows if row[0][:1] == "T" and row[1:]):
        kind, _, offsets = kind_and_offsets.partition(" ")
        if ";" in offsets or kind not in _PLACE | _OTHER:
            continue
        start, end = (int(offset) - skipped for offset in offsets.split())
        if start >= 0:
            yield (start, end, USES[kind in _OTHER]), _toponym(start, end, notes.get(ident, ""))


def _toponym(start: int, end: int, note: str) -> Toponym:
    degrees = _DEGREES.fullmatch(note)
    if degrees:
        return Toponym(start, end, lat=float(degrees[1]), lon=float(degrees[2]))
    return Toponym(start, end, geonames=int(note) if note.isdigit() else None)
