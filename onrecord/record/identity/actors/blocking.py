"""Where the likes of a sketch are looked for: names of blocks, few and selective.

Two sketches that evidence ties share at least one. A full name stands under each two of its words
(any spelling of them), a name of one word, or of one with initials, under that word with the
state or the office; where too many bear it, with both.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from onrecord.record.identity.actors.bodies import acronym, every_state_has
from onrecord.record.identity.actors.matching import bared, halves, stems
from onrecord.record.identity.actors.names import borne_by_many, named_by_first, parsed
from onrecord.record.identity.actors.sketching import Sketch
from onrecord.record.identity.actors.spelling import light, loose

__all__ = ["blocks"]


@lru_cache(maxsize=4096)
def blocks(sketch: Sketch) -> frozenset[str]:
    """The names of a sketch's blocks."""
    found = {f"i {sketch.ident}"} if sketch.ident else set()
    if sketch.sort == "person":
        found.update(_full(sketch), _short(sketch), _mere(sketch))
    elif sketch.sort == "body" and every_state_has(sketch.name):
        found.add(f"b {sketch.name} {sketch.state}")
    elif sketch.sort in ("body", "state"):
        found.update(f"b {name}" for name in (sketch.name, acronym(sketch.name)) if name)
    elif sketch.sort == "office" and not sketch.ident:
        found.add(f"o {sketch.office} {sketch.state}")
    return frozenset(found)


def _full(sketch: Sketch) -> Iterator[str]:
    """Each two words of the name, and the name parted in two at each place."""
    words = [word for word in parsed(sketch.name).words if len(word) > 1]
    for one, other in combinations(words, 2):
        for first in stems(one):
            for second in stems(other):
                yield "n " + " ".join(sorted((first, second)))
    for one, other in halves(parsed(sketch.name).words):
        first, second = sorted((loose(one), loose(other)))
        yield f"n {first} {second}"


def _mere(sketch: Sketch) -> Iterator[str]:
    """The surname by its sound, where a surname alone may be of whoever bears it."""
    name = parsed(sketch.name)
    if name.bare:
        known = name.words if sketch.state or sketch.around else ()
    elif sketch.short:
        known = ()
    else:
        known = name.words if named_by_first(sketch.state) else name.words[1:]
    yield from (
        f"m {light(bared(word))}" for word in known if len(word) > 1 and not borne_by_many(word)
    )


def _short(sketch: Sketch) -> Iterator[str]:
    """Each word that may stand for the person alone, with state and office."""
    name = parsed(sketch.name)
    for word in name.whole:
        key = loose(bared(word))
        if sketch.state and sketch.office:
            yield f"s {key} {sketch.state} {sketch.office}"
        if name.suffix:
            yield f"s {key}, {name.suffix}"
        if name.suffix or not borne_by_many(word):
            if sketch.state:
                yield f"s {key} {sketch.state}"
            if sketch.office:
                yield f"s {key} {sketch.office}"
