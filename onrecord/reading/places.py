"""Places: names of where things happen, resolved to GeoNames; who acts is no place.

A name stands for a place where the words beside it say so: a preposition of place, a verb of
going, the name of the country behind it, a noun of what happens there («a Vienna summit»), the
dateline. The same name without them is mostly an actor («Moscow said») and left to the cast.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.facts import Place, PlaceSlot
from onrecord.reading.scene import Cast, Scene, Sighting
from onrecord.reading.spotting import Name
from onrecord.tables import rows
from onrecord.tables.names import KnownName
from onrecord.tables.places import PlaceEntry, fold, lookup
from onrecord.tables.states import bodies, split
from onrecord.text import Span

__all__ = ["Codes", "codes_of", "named_place", "place_slot", "places", "resolve"]

Codes = frozenset[str]

_RUN = re.compile(
    r"[^\W\d_a-z][\w’']*(?:[-‐–][\w’']+)*"
    r"(?:[ \xa0](?:(?:of|de|del|la|al|el|the|es|da|do|on|upon)[ \xa0]){0,2}"
    r"[^\W\d_a-z][\w’']*(?:[-‐–][\w’']+)*){0,3}"
)
_SHORTER = re.compile(r"[ \xa0](?=[^ \xa0]*\Z)")
_CAPITAL = re.compile(r"(?<![\w’'.&-])[^\W\d_a-z][\w’']")
_INSIDE_NAME = re.compile(r"[ \xa0](?P<word>[^\W\d_a-z][\w’']+)")
_DIVISION = re.compile(r",[ \xa0]+(?=[^\W\d_a-z])")
_FEATURE = re.compile(
    r"(?:Lake|Mount|Gulf of|Strait of|Bay of|Sea of)[ \xa0](?:the[ \xa0])?[^\W\d_a-z][\w’'-]+"
)
_FURNISHED = re.compile(r"[^|•●·\n]+")
_UNKNOWN = re.compile(
    r"[^\W\d_a-z][^\W\d_A-Z]{2,}(?:[ -][^\W\d_a-z][^\W\d_A-Z]{2,}){0,2}(?![’'\w-])"
)
_LEADING = re.compile(r"\b(?:to|from|of|over|into)[ \xa0]\Z")
_LINKS = frozenset({"of", "de", "al", "on", "the"})
_CALENDAR = frozenset({"weekday", "month", "month_short"})
_NESTED = 6  # sightings that may stand around one position
_SURE = 0.9
_LEAST = 1_000  # people a place of one's own must have to be taken for one by its name alone
_SMALL_TOWN = 50_000
_OPENING = 4_000  # characters of a report in which divisions are looked for
_BOOST = 6.0  # how much likelier a place is that lies in a state the report speaks of
_WELL_KNOWN = 100_000  # people of a town that is known without a preposition before it
_CERTAIN = 20.0  # how much heavier than the next a place must be to be certain by its name alone


@cache
def _class(name: str) -> str:
    """A class of the table `places_words` as an alternation."""
    words = [
        word for row in rows("places_words") if row["class"] == name for word in split(row["words"])
    ]
    return "|".join(re.escape(word).replace(r"\ ", r"[ \xa0]") for word in words)


@cache
def _before(*classes: str) -> re.Pattern[str]:
    """What stands before a place: prepositions of place, going somewhere, «visited»."""
    plain = "|".join(_class(name) for name in classes)
    toward = "to|into|for|from|via|toward|towards"
    going = rf"(?:{_class('going')})(?:[ \xa0][\w’'-]+){{0,5}}?[ \xa0](?:{toward})"
    article = r"(?:(?:the|a|an|his|her|its|their)[ \xa0])?"
    side = rf"(?:(?:{_class('side')})[ \xa0])?"
    return re.compile(
        rf"\b(?:{plain}|{going if 'in' in classes else plain})[ \xa0\n]{article}{side}\Z",
        re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[ \xa0](?:\w+[ \xa0])?(?:{_class('held')})\b")


def codes_of(scene: Scene, cast: Cast) -> Codes:
    """The states (ISO 3166-1) that a report speaks of, by its actors and its dateline.

    Those of its parts that it names stand there too («US-VT»).
    """
    found = {actor.identifiers.get("iso3166") or actor.represents for actor in cast.actors}
    if scene.layout.dateline:
        entry = resolve(scene.layout.dateline.place, frozenset())
        found.add(entry.country if entry else None)
    return frozenset(code for code in found if code) | _divisions(scene.text[:_OPENING])


@lru_cache(maxsize=4)
def _divisions(text: str) -> Codes:
    found: set[str] = set()
    for capital in _CAPITAL.finditer(text):
        stretch = named_place(text, capital.start())
        entries = lookup(text[stretch[0] : stretch[1]]) if stretch else ()
        if entries and entries[0].kind == "division":
            found.add(f"{entries[0].country}-{entries[0].division}")
    return frozenset(found)


def named_place(text: str, start: int) -> tuple[int, int] | None:
    """The longest place name of the gazetteer that begins at `start`."""
    run = _RUN.match(text, start)
    if run is None:
        return None
    words = run.group()
    for possessive in ("'s", "’s"):
        words = words.removesuffix(possessive)
    while words:
        if _known(words):
            return start, start + len(words)
        cut = _SHORTER.search(words)
        if cut is None or words[cut.end() :] not in _days() | _LINKS:
            return None
        words = words[: cut.start()].rstrip()
    return None


@cache
def _days() -> frozenset[str]:
    """Months and days: «in Vienna Thursday», «in March»."""
    return frozenset(row["form"] for row in rows("times") if row["class"] in _CALENDAR)


@cache
def _never() -> frozenset[str]:
    """Words that are names of towns too and are not meant as such."""
    listed = {
        word
        for row in rows("places_words")
        if row["class"] == "never"
        for word in split(row["words"])
    }
    return _days() | frozenset(listed)


@lru_cache(maxsize=8192)
def _known(words: str) -> bool:
    if words in _bodies() or words in _never():
        return False
    entries = lookup(words)
    if words.startswith("The "):  # «The Hague», not «The Vienna summit»
        entries = tuple(e for e in entries if fold(e.name) == fold(words))
    return any(e.population >= _LEAST or e.kind != "city" for e in entries)


@cache
def _bodies() -> frozenset[str]:
    """Names of bodies that are also those of small towns: White House, Downing Street."""
    named = {name for body in bodies().values() for name in (body.name, *body.names)}
    named |= {row["name"] for row in rows("metonyms")}
    return frozenset(named - {"Washington", "Brussels"})


def _likelier(entry: PlaceEntry, codes: Codes) -> float:
    """How much likelier a place is whose state, or whose part of it, the report speaks of."""
    spoken = _BOOST if entry.country in codes else 1.0
    return spoken * (_BOOST if f"{entry.country}-{entry.division}" in codes else 1.0)


def resolve(name: str, codes: Codes, within: str = "") -> PlaceEntry | None:
    """The place of that name, given the states spoken of and the name of the area behind it."""
    entries = lookup(name)
    if not entries:
        return None
    areas = lookup(within) if within and entries[0].kind != "state" else ()
    countries = {a.country for a in areas if a.kind in ("state", "division", "region")}
    divisions = {a.division for a in areas if a.kind == "division"}
    inside = [
        e
        for e in entries
        if e.country in countries and (not e.division or not divisions or e.division in divisions)
    ] or [e for e in entries if e.country in countries]
    if inside:
        entries = tuple(inside)

    best = max(entries, key=lambda e: e.weight * _likelier(e, codes))
    if best.kind not in ("city", "capital"):
        return best
    # One of whom it is the own name: New Delhi is no part of Delhi, Philadelphia is not Amman.
    own = [e for e in entries if e.kind in ("city", "capital") and fold(e.name) == fold(name)]
    if best in own:
        return best
    for entry in own:
        if entry.country == best.country or entry.population > best.population / 2:
            return entry
    return best


def place_slot(
    text: str, start: int, end: int, codes: Codes, told: tuple[int, ...] = ()
) -> PlaceSlot:
    """The slot for the place named at `start`:`end`; the name alone where it is not known."""
    span = Span.of(text, start, end)
    area = _area(text, end)
    entry = resolve(span.text, codes, area)
    if entry is None or not (area or _likely(entry, codes)):
        return PlaceSlot(name=span.text, span=span, told=told)
    return PlaceSlot(
        name=entry.name,
        country=entry.country or None,
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        span=span,
        told=told,
    )


def _likely(entry: PlaceEntry, codes: Codes) -> bool:
    """Whether a place is meant: a small town far from all that is told is another's namesake."""
    spoken = _likelier(entry, codes) > 1.0
    return entry.kind != "city" or spoken or entry.population >= _SMALL_TOWN


