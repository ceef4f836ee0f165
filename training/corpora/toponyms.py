"""LGL and TR-News: every name of a place in news, and where it lies.

LGL (Lieberman et al., 2010) and TR-News (Kamalloo & Rafiei, 2018) mark all names of places, and the
adjectives made of one; they do not say what a name is used for.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DRIFT = 12  # characters by which an offset of TR-News runs ahead of its text, at most


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place; its GeoNames id and degrees (WGS 84), None where the corpus has none."""

    start: int
    end: int
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with all its names of places; `domain` is that of its outlet («example.com»)."""

    name: str
    text: str
    domain: str
    toponyms: tuple[Toponym, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the names stand, in order, none overlapping another."""
        return tuple((t.start, t.end) for t in self.toponyms)


def marked(path: Path) -> Iterator[Marked]:
    """The articles of an XML file in LGL's form, or of all such files in a folder."""
    for file in sorted(path.glob("*.xml")) if path.is_dir() else (path,):
        for number, article in enumerate(ET.parse(file).getroot().iter("article")):
            text = article.findtext("text") or ""
            yield Marked(
                name=article.get("docid") or f"{file.stem}-{number}",
                text=text,
                domain=(article.findtext("domain") or "").strip(),
                toponyms=tuple(_toponyms(text, article)),
            )


def _toponyms(text: str, article: ET.Element) -> Iterator[Toponym]:
    """In order; those that their words do not bear out, or that begin within another, left out."""
    found = (_toponym(text, element) for element in article.iter("toponym"))
    reached = 0
    for toponym in sorted((t for t in found if t), key=lambda t: (t.start, -t.end)):
        if toponym.start >= reached:
            reached = toponym.end
            yield toponym


def _toponym(text: str, element: ET.Element) -> Toponym | None:
    phrase = element.findtext("phrase") or ""
    stated = int(element.findtext("start") or -1)
    start = stated
    if not phrase or text[start : start + len(phrase)] != phrase:
        start = text.rfind(phrase, max(0, stated - _DRIFT), stated + len(phrase)) if phrase else -1
    if start < 0:
        return None
    tag = element.find("gaztag")
    if tag is None:
        return Toponym(start, start + len(phrase))
    ident, lat, lon = tag.get("geonameid"), tag.findtext("lat"), tag.findtext("lon")
    return Toponym(
        start,
        start + len(phrase),
        geonames=int(ident) if ident and ident.isdigit() else None,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
    )
