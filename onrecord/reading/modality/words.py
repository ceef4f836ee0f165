"""Words of one sentence, and where the sentence lies."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from onrecord.reading.scene import Scene

_WORD = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Sgt|Lt|Col|Capt|Maj|Adm|St|Jr|Sr|Prof|Rev|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec|[A-Z])\.(?=[\s\xa0]+\w)|Nos?\.(?=[\s\xa0]*\d)|"
    r"(?:[^\W\d_]\.){2,}|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|S|ll|re|ve|d|m)\b|\w+(?:[-.]\w+)*|[^\w\s]"
)


_LONGEST = 2_000  # code points; no sentence of news comes near


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence: forms in lower case with straight apostrophes, and offsets.

    `starts[i]` and `ends[i]` are code points into the report's text.
    """

    forms: tuple[str, ...]
    written: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.forms)

    def at(self, position: int) -> int:
        """The index of the word that holds `position`, else of the last one before it."""
        return max(0, bisect_right(self.starts, position) - 1)


@lru_cache(maxsize=512)
def _cut(sentence: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(sentence)]
    return tuple(f[0] for f in found), tuple(f[1] for f in found), tuple(f[2] for f in found)


@lru_cache(maxsize=512)
def _line(sentence: str, offset: int) -> Line:
    written, starts, ends = _cut(sentence)
    return Line(
        tuple(w.lower().replace("’", "'") for w in written),
        written,
        tuple(offset + s for s in starts),
        tuple(offset + e for e in ends),
    )


def bounds(scene: Scene, position: int) -> tuple[int, int]:
    """Where the sentence that holds `position` starts and ends; else its line of the text."""
    sentences = scene.layout.sentences
    index = bisect_right(sentences, position, key=lambda s: s.start) - 1
    if index >= 0 and position < sentences[index].end:
        return _window(position, sentences[index].start, sentences[index].end)
    start = scene.text.rfind("\n", 0, position) + 1
    end = scene.text.find("\n", position)
    return _window(position, start, len(scene.text) if end < 0 else end)


def _window(position: int, start: int, end: int) -> tuple[int, int]:
    """The part of an endless sentence around a position, so that time stays linear."""
    if end - start <= 2 * _LONGEST:
        return start, end
    block = start + (position - start) // _LONGEST * _LONGEST
    return max(start, block - _LONGEST // 2), min(end, block + _LONGEST + _LONGEST // 2)


def line_at(scene: Scene, position: int) -> Line:
    """The words of the sentence that holds `position`."""
    start, end = bounds(scene, position)
    return _line(scene.text[start:end], start)