def _area(text: str, end: int) -> str:
    """The state or division named behind a comma: «Paris, Texas»."""
    comma = _DIVISION.match(text, end)
    if comma is None:
        return ""
    found = named_place(text, comma.end())
    return text[found[0] : found[1]] if found else ""


@dataclass(frozen=True, slots=True)
class _Clues:
    """Who is spoken of where, the names of the tables by where they begin, the model's places."""

    sightings: Sequence[Sighting]
    actors: frozenset[tuple[int, int]]
    names: Mapping[int, KnownName]
    modelled: frozenset[int]

    def holds(self, at: int) -> bool:
        """Whether somebody is spoken of around that position."""
        last = bisect_right(self.sightings, at, key=lambda s: s.start)
        return any(s.end > at for s in self.sightings[max(0, last - _NESTED) : last])


def places(
    scene: Scene,
    known: Sequence[KnownName],
    cast: Cast,
    modelled: Iterable[Name] = (),
) -> tuple[Place, ...]:
    """The names in the text that stand for places, in order, none overlapping another.

    `modelled` are the names whose use the model tells: it is believed behind a preposition, about
    names that no table has and those that own something («in Halifax’s north end»).

    A name that several places bear is that of the states which the report speaks of, by its
    actors, its dateline, and the places that are certain.
    """
    text = scene.text
    clues = _Clues(
        sightings=cast.sightings,
        actors=frozenset((s.start, s.end) for s in cast.sightings),
        names={k.start: k for k in known},
        modelled=frozenset(
            name.start for name in modelled if name.kind == "place" and name.confidence > _SURE
        ),
    )
    found: list[tuple[int, int]] = []
    reached = 0
    for capital in _CAPITAL.finditer(text):
        start = capital.start()
        if start < reached:
            continue
        stretch = _place_at(scene, start, clues, reached)
        if stretch:
            reached = stretch[1]
            found.append(stretch)
    codes = codes_of(scene, cast) | {c for low, high in found for c in _certain(text[low:high])}
    return tuple(_place(text, stretch, codes) for stretch in found)


