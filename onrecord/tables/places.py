"""The gazetteer: states, divisions, cities, regions and waters by any name; towns if asked for."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.tables import TableError, packed, rows
from onrecord.tables.packed import Packed
from onrecord.tables.past import point_of
from onrecord.tables.states import regions, split, state, states

__all__ = [
    "PlaceEntry",
    "by_form",
    "candidates",
    "capital_of",
    "entries",
    "fold",
    "is_own",
    "lookup",
]

Kind = Literal[
    "city",
    "capital",
    "division",
    "state",
    "region",
    "water",
    "town",
    "county",
    "airport",
    "landmark",
]

# How much more a name means a state or a capital than its population says, and a division less:
# so Washington is the city before the state, Luxembourg the state before the city.
_WEIGHTS: dict[Kind, float] = {
    "state": 100.0,
    "capital": 20.0,
    "city": 1.0,
    "division": 0.1,
    "region": 0.3,
    "water": 0.3,
    "town": 1.0,
    "county": 0.1,
    "airport": 1.0,
    "landmark": 1.0,
}
# Kinds whose names are words and surnames too often to tell a place by themselves.
_MINOR = frozenset({"town", "county", "airport", "landmark"})

# GeoNames gives a large town old and stray names that are the first names of smaller ones; the
# more so within one state: New Delhi is also a name of Delhi.
_OTHER_NAME = 0.3


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place. `country` is ISO 3166-1 (empty: none or many), `lat` and `lon` degrees (WGS 84).

    `geonames` is its GeoNames id, None for airports and most of our own regions and landmarks. An
    area stands where GeoNames puts it, as far as we know, else at the middle of its cities.
    `called` is how many other names GeoNames has for it in any language, 0 where we do not know.
    """

    geonames: int | None
    name: str
    country: str
    lat: float
    lon: float
    population: int
    kind: Kind
    division: str = ""
    called: int = 0

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
    "key",
    "name",
    "geonames",
    "country",
    "division",
    "lat",
    "lon",
    "population",
    "called",
    "kind",
)


@cache
def _places() -> Packed:
    columns, data = packed("places")
    if columns != _COLUMNS:
        raise TableError(f"places.tsv.gz has columns {columns} where {_COLUMNS} are meant")
    return Packed(data)


@cache
def _aliases() -> Packed:
    return Packed(packed("place_aliases")[1])


@cache
def _named() -> dict[str, tuple[int, ...]]:
    """Folded name → states by all that states.tsv calls them, and, behind the table, our own."""
    table, found = _places(), dict[str, tuple[int, ...]]()
    for code, state_ in states().items():
        for number in table.find(fold(state_.name)):
            if _entry(number).kind == "state" and _entry(number).country == code:
                for key in dict.fromkeys(map(fold, state_.names)):
                    found[key] = (*found.get(key, ()), number)
    for number, (names, _) in enumerate(_own(), start=len(table)):
        for key in dict.fromkeys(map(fold, names)):
            found[key] = (*found.get(key, ()), number)
    return found


@cache
def _own() -> tuple[tuple[tuple[str, ...], PlaceEntry], ...]:
    """The regions, landmarks and states that are no more, of our own tables, with all names."""
    found: list[tuple[tuple[str, ...], PlaceEntry]] = []
    for r in regions().values():
        country = r.codes[0] if len(r.codes) == 1 else ""
        kind: Kind = "water" if r.kind == "water" else "region"
        entry = PlaceEntry(None, r.name, country, r.lat, r.lon, 0, kind)
        found.append(((r.name, *r.names), entry))
    for code, one in states().items():
        if at := point_of(code):
            entry = PlaceEntry(None, one.name, code, *at, "state")
            found.append(((one.name, *one.names), entry))
    for row in rows("landmarks"):
        ident = int(row["geonames"]) if row["geonames"] else None
        lat, lon = float(row["lat"]), float(row["lon"])
        entry = PlaceEntry(ident, row["name"], row["country"], lat, lon, 0, "landmark")
        found.append(((row["name"], *split(row["names"])), entry))
    return tuple(found)


def _numbers(key: str) -> list[int]:
    """The places of that key: of the packed table first, in its order, then regions."""
    numbers = _places().find(key)
    for line in _aliases().find(key):
        numbers += map(int, _aliases().cells(line)[1].split(","))
    numbers += _named().get(key, ())
    return sorted(set(numbers)) if len(numbers) > 1 else numbers


_KINDS: dict[str, Kind] = {kind: kind for kind in _WEIGHTS}


