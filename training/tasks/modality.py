"""MEANTIME and TimeML: what the product's rules make of events whose modality is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.reading.layout import lay_out
from onrecord.reading.modality import modality
from onrecord.reading.scene import Scene
from onrecord.report import Published, Report, text_sha256
from onrecord.vocabulary import Modality
from training.corpora import factuality, meantime
from training.corpora.factuality import MODALITIES, Judged
from training.parts import held_out
from training.tally import Measured, Tally, measured

_WRAPPED = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def measure(path: Path) -> Measured:
    """Each event's modality by the product's rules, over the texts below `path`.

    A folder with both corpora gives the parts of them that are kept for figures; any other folder
    or file is read whole. `exact` is the share of all events; `done` holds apart only what happened
    and what did not, where a mistake is an invented fact.
    """
    rules = {name: Tally() for name in (*MODALITIES, "exact", "done")}
    count = 0
    for text in _texts(path):
        count += 1
        scene = scene_of(text.text)
        for start, end, wanted in text.events:
            _compare(rules, modality(scene, start, end), wanted)
    return measured(count, rules)


def scene_of(text: str) -> Scene:
    """A text as the rooms of a reading get it; lines broken for width are lines no more."""
    flat = _WRAPPED.sub(" ", text)
    report = Report(id="", text_sha256=text_sha256(flat), text=flat)
    layout = lay_out(flat, report)
    return Scene(text, layout, Published(), None)


def _texts(path: Path) -> Iterator[Judged]:
    timeml, wiki = path / "tempeval3_tbaq", path / "meantime"
    if timeml.is_dir() and wiki.is_dir():
        yield from factuality.judged(timeml, "guard")
        yield from (text for text in meantime.judged(wiki) if held_out(text.name))
        return
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    if any(file.suffix == ".tml" for file in files):
        yield from factuality.judged(path, "all")
    if any(file.suffix == ".xml" for file in files):
        yield from meantime.judged(path)


def _compare(tallies: dict[str, Tally], found: str, wanted: Modality) -> None:
    for name in MODALITIES:
        tallies[name].add(found == name, wanted == name, found == wanted == name)
    tallies["exact"].add(1, 1, found == wanted)
    done, was = found == "actual", wanted == "actual"
    tallies["done"].add(1, 1, done == was)
