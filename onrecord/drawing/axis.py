"""Days as places on a line. Where much happened, time is drawn wider, and said to be.

The line is cut at the turns of years; a year in which much happened at its months; a time of few
months at its months, one of few weeks at its days. Each piece is as wide as its share of the days
and of the happenings, half and half, so that places are in order and every piece is seen.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_MANY = 3  # happenings that make a year worth its months
_BY_TIME = 0.4  # how much of the width goes by days; the rest goes by happenings
_YEARS = 1_200  # days from which on the line is cut at years first
_SHORT = 100  # … and from which on at months
_WIDER = 2.5  # times the mean width of a day that is called wider …
_NAMED = 40.0  # pixels between two years that are both named
_YEAR = 1  # the rank of a year that no five go into
_SEEN = 90.0  # … where it is so many pixels wide
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST, LAST = 1, date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that the axis names; those of a lower rank are named first where room is scarce."""

    day: int
    place: float
    name: str
    rank: int


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``days[0]`` to ``days[-1]`` (ordinals), the days of the cuts at their ``places``."""

    days: tuple[int, ...]
    places: tuple[float, ...]

    def place(self, day: float) -> float:
        """Where a day begins; of a day outside, the nearer end."""
        if day <= self.days[0]:
            return self.places[0]
        if day >= self.days[-1]:
            return self.places[-1]
        at = bisect_right(self.days, day) - 1
        share = (day - self.days[at]) / (self.days[at + 1] - self.days[at])
        return self.places[at] + share * (self.places[at + 1] - self.places[at])

    def wider(self) -> tuple[tuple[int, int], ...]:
        """First and last days (exclusive) of what is drawn wider than the rest."""
        mean = (self.places[-1] - self.places[0]) / max(1, self.days[-1] - self.days[0])
        found: list[tuple[int, int]] = []
        for at in range(len(self.days) - 1):
            first, last = self.days[at], self.days[at + 1]
            if (self.places[at + 1] - self.places[at]) / (last - first) < _WIDER * mean:
                continue
            if found and found[-1][1] == first:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return tuple(one for one in found if self.place(one[1]) - self.place(one[0]) >= _SEEN)

    def ticks(self) -> tuple[Tick, ...]:
        """The first day, where all are days, and the cuts by name: year, month or day."""
        inner = list(self.days[1:-1]) or [self.days[0]]
        if self.days[-1] - self.days[0] == len(self.days) - 1:
            inner = list(self.days[:-1])
        by_day = any(date.fromordinal(day).day != 1 for day in inner)
        by_month = any(date.fromordinal(day).month != 1 for day in inner)
        every = [
            Tick(day, self.place(day), _named(day, inner, by_day, by_month), _rank(day, inner))
            for day in inner
        ]
        return tuple(one for at, one in enumerate(every) if one.rank != _YEAR or _apart(every, at))


def axis(first: int, last: int, marks: Sequence[float], start: float, end: float) -> Axis:
    """The axis from one day to another (exclusive), drawn from ``start`` to ``end`` in pixels.

    ``marks`` are the days on which something happened, as ordinals.
    """
    cuts = _cuts(first, last, marks)
    lengths = [b - a for a, b in pairwise(cuts)]
    counts = [0.0] * len(lengths)
    for mark in marks:
        at = min(max(bisect_right(cuts, mark) - 1, 0), len(counts) - 1)
        counts[at] += 0.5
        for near in (max(at - 1, 0), min(at + 1, len(counts) - 1)):
            counts[near] += 0.25
    total = sum(counts) or 1.0
    by_time = _BY_TIME if sum(counts) else 1.0
    whole = last - first
    shares = [
        by_time * length / whole + (1 - by_time) * count / total
        for length, count in zip(lengths, counts, strict=True)
    ]
    places = [start]
    for share in shares:
        places.append(places[-1] + share * (end - start))
    places[-1] = end
    return Axis(tuple(cuts), tuple(places))


def even(first: int, last: int, start: float, end: float) -> Axis:
    """An axis on which every day is as wide as any other, cut where it may be named."""
    cuts = _cuts(first, last, ())
    step = (end - start) / (last - first)
    return Axis(tuple(cuts), tuple(start + (day - first) * step for day in cuts))


def _cuts(first: int, last: int, marks: Sequence[float]) -> list[int]:
    whole = last - first
    if whole <= _SHORT:
        inner = [*range(first + 1, last)] if whole <= 21 else _days_of(first, last)
    elif whole <= _YEARS:
        inner = _firsts(first, last, (*range(1, 13),))
    else:
        inner = _firsts(first, last, (1,))
        edges = [first, *inner, last]
        for a, b in pairwise(edges):
            if sum(a <= mark < b for mark in marks) >= _MANY:
                inner += _firsts(a, b, (*range(2, 13),))
    return [first, *sorted(day for day in set(inner) if first < day < last), last]


def _days_of(first: int, last: int) -> list[int]:
    """Mondays."""
    return [day for day in range(first + 1, last) if date.fromordinal(day).isoweekday() == 1]


def _firsts(first: int, last: int, months: Sequence[int]) -> list[int]:
    """First days of these months, within."""
    years = range(date.fromordinal(first).year, date.fromordinal(min(last, LAST)).year + 1)
    days = (date(year, month, 1).toordinal() for year in years for month in months)
    return [day for day in days if first < day < last]


def _named(day: int, inner: Sequence[int], by_day: bool, by_month: bool) -> str:
    on = date.fromordinal(day)
    month = MONTHS[on.month - 1]
    if by_day:
        return f"{on.day} {month}" + (f" {on.year}" if day == inner[0] else "")
    split = by_month and any(0 < other - day <= 31 for other in inner)
    if on.month == 1 and not split:
        return str(on.year)
    return f"{month} {on.year}" if on.month == 1 or day == inner[0] else month


def _apart(ticks: Sequence[Tick], at: int) -> bool:
    """Whether a year stands so far from the years beside it that all of them can be named."""
    near = [*ticks[max(0, at - 1) : at], *ticks[at + 1 : at + 2]]
    years = (one for one in near if one.rank <= _YEAR)
    return all(abs(one.place - ticks[at].place) >= _NAMED for one in years)


def _rank(day: int, inner: Sequence[int]) -> int:
    """The first of all, then years (every fifth, every one), quarters, months, days."""
    on = date.fromordinal(day)
    if day == inner[0] or (on.month == on.day == 1 and on.year % 5 == 0):
        return 0
    if on.month == on.day == 1:
        return _YEAR
    return 2 if on.day == 1 and on.month in (4, 7, 10) else 3 if on.day == 1 else 4
