"""Whether a name stands for a place, by the words beside it; who acts is no place."""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from onrecord.reading.naming import Name
from onrecord.reading.places.meanings import places_of
from onrecord.reading.places.naming import (
    FEATURE,
    INSIDE_NAME,
    UNKNOWN,
    featured_place,
    named_place,
)
from onrecord.reading.places.words import before, days, held_after, never
from onrecord.reading.scene import Scene, Sighting
from onrecord.tables.names import KnownName
from onrecord.tables.places import lookup

_LEADING = re.compile(r"\b(?:to|from|of|over|into)[ \xa0]\Z")
_SURE = 0.8  # how likely a place must be to the model to be believed
_NESTED = 6  # sightings that may stand around one position
_WELL_KNOWN = 100_000  # people of a town that is known without a preposition before it


@dataclass(frozen=True, slots=True)
class Clues:
    """Who is spoken of where, the names of the tables by where they begin, the model's places."""

    sightings: Sequence[Sighting]
    actors: frozenset[tuple[int, int]]
    names: Mapping[int, KnownName]
    modelled: Mapping[int, Name]

    def sure(self, at: int) -> bool:
        """Whether the model has a place there of which it is sure."""
        return at in self.modelled and self.modelled[at].confidence >= _SURE

    def holds(self, at: int) -> bool:
        """Whether somebody is spoken of around that position."""
        last = bisect_right(self.sightings, at, key=lambda s: s.start)
        return any(s.end > at for s in self.sightings[max(0, last - _NESTED) : last])


def place_at(
    scene: Scene,
    start: int,
    clues: Clues,
    reached: int,
) -> tuple[int, int] | None:
    """The stretch from `start` that stands for a place, None where none does."""
    if scene.layout.kind_at(start) == "furniture":
        return _furnished(scene, start)
    return _worded(scene, start, clues, reached) or _modelled(scene.text, start, clues)


def _modelled(text: str, start: int, clues: Clues) -> tuple[int, int] | None:
    """A place that is known and of which the model is sure, where nobody is spoken of."""
    if not clues.sure(start) or clues.holds(start):
        return None
    end, known = clues.modelled[start].end, clues.names.get(start)
    if known is not None and (known.kind == "demonym" or known.end > end):
        return None
    shorter = named_place(text, start)
    if shorter is not None and text[shorter[1] : end].islower():
        return shorter  # «Novi Sad metro»
    return (start, end) if places_of(text[start:end]) else None


def _worded(scene: Scene, start: int, clues: Clues, reached: int) -> tuple[int, int] | None:
    """A place by the words in and beside the name."""
    text = scene.text
    feature = FEATURE.match(text, start)
    if feature:
        return feature.span()
    low = max(0, start - 60)
    suffixed = featured_place(text, start)
    if (
        suffixed
        and suffixed not in clues.actors
        and before("in", "visit", "beside").search(text, low, start)
    ):
        return suffixed
    stretch = named_place(text, start)
    if stretch is None:
        return _unknown(text, start, clues)
    if reached and _follows(scene, stretch, clues.actors, text[reached:start]):
        return stretch
    return stretch if _stands(scene, stretch, clues) else None


def _follows(
    scene: Scene, stretch: tuple[int, int], actors: Collection[tuple[int, int]], link: str
) -> bool:
    """Whether a name goes on from the place before: «Mae Sot, Thailand», «Kars and Gyumri»."""
    text = scene.text
    if INSIDE_NAME.match(text, stretch[1]) or text.startswith(("'s", "’s"), stretch[1]):
        return False
    kinds = {e.kind for e in lookup(text[stretch[0] : stretch[1]])}
    if link == ", ":
        return bool(kinds & {"state", "division"})
    return link == " and " and "city" in kinds and "state" not in kinds and stretch not in actors


def _furnished(scene: Scene, start: int) -> tuple[int, int] | None:
    """A field of a stamp or rubric that is nothing but a place: «Oslo | Press release»."""
    text, paragraphs = scene.text, scene.layout.paragraphs
    stretch = named_place(text, start)
    body = next((p.start for p in paragraphs if p.kind == "body"), 0)
    if stretch is None or start > body:
        return None
    before = text[max(0, start - 3) : start].rstrip(" \xa0")
    after = text[stretch[1] : stretch[1] + 3].lstrip(" \xa0")
    opened = not before or before[-1] in "|•●·\n,"
    dateline = scene.layout.dateline
    placed = dateline is not None and dateline.span is not None and dateline.span.start == start
    return stretch if placed or (opened and (not after or after[0] in "|•●·\n")) else None


def _unknown(text: str, start: int, clues: Clues) -> tuple[int, int] | None:
    """A name that no table has, right behind «near», «outside», «the village of»."""
    found = UNKNOWN.match(text, start)
    if found is None or start in clues.names or found.group() in never():
        return None
    low = max(0, start - 60)
    if clues.sure(start):
        near = before("in", "visit", "near").search(text, low, start)
        near = near or _LEADING.search(text, low, start)
    else:
        near = before("near").search(text, low, start)
    if near is None or text[near.start() : start].endswith("the "):
        return None
    return None if clues.holds(start) else found.span()


def _stands(scene: Scene, stretch: tuple[int, int], clues: Clues) -> bool:
    """Whether the name stands for a place there."""
    text, (start, end) = scene.text, stretch
    actors, name = clues.actors, clues.names.get(start)
    dateline = scene.layout.dateline
    if dateline and dateline.span and dateline.span.start <= start < dateline.span.end:
        return True
    after = INSIDE_NAME.match(text, end)
    if (after and after["word"] not in days()) or (name is not None and name.end > end):
        return False  # a part of a longer name
    if name is not None and name.kind == "demonym":
        return False  # «in the Kazakh city»
    low = max(0, start - 60)
    owns = text.startswith(("'s", "’s"), end)
    if owns and (not clues.sure(start) or stretch in actors):
        return False
    kinds = {entry.kind for entry in lookup(text[start:end])}
    if owns and kinds & {"state", "capital"}:
        return False  # «at Cairo’s request»
    if before("in", "visit").search(text, low, start):
        return True
    if owns:
        return False
    if not kinds & {"city", "capital"}:
        return False
    if _from_town(text, low, start, kinds) and stretch not in actors:
        return True
    if "state" not in kinds and before("strike").search(text, low, start):
        return True
    known = any(e.kind == "capital" or e.population >= _WELL_KNOWN for e in lookup(text[start:end]))
    return known and stretch not in actors and held_after().match(text, end) is not None


def _from_town(text: str, low: int, start: int, kinds: Collection[str]) -> bool:
    """«by phone from Ghent»; «to Medan», where no government has its seat."""
    if "state" in kinds:
        return False
    return "capital" not in kinds and text.endswith((" from ", " to ", " between "), low, start)
