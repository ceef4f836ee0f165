"""Which states and places a report speaks of, and what its names mean by them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from onrecord.reading.places.naming import CAPITAL, named_place
from onrecord.reading.places.senses import Codes, Mention, Senses
from onrecord.reading.scene import Cast, Scene
from onrecord.tables import rows
from onrecord.tables.places import by_form, lookup

_BEHIND = re.compile(r",[ \xa0]+(?=[^\W\d_a-z])")
_WORD = re.compile(r"[^\W\d_]+")


def codes_of(scene: Scene, cast: Cast) -> Codes:
    """The states (ISO 3166-1) that a report speaks of, by its actors and its dateline."""
    found = {actor.identifiers.get("iso3166") or actor.represents for actor in cast.actors}
    if scene.layout.dateline:
        entries = lookup(scene.layout.dateline.place)
        found.add(entries[0].country if entries else None)
    return frozenset(code for code in found if code)


@lru_cache(maxsize=4)
def senses_of(text: str, codes: Codes) -> Senses:
    """What the names of a text mean, given the states that it speaks of by its actors."""
    return Senses(counted(mentions(text)), codes)


def counted(named: Iterable[tuple[str, str]]) -> dict[str, Mention]:
    """Names, each with the area named behind it or "", as mentions by name."""
    names: dict[str, Mention] = {}
    for name, within in named:
        seen = names.get(name, Mention(0))
        names[name] = Mention(seen.count + 1, seen.within or within)
    return names


def mentions(text: str) -> Iterator[tuple[str, str]]:
    """Every name and adjective of a place in the text, with the area that is named behind it."""
    reached = 0
    for capital in CAPITAL.finditer(text):
        start = capital.start()
        if start < reached:
            continue
        stretch = named_place(text, start)
        if stretch:
            reached = stretch[1]
            yield text[start:reached], area_behind(text, reached)
            continue
        word = _WORD.match(text, start)
        if word and by_form(word.group()):
            reached = word.end()
            yield word.group(), ""


def area_behind(text: str, end: int) -> str:
    """The state or division named behind a comma: «Paris, Texas», «Gainesville, Va.»."""
    comma = _BEHIND.match(text, end)
    if comma is None:
        return ""
    for short in _short():
        if text.startswith(short, comma.end()):
            return short
    found = named_place(text, comma.end())
    return text[found[0] : found[1]] if found else ""


@lru_cache(maxsize=1)
def _short() -> tuple[str, ...]:
    """Short forms with a full stop, the longest first."""
    names = (row["name"] for row in rows("place_abbreviations"))
    return tuple(sorted((name for name in names if name.endswith(".")), key=len, reverse=True))
