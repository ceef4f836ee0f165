"""States with their adjectives and capitals, and bodies, regions and outlets that are theirs."""

from dataclasses import dataclass
from functools import cache

from onrecord.tables import rows

__all__ = ["Body", "Outlet", "Region", "State", "bodies", "outlets", "regions", "state", "states"]


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list, `|` between them."""
    return tuple(part for part in cell.split("|") if part)


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: ISO 3166-1 alpha-2 (EU, UN, XK among them), 3166-3 once dissolved.

    `qid` is its Wikidata item, `geonames` its GeoNames id, each empty or None where not known.
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    alpha3: str = ""
    qid: str = ""
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A government body, organisation or group; `code` is the state it belongs to, or empty."""

    name: str
    names: tuple[str, ...]
    code: str
    kind: str
    sector: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet or agency, based in the state `code`; its reports come from `domains`."""

    name: str
    names: tuple[str, ...]
    code: str
    kind: str
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region, water or US state with a point near its middle (degrees, WGS 84)."""

    name: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    lat: float
    lon: float
    kind: str


@cache
def states() -> dict[str, State]:
    """All states by code, in the table's order."""
    ids = {row["code"]: row for row in rows("state_ids")}
    return {row["code"]: _state(row, ids.get(row["code"], {})) for row in rows("states")}


def _state(row: dict[str, str], ids: dict[str, str]) -> State:
    geonames = ids.get("geonames", "")
    return State(
        row["code"],
        row["name"],
        split(row["names"]),
        split(row["adjectives"]),
        split(row["people"]),
        split(row["capitals"]),
        alpha3=ids.get("alpha3", ""),
        qid=ids.get("qid", ""),
        geonames=int(geonames) if geonames else None,
    )


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, entry in states().items():
        for name in (code, entry.name, *entry.names):
            found.setdefault(name.casefold(), code)
    return found


def state(name: str) -> State | None:
    """The state of that code or name («RU», «Burma», «the Netherlands»), case aside; else None."""
    key = " ".join(name.casefold().replace("’", "'").split())
    code = _codes().get(key) or _codes().get(key.removeprefix("the "))
    return states()[code] if code else None


@cache
def bodies() -> dict[str, Body]:
    """The bodies of bodies.tsv by name."""
    return {
        row["name"]: Body(
            row["name"],
            split(row["names"]),
            row["code"],
            row["kind"],
            row["sector"],
            int(row["since"]) if row["since"] else None,
            int(row["until"]) if row["until"] else None,
        )
        for row in rows("bodies")
    }


@cache
def outlets() -> dict[str, Outlet]:
    """The outlets of outlets.tsv by name."""
    return {
        row["name"]: Outlet(
            row["name"], split(row["names"]), row["code"], row["kind"], split(row["domains"])
        )
        for row in rows("outlets")
    }


@cache
def regions() -> dict[str, Region]:
    """The regions of regions.tsv by name."""
    return {
        row["name"]: Region(
            row["name"],
            split(row["names"]),
            split(row["codes"]),
            float(row["lat"]),
            float(row["lon"]),
            row["kind"],
        )
        for row in rows("regions")
    }
