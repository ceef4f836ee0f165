"""TempEval-3's TimeBank and AQUAINT: TimeML articles with their time expressions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

PARTS = ("develop", "guard", "all")
_NAMES = frozenset({".tml", ".xml"})


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression: characters of the text, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One TimeML article: its text, the day it was written, its annotated times."""

    name: str
    text: str
    written: date | None
    times: tuple[Timex, ...]


def read(path: Path) -> Article:
    """The article in a TimeML file; its day is that of its creation time, where one is marked."""
    root = ElementTree.parse(path).getroot()
    body = root.find("TEXT")
    if body is None:
        raise ValueError(f"{path}: no TEXT")
    chunks: list[str] = []
    times: list[Timex] = []
    _walk(body, chunks, times, 0)
    return Article(path.stem, "".join(chunks), _written(root), tuple(times))


def _written(root: ElementTree.Element) -> date | None:
    marked = root.findall(".//TIMEX3[@functionInDocument='CREATION_TIME']")
    for timex in [*root.findall("DCT/TIMEX3"), *marked]:
        try:
            return date.fromisoformat(timex.get("value", "").partition("T")[0])
        except ValueError:
            continue
    return None


def _walk(node: ElementTree.Element, chunks: list[str], times: list[Timex], at: int) -> int:
    start = at
    chunks.append(node.text or "")
    at += len(node.text or "")
    for child in node:
        at = _walk(child, chunks, times, at)
        chunks.append(child.tail or "")
        at += len(child.tail or "")
    if node.tag == "TIMEX3":
        times.append(Timex(start, at, node.get("type", ""), node.get("value")))
    return at


def files(path: Path, part: str = "all") -> Iterator[Path]:
    """The files of one part of the corpus at `path`, a file or a folder, in order of paths.

    FileNotFoundError where there is no file of TimeML's.
    """
    found = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.suffix in _NAMES)
    if not found:
        raise FileNotFoundError(f"{path}: no file to read (.tml or .xml)")
    for file in found:
        guard = int(hashlib.sha256(file.stem.encode()).hexdigest(), 16) % 4 == 0
        if part == "all" or guard == (part == "guard"):
            yield file


def articles(path: Path, part: str = "all") -> Iterator[Article]:
    """The articles of one part of the corpus at `path`, in the order of their paths."""
    return map(read, files(path, part))
