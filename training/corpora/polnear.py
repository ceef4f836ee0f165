"""PolNeAR: news articles with attributions (source, cue, content), brat stand-off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Ranges = tuple[tuple[int, int], ...]

_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Character ranges of one attribution; `source` may be empty."""

    cue: Ranges
    source: Ranges
    content: Ranges


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated article."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def articles(folder: Path) -> Iterator[Article]:
    """The articles of one part (`train` or `dev`), each with its first annotator's work.

    `folder` holds `text/` and `attributions/`. Raises FileNotFoundError where it does not.
    """
    if not (folder / "text").is_dir():
        raise FileNotFoundError(
            f"{folder} has no text/ and attributions/: give PolNeAR's train or dev"
        )
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        chosen.setdefault(_ANNOTATOR.sub("", path.stem), path)
    for name, path in chosen.items():
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        yield Article(name, text, tuple(_attributions(path.read_text("utf-8"))))


def _attributions(lines: str) -> Iterator[Attribution]:
    ranges: dict[str, Ranges] = {}
    events: list[dict[str, str]] = []
    for line in lines.splitlines():
        ident, _, rest = line.partition("\t")
        body = rest.partition("\t")[0]
        if ident.startswith("T"):
            kind, _, offsets = body.partition(" ")
            if kind not in {"Cue", "Source", "Content"}:
                continue
            pairs = (part.split() for part in offsets.split(";"))
            ranges[ident] = tuple((int(a), int(b)) for a, b in pairs)
        elif ident.startswith("E"):
            slots = dict(part.split(":") for part in body.split())
            if any(k.startswith("Attribution") for k in slots):
                events.append(slots)
    for slots in events:
        cue, content = ranges.get(slots.get("Cue", "")), ranges.get(slots.get("Content", ""))
        if cue and content:
            yield Attribution(cue, ranges.get(slots.get("Source", ""), ()), content)
