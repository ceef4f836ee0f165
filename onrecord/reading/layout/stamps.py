"""Lines that say when or where a report was made, and names of papers that stand on such lines."""

from __future__ import annotations

import re
from functools import cache

from onrecord.reading.layout.marks import agencies, known_places, words
from onrecord.tables.places import lookup

_LONGEST = 120
_CELL = re.compile(r"\s*[|•●·▪/]\s*|\s+[–—-]\s+")  # what parts the fields of such a line
_TOKEN = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*|\d+(?:st|nd|rd|th|am|pm|h)?")
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|h)?")
_FIGURES = re.compile(r"\d:\d\d|\d[/.-]\d{1,2}[/.-]\d|\d\.\d\d(?= ?(?:[ap]\.?m\b|[A-Z]{2,4}\b))")
_ZONE = re.compile(r"(?<=\d )[A-Z]{2,5}\b|(?<=[AaPp][Mm] )[A-Z]{2,5}\b|(?<=[ap]\.m\. )[A-Z]{2,5}\b")
_BEFORE = re.compile(r"(?P<place>[^\W\d_][^\d,|]{1,40}?),\s(?=\S)")
_TOWN_BEFORE = re.compile(r"(?P<place>[^\W\d_][^\d,.|]{1,40}?)[,.]\s(?=\S)")
_BY = re.compile(r"[Bb][Yy]:?\s")
_PLACE_SHAPE = re.compile(
    r"[^\W\d_a-z][\w.’'-]*(?:[ /-](?:de |la |el |al-)?[^\W\d_a-z][\w.’'-]*){0,3}"
)
_FIGURES_SLASH = re.compile(r"(?<=\d)/(?=\d)")
_SMALL = frozenset({"of", "the", "and", "&", "de", "on"})
_TOWN = 15_000  # people a town must have to be known by its name alone


def stamp(line: str) -> bool:
    """Whether a line says when the report came out, and besides at most where and in what paper."""
    if len(line) > _LONGEST or _BY.match(line):
        return False
    if not any(c.isdigit() for c in line):
        return (len(line) < 40 and line.rstrip().lower() in words("ago")) or _spelt(line)
    if len(line) < 40 and line[:1].isdigit() and line.endswith("ago"):
        return True
    cells = [cell for cell in _CELL.split(_FIGURES_SLASH.sub("-", line)) if cell.strip()]
    dated = [_dated(cell) for cell in cells]
    if any(dated) and " | " in line and paper_name(cells[0].strip()):
        return True  # «Radio Selm | The Morning Hour | 11 February 2026 | Rush transcript»
    return any(dated) and all(
        told or _timed(cell) or place_name(cell) or paper_name(cell)
        for cell, told in zip(cells, dated, strict=True)
    )


def _spelt(line: str) -> bool:
    """A weekday or the like alone («Published Thursday»), no figure in it."""
    tokens = [t.lower() for t in _TOKEN.findall(line)]
    return bool(tokens) and len(tokens) < 5 and _all_stamp(line)


def _all_stamp(cell: str) -> bool:
    known = words("stamp")
    tokens = _TOKEN.findall(cell)
    return any(t.lower() in words("calendar") for t in tokens) and all(
        bool(_NUMBER.fullmatch(t)) or t.lower() in known for t in tokens
    )


def _timed(cell: str) -> bool:
    """Whether a field is made of figures and words of time alone («2 min», «18:05 WIB»)."""
    known = words("stamp")
    tokens = _TOKEN.findall(_ZONE.sub("", cell))
    return all(_NUMBER.fullmatch(t) or t.lower() in known for t in tokens)


def _dated(cell: str) -> bool:
    """Whether a field tells a day or an hour, with the name of a place or a paper before it at
    most."""
    placed = _BEFORE.match(cell)
    if (
        placed
        and placed["place"].lower() not in words("stamp")
        and (place_name(placed["place"]) or paper_name(placed["place"]))
    ):
        cell = cell[placed.end() :]
        town = _TOWN_BEFORE.match(cell)  # «National Television, Nouakchott. 17 June 2031»
        if town and paper_name(placed["place"]) and place_name(town["place"]):
            cell = cell[town.end() :]
    if _FIGURES.search(cell) and _timed(cell):
        return True
    return any(c.isdigit() for c in cell) and _all_stamp(_ZONE.sub("", cell))


def place_of_stamp(line: str) -> tuple[int, int] | None:
    """Where the place stands in a line of place and date («Vilnius, 6 November 2025»)."""
    placed = _BEFORE.match(line)
    if placed is not None and paper_name(placed["place"]):
        placed = _TOWN_BEFORE.match(line, placed.end())
    if placed is None or not place_name(placed["place"]) or not _dated(line[placed.end() :]):
        return None
    return placed.span("place")


@cache
def place_name(name: str) -> bool:
    """Whether a name is that of a state, a region or a town one may know by its name alone."""
    bare = name.strip(" .")
    if not all(_PLACE_SHAPE.fullmatch(piece.strip()) for piece in bare.split(",")):
        return False
    first = bare.split(",")[0].split("/")[0].strip()
    if first.lower() in words("stamp"):
        return False
    if first.lower() in known_places():
        return True
    return any(e.kind != "city" or e.population >= _TOWN for e in lookup(first))


def paper_name(name: str) -> bool:
    """Whether a name reads as that of a paper, a broadcaster or an agency."""
    bare = name.strip(" .")
    if bare in agencies():
        return True
    tokens = bare.split()
    if not 2 <= len(tokens) <= 6 or not all(t[0].isupper() or t in _SMALL for t in tokens):
        return False
    if tokens[-1].title() in words("sectional") and all(
        t.lower() in words("section") or t.lower() in known_places() for t in tokens[:-1]
    ):
        return False
    if tokens[0] in ("Radio", "RADIO", "TV"):
        return True
    return tokens[-1].title() in words("paper") or (
        tokens[0] in ("The", "THE") and len(tokens) < 5 and tokens[1].title() in words("paper")
    )
