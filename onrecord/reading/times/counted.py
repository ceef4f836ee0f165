"""What is counted from a day told before: «two weeks later», «the next morning», «that May»."""

import re
from collections.abc import Sequence
from datetime import date

from onrecord.reading.times import almanac
from onrecord.reading.times.amounts import stepped
from onrecord.reading.times.spot import Resolved, Spot, Told
from onrecord.reading.times.tense import SENTENCE_END
from onrecord.reading.times.told import OF_A_MONTH, OF_A_YEAR

_REACH = 300  # characters, within a paragraph, over which a day told carries on
_APART = 200
_MONTHS = frozenset({"day", "month", "shift", "that_month", "iso_date"})
_PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?")


def apart(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places, or they are far from each other."""
    # One more, since a sentence ends where the next begins with a capital.
    return end - start > _APART or SENTENCE_END.search(text, start, end + 1) is not None


def counted(told: Sequence[Told], spot: Spot, meant: Resolved, *, timeml: bool) -> str | None:
    """The value of ``meant.steps`` from the last day told, and its own value where none fits.

    A day told in the same sentence counts, or one close before it in its paragraph. For TimeML
    any told before does, and else the report's own.
    """
    steps = meant.steps
    if steps is None:
        return meant.value
    for other in reversed(told):
        between = spot.start - other.mention.end
        if not timeml and (between > _REACH or "\n" in spot.text[other.mention.end : spot.start]):
            break
        if other.mention.type not in ("DATE", "TIME") or not other.mention.value:
            continue
        if steps[0].startswith(OF_A_MONTH) and other.spot.rule not in _MONTHS:
            continue
        moved = _moved(other.mention.value, steps)
        if moved:
            return moved
        if not timeml and not apart(spot.text, other.mention.end, spot.start):
            break
    if meant.value is None and timeml and spot.today:
        return _moved(spot.today.isoformat(), steps)
    return meant.value


def _moved(base: str, steps: tuple[str, int]) -> str | None:
    """The base moved by so many units, where it is told at least as finely as the unit."""
    unit, number = steps
    pieces = _PARTS.fullmatch(base)
    if unit.startswith(OF_A_YEAR):
        told = re.match(r"\d{4}", base)
        return _of_a_year(int(told[0]) + number, unit[len(OF_A_YEAR) :]) if told else None
    if pieces is None:
        return None
    year, month, day = (int(piece or 0) for piece in pieces.groups())
    if unit.startswith(OF_A_MONTH):
        return _iso(year, month, int(unit[len(OF_A_MONTH) :])) if month else None
    unit, _, part = unit.partition(" ")
    if unit == "month":
        named = int(part)
        return almanac.month_value(year + (named <= month), named) if month else None
    if (unit in ("D", "W", "2W") and not day) or (unit in ("M", "Q") and not month):
        return None
    start = almanac.on(year, month or 1, day or 1)
    found = stepped(start, unit, number) if start else None
    return found and found + part


def _of_a_year(year: int, of_it: str) -> str | None:
    """The season, month, or month and day («05-31»), of a year; None where there is no such day."""
    if not of_it[0].isdecimal():
        value = almanac.year_value(year)
        return value and f"{value}-{of_it}"
    month, _, day = of_it.partition("-")
    return _iso(year, int(month), int(day)) if day else almanac.month_value(year, int(month))


def _iso(year: int, month: int, day: int) -> str | None:
    found: date | None = almanac.on(year, month, day)
    return found.isoformat() if found else None
