"""The English worldwide newswire corpus: names in news from everywhere, token and tags a line.

A token within two names, one inside the other, has a tag for each, the outermost first; as in the
corpus' own preparation, the outermost alone counts. The first line is the article's address.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from training.corpora.joining import Tagged, joined, named

KINDS = (
    "Person",
    "Organization",
    "Location",
    "NORP",
    "Facility",
    "Product",
    "Date",
    "Money",
    "Misc",
)
__all__ = ("KINDS", "Tagged", "tagged")
_STOPS = '.?!”"'


def tagged(folder: Path) -> Iterator[Tagged]:
    """Every article under `folder`, or the one file, its tokens joined back into running text."""
    for path in [folder] if folder.is_file() else sorted(folder.rglob("*.tsv")):
        yield _article(path.stem, path.read_text("utf-8", errors="replace"))


def _article(name: str, lines: str) -> Tagged:
    """The sentences in a row; after one without a stop, such as a heading, a line ends."""
    text, names = "", list[tuple[int, int, str]]()
    for filled, group in groupby(lines.splitlines(), key=lambda line: bool(line.strip())):
        rows = [_columns(line) for line in group] if filled else []
        rows = [(token, tag) for token, tag in rows if token and not token.startswith("http")]
        if not rows:
            continue
        tokens = [token for token, _ in rows]
        sentence, starts = joined(tokens)
        if text:
            text += " " if text[-1] in _STOPS else "\n"
        names += [
            (len(text) + start, len(text) + end, kind)
            for start, end, kind in named([tag for _, tag in rows], starts, tokens)
            if kind in KINDS
        ]
        text += sentence
    return Tagged(name, text, tuple(names))


def _columns(line: str) -> tuple[str, str]:
    """The token and its outermost tag; a few lines are set with blanks, or lack one of the two."""
    token, *tags = (line if "\t" in line else "\t".join(line.split())).split("\t")
    return token.strip(), tags[0].strip() if tags else "O"
