"""CrossNER: names of nine kinds in Wikipedia's sentences on politics, and Reuters' with four.

A token and its tag a line, a blank line between sentences. No sentence is its neighbours'
continuation, so each is a text of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from training.corpora.joining import Tagged, joined, named

__all__ = ("COARSE", "KINDS", "Tagged", "guarded", "sentences")

KINDS = (
    "person",
    "organisation",
    "politicalparty",
    "location",
    "country",
    "election",
    "event",
    "politician",
    "misc",
)

# What a name of CoNLL-2003's four kinds may be among the nine: there a politician is a person, a
# country a location, a party an organisation; named events and elections are «misc», or nothing.
COARSE = {
    "person": ("person", "politician"),
    "organisation": ("organisation", "politicalparty"),
    "location": ("location", "country"),
    "misc": ("misc", "event", "election"),
}
_HELD = 4


def sentences(path: Path) -> Iterator[Tagged]:
    """The sentences of a file, or of every `.txt` of a folder, as `politics-train-0012`."""
    for file in [path] if path.is_file() else sorted(path.rglob("*.txt")):
        number = 0
        for filled, group in groupby(file.read_text("utf-8").splitlines(), key=_filled):
            if filled:
                yield _sentence(f"{file.parent.name}-{file.stem}-{number:04}", list(group))
                number += 1


def guarded(name: str) -> bool:
    """Whether a sentence is held out for tuning: one in four of the part `dev`."""
    drawn = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
    return "-dev-" in name and drawn % _HELD == 0


def _filled(line: str) -> bool:
    return bool(line.strip())


def _sentence(name: str, lines: list[str]) -> Tagged:
    rows = [(line.split()[0], line.split()[-1]) for line in lines]
    tokens = [token for token, _ in rows]
    text, starts = joined(tokens)
    return Tagged(name, text, tuple(named([tag for _, tag in rows], starts, tokens)))
