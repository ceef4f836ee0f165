"""All that a name may mean, given that it names a place."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from onrecord.reading.places.words import words_of
from onrecord.tables.places import PlaceEntry, by_form, candidates, fold

_MAJOR = frozenset({"division", "region"})


@lru_cache(maxsize=4096)
def places_of(name: str) -> tuple[PlaceEntry, ...]:
    """The places of a name, or of the adjective or short form that it is («Texan», «Ky»).

    Unknown, it is read in full («St Athan»), or as a side, an area or a site of a place that is
    known («North London», «Guma district», «Colchester Hospital»): that place then, or, where only
    a part of it is meant, its point under the name as written.
    """
    form = by_form(name)
    if form:
        return (form,)
    found = candidates(name)
    if found:
        return _without_wholes(found, name)
    for written in _in_full(name):
        found = candidates(written)
        if found:
            return found
    bare = _bare(name, "area", last=True)
    found = candidates(bare) if bare else ()
    if found:
        return found
    part = _bare(name, "side", last=False) or _bare(name, "site", last=True)
    meant = [e for e in places_of(part) if e.kind != "state" or part == name] if part else []
    return tuple(replace(e, geonames=None, name=name) for e in meant)


def _without_wholes(found: tuple[PlaceEntry, ...], name: str) -> tuple[PlaceEntry, ...]:
    """A state that is called so by a part of it («Wales») stands back behind that part."""
    parts = {e.country for e in found if e.kind in _MAJOR and fold(e.name) == fold(name)}
    return tuple(e for e in found if e.kind != "state" or e.country not in parts or e.name == name)


def _in_full(name: str) -> Iterator[str]:
    words = name.split(" ")
    full = [_full().get(word, word) for word in words]
    if full != words:
        yield " ".join(full)


@cache
def _full() -> dict[str, str]:
    pairs = (word.partition("=") for word in words_of("short"))
    return {short: long for short, _, long in pairs}


def _bare(name: str, word_class: str, *, last: bool) -> str:
    """The name without a word of that class at its end, or at its beginning; "" without one."""
    found = _edge(word_class, last).fullmatch(name)
    return found["rest"] if found else ""


@cache
def _edge(word_class: str, last: bool) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(words_of(word_class), key=len, reverse=True))
    rest = r"(?P<rest>\S.*\S)"
    if last:
        return re.compile(rf"{rest}[ \xa0](?:{words})")
    return re.compile(rf"(?i:{words})[ \xa0-]{rest}")
