"""The days that a date may mean, ranges too, and amounts as intervals of numbers."""

import re
from functools import lru_cache

from onrecord.record.identity.days import Days, days
from onrecord.vocabulary import Mod

Interval = tuple[float, float]

# Days in a month and a year, least and most, and hours in a day: a month is no number of days.
_MONTH = (28, 31)
_YEAR = (365, 366)
_PARTS = re.compile(
    r"P(?:(?P<y>[\d.]+)Y)?(?:(?P<q>[\d.]+)Q)?(?:(?P<m>[\d.]+)M)?(?:(?P<w>[\d.]+)W)?(?:(?P<d>[\d.]+)D)?"
    r"(?:T(?:(?P<H>[\d.]+)H)?(?:(?P<M>[\d.]+)M)?(?:(?P<S>[\d.]+)S)?)?\Z"
)
_DAY = 86_400.0
_ABOUT = frozenset({"START", "MID", "END", "APPROX"})


@lru_cache(maxsize=8192)
def period(value: str | None) -> Days | None:
    """The days of an ISO 8601 / TIMEX3 date, or of two with a slash; None: it names none."""
    if not value or "/" not in value:
        return days(value)
    start, _, end = value.partition("/")
    first, last = days(start), days(end)
    if first is None or last is None or last.last < first.first:
        return None
    return Days(first.first, last.last)


@lru_cache(maxsize=4096)
def duration(value: str | None, mod: Mod | None = None) -> Interval | None:
    """The seconds that a TIMEX3 duration may mean, least and most; None where it says no number."""
    found = _PARTS.match(value) if value else None
    if found is None or not any(found.groups()):
        return None
    n = {name: float(text or 0) for name, text in found.groupdict().items()}
    # Years and months are one measure (P1Y is P12M), and so are the rest.
    months = 12 * n["y"] + 3 * n["q"] + n["m"]
    years, left = divmod(months, 12)
    rest = _DAY * (7 * n["w"] + n["d"]) + 3600 * n["H"] + 60 * n["M"] + n["S"]
    low, high = (_DAY * (years * _YEAR[end] + left * _MONTH[end]) + rest for end in (0, 1))
    return _modified(low, high, mod)


def number(value: float, mod: Mod | None = None) -> Interval:
    """What a number may mean: one that is about right means what would be rounded to it."""
    return _modified(float(value), float(value), mod)


def overlap(one: Interval, other: Interval) -> bool:
    """Whether both can be right."""
    return one[0] <= other[1] and other[0] <= one[1]


def covers(one: Interval, other: Interval) -> bool:
    """Whether whatever the other means, this one means too."""
    return one[0] <= other[0] and other[1] <= one[1]


def _modified(low: float, high: float, mod: Mod | None) -> Interval:
    """The bounds with what is said of them; strict ones stop short of the number itself."""
    match mod:
        case "LESS_THAN" | "BEFORE":
            return 0.0, _below(high)
        case "EQUAL_OR_LESS" | "ON_OR_BEFORE":
            return 0.0, high
        case "MORE_THAN" | "AFTER":
            return _above(low), float("inf")
        case "EQUAL_OR_MORE" | "ON_OR_AFTER":
            return low, float("inf")
    if mod in _ABOUT:
        return low - _rounding(low), high + _rounding(high)
    return low, high


def _below(value: float) -> float:
    return value - abs(value) * 1e-9


def _above(value: float) -> float:
    return value + abs(value) * 1e-9


def _rounding(value: float) -> float:
    """Half a unit of the last digit that is not 0: «about 300» is 250 to 350, «about 35» 34.5 …"""
    digits = f"{value:.0f}".rstrip("0")
    zeros = len(f"{value:.0f}") - len(digits)
    return 0.5 * float(10**zeros) if digits.strip("-") else 0.0
