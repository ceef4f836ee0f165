"""The gazetteer: cities, first-level divisions, states, regions and waters by any name."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.tables import TableError, records, rows
from onrecord.tables.states import regions, state, states

__all__ = ["PlaceEntry", "capital_of", "fold", "lookup"]

Kind = Literal["city", "capital", "division", "state", "region", "water"]

# How much more a name means a state or a capital than its population says, and a division less:
# so Washington is the city before the state, Luxembourg the state before the city.
_WEIGHTS: dict[Kind, float] = {
    "state": 100.0,
    "capital": 20.0,
    "city": 1.0,
    "division": 0.1,
    "region": 0.3,
    "water": 0.3,
}

# GeoNames gives a large town old and stray names that are the first names of smaller ones; the
# more so within one state: New Delhi is also a name of Delhi.
_OTHER_NAME = 0.3


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place. `country` is ISO 3166-1 (empty: none or many), `lat` and `lon` degrees (WGS 84).

    `geonames` is its GeoNames id, None for regions and waters of our own table. A state or a
    division stands at the middle of its people (cities weighted by population), not of its area.
    """

    geonames: int | None
    name: str
    country: str
    lat: float
    lon: float
    population: int
    kind: Kind
    division: str = ""

    @property
    def weight(self) -> float:
        """What orders the entries of one name: population, weighted by kind."""
        return self.population * _WEIGHTS[self.kind]


_MARKS = str.maketrans(dict.fromkeys("-‐‑–", " ") | dict.fromkeys("'’‘`ʻʼ."))


def fold(name: str) -> str:
    """The key of a name: no case, accents, apostrophes, full stops; hyphens and spaces as one."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
        name = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(name.translate(_MARKS).casefold().split())


_COLUMNS = (
    "geonames",
    "name",
    "names",
    "country",
    "division",
    "lat",
    "lon",
    "population",
    "kind",
)


@cache
def _index() -> dict[str, tuple[int, ...]]:
    """Folded name → places in the order of the packed table; regions follow it."""
    columns, packed = records("places")
    if columns != _COLUMNS:
        raise TableError(f"places.tsv.gz has columns {columns} where {_COLUMNS} are meant")
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(packed):
        _, name, names, country, _ = line.split("\t", 4)
        keys = dict.fromkeys((fold(name), *names.split("|")) if names else (fold(name),))
        if line.endswith("\tstate"):
            keys |= dict.fromkeys(map(fold, (states()[country].name, *states()[country].names)))
        for key in keys:
            found[key] = (*found[key], number) if key in found else (number,)
    for offset, region in enumerate(regions().values(), start=len(packed)):
        for key in dict.fromkeys(map(fold, (region.name, *region.names))):
            found[key] = (*found.get(key, ()), offset)
    return found


_KINDS: dict[str, Kind] = {kind: kind for kind in _WEIGHTS}


def _entry(number: int) -> PlaceEntry:
    packed = records("places")[1]
    if number >= len(packed):
        region = tuple(regions().values())[number - len(packed)]
        country = region.codes[0] if len(region.codes) == 1 else ""
        kind: Kind = "water" if region.kind == "water" else "region"
        return PlaceEntry(None, region.name, country, region.lat, region.lon, 0, kind)
    ident, name, _, country, division, lat, lon, people, kind_ = packed[number].split("\t")
    geonames = int(ident) if ident else None
    return PlaceEntry(
        geonames, name, country, float(lat), float(lon), int(people), _KINDS[kind_], division
    )


@cache
def _abbreviations() -> dict[str, tuple[str, str, str]]:
    return {r["name"]: (r["place"], r["country"], r["kind"]) for r in rows("place_abbreviations")}


# «Kherson region», «Herat province»: the division of that name before the city.
_DIVISION_WORDS = (" region", " province", " oblast", " governorate", " state", " district")


@lru_cache(maxsize=4096)
def lookup(name: str) -> tuple[PlaceEntry, ...]:
    """All places of that name (accents, case and hyphens aside), the likeliest first.

    A region of our own table stands back where the gazetteer has a division or state of that
    name in the same state. «X region» and the like, unknown as such, give X, its divisions first.
    Short forms («Ky.», «D.C.») give the one place they stand for; unknown names give ().
    """
    if name in _abbreviations():
        place, country, kind = _abbreviations()[name]
        meant = [e for e in lookup(place) if e.country == country and e.kind == kind]
        return tuple(meant[:1])
    key = fold(name)
    numbers = _index().get(key) or _index().get(key.removeprefix("the "), ())
    if not numbers and key.endswith(_DIVISION_WORDS):
        found = lookup(key.rpartition(" ")[0])
        return tuple(sorted(found, key=lambda entry: entry.kind != "division"))
    entries = [_entry(number) for number in numbers]
    areas = {entry.country for entry in entries if entry.kind in ("division", "state")}
    kept = [entry for entry in entries if entry.kind != "region" or entry.country not in areas]

    plain = key.removeprefix("the ")
    own = {entry.country for entry in kept if _is_own(entry, plain)}

    def likelihood(entry: PlaceEntry) -> float:
        if _is_own(entry, plain):
            return entry.weight
        return entry.weight * (_OTHER_NAME**3 if entry.country in own else _OTHER_NAME)

    return tuple(sorted(kept, key=lambda entry: (-likelihood(entry), entry.geonames or 0)))


def _is_own(entry: PlaceEntry, key: str) -> bool:
    """Whether the place's first name is `key`, «the» and «City» aside; a state has many."""
    name = fold(entry.name)
    return entry.kind == "state" or key in (
        name,
        name.removeprefix("the "),
        name.removesuffix(" city"),
    )


def capital_of(code: str) -> PlaceEntry | None:
    """The capital of the state `code` as a place, None where it has none or it is not known."""
    home = state(code)
    for name in home.capitals if home else ():
        for entry in lookup(name):
            if entry.kind == "capital" and entry.country == code:
                return entry
    return None
