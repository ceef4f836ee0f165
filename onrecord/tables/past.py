"""Which state a name means on a day, how long states stood, and which came after which."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from onrecord.tables import rows
from onrecord.tables.states import State, state, states

__all__ = [
    "Dated",
    "Days",
    "Succession",
    "dated",
    "days_of",
    "is_past",
    "only_then",
    "point_of",
    "predecessors",
    "state_at",
    "successors",
    "then",
]

Kind = Literal["name", "capital", "metonym", "then"]
_KINDS: dict[str, Kind] = {one: one for one in ("name", "capital", "metonym", "then")}


@dataclass(frozen=True, slots=True)
class Days:
    """From which day until which, both counted in; None where that end is open."""

    since: date | None = None
    until: date | None = None

    def hold(self, day: date) -> bool:
        """Whether a day is one of them."""
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True, slots=True)
class Dated:
    """A name that was a state's on some days: its own, or that of its seat."""

    name: str
    kind: Kind
    code: str
    days: Days


@dataclass(frozen=True, slots=True)
class Succession:
    """One state in the place of another: renamed, dissolved, continued, united, separated."""

    code: str
    successor: str
    day: date
    how: str


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


@cache
def _days() -> dict[str, Days]:
    return {row["code"]: Days(_day(row["since"]), _day(row["until"])) for row in rows("state_days")}


def days_of(code: str) -> Days:
    """The days of a state, open where the table tells of none."""
    return _days().get(code, Days())


def is_past(code: str) -> bool:
    """Whether a state is no more."""
    return days_of(code).until is not None


@cache
def point_of(code: str) -> tuple[float, float, int] | None:
    """Latitude and longitude (degrees, WGS 84) and people of a state that is no more, else None."""
    return next(
        (
            (float(row["lat"]), float(row["lon"]), int(row["people"]))
            for row in rows("state_days")
            if row["code"] == code and row["lat"]
        ),
        None,
    )


@cache
def dated() -> dict[str, tuple[Dated, ...]]:
    """What each name of past_names.tsv was when, by the name as written and in capitals."""
    found: dict[str, list[Dated]] = {}
    for row in rows("past_names"):
        days = Days(_day(row["since"]), _day(row["until"]))
        one = Dated(row["name"], _KINDS[row["kind"]], row["code"], days)
        for name in {one.name, one.name.upper()}:
            found.setdefault(name, []).append(one)
    return {name: tuple(entries) for name, entries in found.items()}


def then(name: str, day: date) -> Dated | None:
    """What a name that means a state on some days only meant on that day; None: nothing told."""
    held = (one for one in dated().get(name, ()) if one.kind != "name" and one.days.hold(day))
    return next(held, None)


def only_then() -> Iterator[Dated]:
    """The names that mean a state on some days, and on others none or another."""
    for row in rows("past_names"):
        if row["kind"] != "name":
            yield from (one for one in dated()[row["name"]] if one.code == row["code"])


def state_at(name: str, day: date) -> State | None:
    """The one state that a code, a name or the name of its seat meant on a day; None for none.

    A name that is a state's own («Burma», «Soviet Union») means it on any day, as news has it.
    """
    plain = " ".join(name.replace("’", "'").split()).removeprefix("the ")
    meant = then(plain, day)
    if meant is not None:
        return states()[meant.code]
    found = state(plain)
    if found is not None:
        return found
    seats = [
        one for one in states().values() if plain in one.capitals and days_of(one.code).hold(day)
    ]
    return seats[0] if len(seats) == 1 else None


@cache
def _successions() -> tuple[Succession, ...]:
    return tuple(
        Succession(row["code"], row["successor"], date.fromisoformat(row["day"]), row["how"])
        for row in rows("successions")
    )


def successors(code: str) -> tuple[Succession, ...]:
    """What came of a state, in the table's order."""
    return tuple(one for one in _successions() if one.code == code)


def predecessors(code: str) -> tuple[Succession, ...]:
    """Of what a state came."""
    return tuple(one for one in _successions() if one.successor == code)
