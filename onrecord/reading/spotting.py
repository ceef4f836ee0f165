"""What the model finds in a text: attributions (cue, source, content) and names, as characters.

Everything here is a range of code points; word pieces stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from onrecord.reading.asides import TAGGED, Asides
from onrecord.reading.christened import christened
from onrecord.reading.encoder import Encoder, Seen
from onrecord.reading.links import FloatArray, choose, score, surroundings
from onrecord.reading.naming import Name, names_of
from onrecord.reading.relations import Projected, Relations
from onrecord.reading.tagging import decoded
from onrecord.reading.uses import uses_of
from onrecord.reading.windows import Pieces

__all__ = ["Attribution", "Name", "Range", "Spotted", "spot"]

Range = tuple[int, int]

# A full stop behind a word too long for a title or an initial ends a sentence, and any name.
_ENDED = re.compile(r"(?<=[a-z]{4})\.[\s\u00a0]+")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its source and content, `[start, end)` in code points, and how sure it is."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Spotted:
    """All that the model found in one text; `places` are names told apart by their use."""

    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]
    places: tuple[Name, ...]
    relations: Relations
    asides: Asides = field(default_factory=Asides)


def spot(text: str, encoder: Encoder) -> Spotted:
    """Read `text` once and decode every head."""
    cut = encoder.cut(text)
    said: list[Attribution] = []
    windows: list[Seen] = []
    projected: list[Projected] = []
    for seen in encoder.read(cut):
        said.extend(_attributions(text, cut, seen, encoder))
        windows.append(seen)
        projected.append(
            Projected(seen.window, seen.predicate, seen.roles, seen.reference, seen.mention)
        )
    relations = Relations(cut, projected, encoder.relations, text)
    if not windows:
        return Spotted((), (), (), relations)
    rows = {head: _whole(windows, head) for head in ("names", "places", *TAGGED)}
    found = names_of(text, cut, rows["names"], encoder.names)
    named = tuple(part for name in found for part in _ended(text, name))
    used = uses_of(text, cut, rows["places"], encoder.places, named)
    types = np.stack([seen.type for seen in windows])
    asides = Asides(text, cut, {head: rows[head] for head in TAGGED}, types, encoder.asides)
    return Spotted(tuple(said), named, used, relations, asides)


def _attributions(text: str, cut: Pieces, seen: Seen, encoder: Encoder) -> Iterator[Attribution]:
    window = seen.window
    core = range(window.core_start - window.start, window.core_end - window.start)
    cues = [(run.first, run.last) for run in decoded(seen.cue) if run.first in core]
    if not cues:
        return
    sure = _tagged_at_all(seen.cue)
    where = surroundings(cut, window, cues)
    scores, costs = score(seen.link, where, cues, encoder.weights)
    for (a, b), points, none in zip(cues, scores, costs, strict=True):
        links = choose(points, none, (a, b))
        content = [r for r in (links.left, links.right) if r is not None]
        cue = _characters(text, cut, window.start, (a, b))
        if not content or christened(text, *cue):
            continue
        yield Attribution(
            cue=cue,
            source=_characters(text, cut, window.start, links.source) if links.source else None,
            content=tuple(_characters(text, cut, window.start, r) for r in content),
            confidence=_mean(sure, a, b),
        )


def _whole(windows: Sequence[Seen], head: str) -> FloatArray:
    """The rows of a head over the whole text, each piece's from the window that decides it."""
    return np.concatenate(
        [
            getattr(seen, head)[
                seen.window.core_start - seen.window.start : seen.window.core_end
                - seen.window.start
            ]
            for seen in windows
        ]
    )


def _ended(text: str, name: Name) -> Iterator[Name]:
    """The name, or what stands on each side of a full stop: «… met Hill. Vance said …»."""
    start = name.start
    for stop in _ENDED.finditer(text, start, name.end):
        yield replace(name, start=start, end=stop.start())
        start = stop.end()
    yield name if start == name.start else replace(name, start=start)


def _characters(text: str, cut: Pieces, offset: int, run: Range) -> Range:
    """The characters of a run of pieces, widened to whole words."""
    start, end = int(cut.start[offset + run[0]]), int(cut.end[offset + run[1] - 1])
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _tagged_at_all(logits: FloatArray) -> list[float]:
    """How likely each piece has another label than O."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    likely: list[float] = (1.0 - shifted[:, 0] / shifted.sum(-1)).tolist()
    return likely


def _mean(likely: list[float], start: int, end: int) -> float:
    return round(sum(likely[start:end]) / (end - start), 2)