@lru_cache(maxsize=4096)
def _entry(number: int) -> PlaceEntry:
    table = _places()
    if number >= len(table):
        return _own()[number - len(table)][1]
    _, name, ident, country, division, lat, lon, people, called, kind = table.cells(number)
    return PlaceEntry(
        geonames=int(ident) if ident else None,
        name=name,
        country=country,
        lat=float(lat),
        lon=float(lon),
        population=int(people),
        kind=_KINDS[kind],
        division=division,
        called=int(called),
    )


@cache
def _abbreviations() -> dict[str, tuple[str, str, str]]:
    return {r["name"]: (r["place"], r["country"], r["kind"]) for r in rows("place_abbreviations")}


def entries() -> Iterator[PlaceEntry]:
    """Every place of the gazetteer, for those who seek by something else than a name."""
    yield from (_entry(number) for number in range(len(_places()) + len(_own())))


# «Kherson region», «Herat province»: the division of that name before the city.
_DIVISION_WORDS = (" region", " province", " oblast", " governorate", " state", " district")


@lru_cache(maxsize=4096)
def lookup(name: str) -> tuple[PlaceEntry, ...]:
    """The places of that name (accents, case and hyphens aside) that it tells by itself.

    These are states, divisions, cities, regions and waters, the likeliest first. A region of our
    own table stands back where the gazetteer has a division or state of that name in the same
    state. «X region» and the like, unknown as such, give X, its divisions first. Short forms
    («Ky.», «D.C.») give the one place they stand for; unknown names give ().
    """
    return tuple(entry for entry in candidates(name) if entry.kind not in _MINOR)


@lru_cache(maxsize=4096)
def candidates(name: str) -> tuple[PlaceEntry, ...]:
    """As `lookup`, with the towns, counties, airports and landmarks of that name among them."""
    if name in _abbreviations():
        place, country, kind = _abbreviations()[name]
        meant = [e for e in lookup(place) if e.country == country and e.kind == kind]
        return tuple(meant[:1])
    key = fold(name)
    plain = key.removeprefix("the ")
    numbers = _numbers(key) or (_numbers(plain) if plain != key else [])
    if not numbers:
        if not key.endswith(_DIVISION_WORDS):
            return ()
        of_area = candidates(key.rpartition(" ")[0])
        return tuple(sorted(of_area, key=lambda entry: entry.kind != "division"))
    found = [_entry(number) for number in numbers]
    areas = {entry.country for entry in found if entry.kind in ("division", "state")}
    kept = [entry for entry in found if entry.kind != "region" or entry.country not in areas]
    if len(kept) == 1:
        return tuple(kept)
    own = {e.country for e in kept if e.kind not in _MINOR and _is_own(e, plain)}

    def likelihood(entry: PlaceEntry) -> float:
        if _is_own(entry, plain):
            return entry.weight
        return entry.weight * (_OTHER_NAME**3 if entry.country in own else _OTHER_NAME)

    return tuple(sorted(kept, key=lambda entry: (-likelihood(entry), entry.geonames or 0)))


def is_own(entry: PlaceEntry, key: str) -> bool:
    """Whether the place's first name is `key` (folded), «the» and «City» aside."""
    name = fold(entry.name)
    return key in (name, name.removeprefix("the "), name.removesuffix(" city"))


def _is_own(entry: PlaceEntry, key: str) -> bool:
    return entry.kind == "state" or is_own(entry, key)  # a state has many names of its own


@cache
def _forms() -> dict[str, tuple[str, str, str]]:
    found: dict[str, tuple[str, str, str]] = {}
    for code, state_ in states().items():
        for word in (*state_.adjectives, *state_.people):
            found.setdefault(word, (state_.name, code, "state"))
    return found | {r["name"]: (r["place"], r["country"], r["kind"]) for r in rows("place_forms")}


def by_form(word: str) -> PlaceEntry | None:
    """The place whose adjective, people or short form («Texan», «Syrians», «Ky») it is; or None."""
    place, country, kind = _forms().get(word, ("", "", ""))
    meant = (e for e in candidates(place) if e.country == country and e.kind == kind)
    return next(meant, None) if place else None


def capital_of(code: str) -> PlaceEntry | None:
    """The capital of the state `code` as a place, None where it has none or it is not known."""
    home = state(code)
    for name in home.capitals if home else ():
        for entry in lookup(name):
            if entry.kind == "capital" and entry.country == code:
                return entry
    return None
