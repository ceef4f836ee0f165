"""Periods that a report of business speaks of: «the latest quarter», «the year-earlier period».

Which quarter is meant was told before, and `quarter_told` finds it.
"""

import re
from collections.abc import Callable, Sequence

from onrecord.reading.times import almanac
from onrecord.reading.times.quantity import quantity
from onrecord.reading.times.spot import Resolved, Spot, Told
from onrecord.reading.times.tense import direction

_ENDED = re.compile(r"\s+(?:ended|ending)\b")
_QUARTER = re.compile(r"(\d{4})-(Q[1-4])")
QUARTER_TOLD, QUARTER_OF = "quarter told", "quarter of"


def _told(spot: Spot) -> Resolved | None:
    slots = spot.slots
    stretch = slots.get("stretch", "").lower()
    if stretch == "year":
        return _year(spot)
    if stretch in ("week", "month"):
        unit = spot.word("stretch", "unit") or "W"
        last = "told_kind" in slots or _ENDED.match(spot.text, spot.end) is not None
        value = almanac.shifted(spot.today, unit, -last) if spot.today else None
        return Resolved("DATE", value)
    if "year" in slots:
        return Resolved("DATE", slots["year"], None, (QUARTER_OF, int(slots["year"])))
    if "ordinal" in slots:
        year = spot.today and almanac.year_value(spot.today.year - 1)
        return Resolved("DATE", f"{year}-Q{spot.number('ordinal')}" if year else None)
    return Resolved("DATE", None, None, (QUARTER_TOLD, -1 if "year_ago" in slots else 0))


def _year(spot: Spot) -> Resolved:
    """«the fiscal year», or the one «ended March 31», is an amount; «the full year» is this one."""
    if "fiscal" in spot.slots.get("whole", "").lower() or _ENDED.match(spot.text, spot.end):
        return Resolved("DURATION", "P1Y")
    last = "told_kind" in spot.slots
    return Resolved("DATE", almanac.year_value(spot.today.year - last) if spot.today else None)


PERIODS: dict[str, Callable[[Spot], Resolved | None]] = {
    "told": _told,
    "bare_quarter": _told,
    "bare_week": _told,
    "bare_year": _year,
}


def period(told: Sequence[Told], spot: Spot, steps: tuple[str, int]) -> str | None:
    """The quarter that was told, or so many years from it; the year alone where none was."""
    kind, number = steps
    last = quarter_told(told)
    if kind == QUARTER_OF:
        year = almanac.year_value(number)
        return f"{year}-{last[1]}" if last else year
    if last:
        year = almanac.year_value(last[0] + number)
        return year and f"{year}-{last[1]}"
    if spot.today is None:
        return None
    if "told_kind" in spot.slots or spot.slots.get("stretch", "").lower() == "quarter":
        return almanac.shifted(spot.today, "Q", 4 * number - 1)
    return almanac.year_value(spot.today.year + number)


def compared(told: Sequence[Told], spot: Spot, reach: int) -> str | None:
    """«in the third quarter … up from $10 million a year ago»: that quarter of the year before.

    ``reach`` is how far before it, in characters, the quarter may have been told.
    """
    if spot.rule not in ("ago", "later") or spot.number(spot.rule) > 0:
        return None
    unit, number = spot.word("unit", "units", "unit"), spot.slots.get("amount")
    if unit != "Y" or number is None or quantity(number, spot.grammar) != 1:
        return None
    found = quarter_told([t for t in told if spot.start - t.mention.end <= reach])
    year = found and almanac.year_value(found[0] - 1)
    return f"{year}-{found[1]}" if found and year else None


def quarter_told(told: Sequence[Told]) -> tuple[int, str] | None:
    """The quarter told last, as its year and «Q3»; none that still lies ahead."""
    for other in reversed(told):
        found = _QUARTER.fullmatch(other.mention.value or "")
        if found and other.spot.rule == "quarter" and not _ahead(other.spot, found[0]):
            return int(found[1]), found[2]
    return None


def _ahead(spot: Spot, value: str) -> bool:
    """Whether the quarter is not over by the calendar and the verbs put it ahead."""
    if spot.today is None:
        return False
    now = almanac.shifted(spot.today, "Q", 0)
    return now is not None and value >= now and direction(spot.text, spot.start, spot.end) > 0
