"""The English worldwide newswire corpus: names in news from everywhere, token and tag a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%’'”") | {"'s", "’s", "n't"}
_NO_SPACE_AFTER = frozenset("([{$£€“‘#@")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text and its names as (start, end, kind)."""

    name: str
    text: str
    names: tuple[tuple[int, int, str], ...]


def tagged(folder: Path) -> Iterator[Tagged]:
    """Every article under `folder`, its tokens joined back into running text."""
    for path in sorted(folder.rglob("*.tsv")):
        yield _join(path.stem, path.read_text("utf-8", errors="replace"))


def _join(name: str, lines: str) -> Tagged:
    text, names, previous = "", list[tuple[int, int, str]](), ""
    for line in lines.splitlines():
        token, _, tag = line.rpartition("\t")
        token = token.strip()
        if not token:
            if text and not text.endswith("\n") and text[-1] not in '.?!”"':
                text += "\n"
                previous = ""
            continue
        glue = (
            not text
            or text.endswith("\n")
            or token in _NO_SPACE_BEFORE
            or previous in _NO_SPACE_AFTER
        )
        text += token if glue else f" {token}"
        previous = token
        kind = tag[2:]
        if kind not in KINDS:
            continue
        start = len(text) - len(token)
        if tag.startswith("I-") and names and names[-1][2] == kind and start - names[-1][1] <= 1:
            names[-1] = (names[-1][0], len(text), kind)
        else:
            names.append((start, len(text), kind))
    return Tagged(name, text, tuple(names))