def _place_at(
    scene: Scene,
    start: int,
    clues: _Clues,
    reached: int,
) -> tuple[int, int] | None:
    """The stretch from `start` that stands for a place, None where none does."""
    text = scene.text
    if scene.layout.kind_at(start) == "furniture":
        return _furnished(scene, start)
    feature = _FEATURE.match(text, start)
    if feature:
        return feature.span()
    low = max(0, start - 60)
    suffixed = _suffixed(text, start)
    if (
        suffixed
        and suffixed not in clues.actors
        and _before("in", "visit", "beside").search(text, low, start)
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
    if _INSIDE_NAME.match(text, stretch[1]) or text.startswith(("'s", "’s"), stretch[1]):
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


@cache
def _features() -> frozenset[str]:
    return frozenset(_class("feature").split("|"))


def _suffixed(text: str, start: int) -> tuple[int, int] | None:
    """A name that a word for land or water ends: «Aegean Sea», «Carlisle Bay»."""
    run = _RUN.match(text, start)
    if run is None or " " not in run.group():
        return None
    words = run.group().split(" ")
    for last in range(len(words), 1, -1):
        if words[last - 1] in _features():
            end = start + len(" ".join(words[:last]))
            acts = any(e.kind == "state" for e in lookup(text[start:end]))
            return None if acts or _INSIDE_NAME.match(text, end) else (start, end)
    return None


def _unknown(text: str, start: int, clues: _Clues) -> tuple[int, int] | None:
    """A name that no table has, right behind «near», «outside», «the village of»."""
    found = _UNKNOWN.match(text, start)
    if found is None or start in clues.names or found.group() in _never():
        return None
    low = max(0, start - 60)
    if start in clues.modelled:
        near = _before("in", "visit", "near").search(text, low, start)
        near = near or _LEADING.search(text, low, start)
    else:
        near = _before("near").search(text, low, start)
    if near is None or text[near.start() : start].endswith("the "):
        return None
    return None if clues.holds(start) else found.span()


def _certain(name: str) -> tuple[str, ...]:
    entries = lookup(name)
    if entries and (len(entries) == 1 or entries[0].weight > _CERTAIN * entries[1].weight):
        return (entries[0].country,)
    return ()


def _stands(scene: Scene, stretch: tuple[int, int], clues: _Clues) -> bool:
    """Whether the name stands for a place there."""
    text, (start, end) = scene.text, stretch
    actors, name = clues.actors, clues.names.get(start)
    dateline = scene.layout.dateline
    if dateline and dateline.span and dateline.span.start <= start < dateline.span.end:
        return True
    after = _INSIDE_NAME.match(text, end)
    if (after and after["word"] not in _days()) or (name is not None and name.end > end):
        return False  # a part of a longer name
    if name is not None and name.kind == "demonym":
        return False  # «in the Kazakh city»
    low = max(0, start - 60)
    owns = text.startswith(("'s", "’s"), end)
    if owns and (start not in clues.modelled or stretch in actors):
        return False
    kinds = {entry.kind for entry in lookup(text[start:end])}
    if owns and kinds & {"state", "capital"}:
        return False  # «at Cairo’s request»
    if _before("in", "visit").search(text, low, start):
        return True
    if owns:
        return False
    if not kinds & {"city", "capital"}:
        return False
    if _from_town(text, low, start, kinds) and stretch not in actors:
        return True
    if "state" not in kinds and _before("strike").search(text, low, start):
        return True
    known = any(e.kind == "capital" or e.population >= _WELL_KNOWN for e in lookup(text[start:end]))
    return known and stretch not in actors and _after().match(text, end) is not None


def _from_town(text: str, low: int, start: int, kinds: Collection[str]) -> bool:
    """«by phone from Ghent»; «to Medan», where no government has its seat."""
    if "state" in kinds:
        return False
    return "capital" not in kinds and text.endswith((" from ", " to ", " between "), low, start)


def _place(text: str, stretch: tuple[int, int], codes: Codes) -> Place:
    slot = place_slot(text, *stretch, codes)
    return Place(
        span=Span.of(text, *stretch),
        name=slot.name,
        country=slot.country,
        geonames=slot.geonames,
        lat=slot.lat,
        lon=slot.lon,
    )
