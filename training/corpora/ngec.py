"""NGEC: synthetic stories, each written by a language model below a headline of a known event."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from training.corpora.plover import TYPES, Typed, newer_mode

_CALLED = {"sieze": "seize", "primative": "primitive"}
_COLUMNS = ("text", "title", "prompt", "label", "mode")
_LEAD = 60  # words of a story's beginning that are held against its headline
_SENTENCES = re.compile(r"(?<=[.!?][”\"’' ])\s*(?=[“\"‘A-Z])|\n+")
_WORD = re.compile(r"[a-z]{4,}")
# Words of headlines that say nothing of what happened.
_COMMON = frozenset(
    "last week year after over with from into amid says said more than their that this have begin "
    "begins government president leader minister military police group groups country national "
    "international local following response ongoing recent major calls official officials".split()
)


def typed(path: Path) -> Iterator[Typed]:
    """Headlines and beginnings of the stories in a zipped table.

    Every headline once, as it was filled with names: `NUMBER-h`. The first two sentences of a
    story, `NUMBER-s`, only where they share two stems with the headline, or half of its stems: many
    stories wander off, and what they tell then is not what their label says.
    """
    seen: set[str] = set()
    for number, row in enumerate(_rows(path)):
        kind, mode = row["label"], newer_mode(_CALLED.get(row["mode"].lower(), row["mode"]))
        if kind not in TYPES:
            continue
        headline = " ".join(row["prompt"].partition("\n")[0].split())
        if headline and headline not in seen:
            seen.add(headline)
            yield Typed(f"ngec-{number}-h", headline, kind, mode)
        if _kept(row["title"], row["text"]):
            yield Typed(f"ngec-{number}-s", _beginning(row["text"]), kind, mode)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10**8)
    with zipfile.ZipFile(path) as packed:
        for name in sorted(packed.namelist()):
            if not name.endswith(".csv") or name.startswith("__MACOSX"):
                continue
            with packed.open(name) as file:
                for row in csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")):
                    yield {key: row.get(key) or "" for key in _COLUMNS}


def _stems(words: str) -> frozenset[str]:
    """The first five letters of each word that tells something: a crude stem."""
    return frozenset(w[:5] for w in _WORD.findall(words.lower()) if w not in _COMMON)


def _kept(title: str, story: str) -> bool:
    asked = _stems(re.sub(r"\{\w+\}", " ", title))
    shared = asked & _stems(" ".join(story.split()[:_LEAD]))
    return len(shared) >= 2 or (bool(asked) and 2 * len(shared) >= len(asked))


def _beginning(story: str) -> str:
    sentences = [" ".join(s.split()) for s in _SENTENCES.split(story) if s and s.strip()]
    return " ".join(" ".join(sentences[:2]).split()[: 2 * _LEAD])
