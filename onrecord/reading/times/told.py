"""What hangs on a day told before it: «the next day», «May of that year», «on the 20th».

Here is how many steps of which unit it lies from there; `counted` looks for the day.
"""

import re
from collections.abc import Callable

from onrecord.reading.times import almanac
from onrecord.reading.times.grammar import plain
from onrecord.reading.times.spot import Resolved, Spot
from onrecord.reading.times.tense import direction

_PLANNED = re.compile(r"\b(?:was|were|had)\b[^.!?]*\Z")  # ahead then, and perhaps over now
OF_A_YEAR, OF_A_MONTH = "of a year ", "of a month "


def _narrative(spot: Spot) -> Resolved | None:
    """«the next day», «that year»: counted from a day told before it, if there is one."""
    if "month" in spot.slots:
        return Resolved("DATE", None, None, (f"month {spot.month()}", 1))
    step = int(spot.word("relative") or spot.word("beside") or 0)
    part = spot.word("unit", "part")
    if part:
        return Resolved("TIME", None, None, (f"D T{part}", step))
    unit = spot.word("unit", "unit")
    return Resolved("DATE", None, None, (unit, step) if unit in ("D", "W", "M", "Y") else None)


def of_told_year(spot: Spot) -> Resolved:
    """«in March the same year», «on 5 May of that year»: a month, or day, of a year told before."""
    words = plain(spot.slots["told_year"]).split()
    day = f"-{spot.day():02}" if {"day", "day_word"} & spot.slots.keys() else ""
    step = int(spot.grammar.meanings["relative"].get(words[-2], 0))
    return Resolved("DATE", None, None, (f"{OF_A_YEAR}{spot.month():02}{day}", step))


def _that_month(spot: Spot) -> Resolved | None:
    """«that May», «that summer»: of a year told before."""
    of_it = f"{spot.month():02}" if "month" in spot.slots else spot.word("season")
    return Resolved("DATE", None, None, (f"{OF_A_YEAR}{of_it}", 0))


def _month_day(spot: Spot) -> Resolved | None:
    """«on the 20th»: of a month told before it, else the nearest on the side that the verbs say."""
    return Resolved("DATE", _nearest_month_day(spot), None, (f"{OF_A_MONTH}{spot.day():02}", 0))


def _nearest_month_day(spot: Spot) -> str | None:
    today, way = spot.today, direction(spot.text, spot.start, spot.end)
    before = spot.text[max(0, spot.start - 60) : spot.start]
    if today is None or not way or (way > 0 and _PLANNED.search(before)):
        return None
    months = (almanac.plus_months(today.year, today.month, way * step) for step in range(3))
    for year, month in months:
        day = almanac.on(year, month, spot.day())
        if day and (day > today if way > 0 else day <= today):
            return day.isoformat()
    return None


TOLD: dict[str, Callable[[Spot], Resolved | None]] = {
    "narrative": _narrative,
    "beside": _narrative,
    "that_month": _that_month,
    "month_day": _month_day,
}
