"""The days that a date of a reading may mean, and how far two such dates are apart."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first months; meteorological, northern
_QUARTER = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)\Z")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-(WE|[1-7]))?\Z")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From the first to the last day, both within, as ordinals (1 is 0001-01-01)."""

    first: int
    last: int

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def gap(self, other: "Days") -> int:
        """The days between the two: 0 where they overlap, 1 for neighbours."""
        return max(0, self.first - other.last, other.first - self.last)

    def covers(self, other: "Days") -> bool:
        """Whether every day of the other is one of these."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=4096)
def days(value: str | None) -> Days | None:
    """The days of an ISO 8601 / TIMEX3 value; None where it names none («FUTURE_REF»).

    A time of day counts as its day, and so do two with a slash between as all days from the one to
    the other; decades and centuries are too wide to tell anything.
    """
    if not value:
        return None
    if "/" in value:
        ends = [days(end) for end in value.split("/", 1)]
        first, last = ends[0], ends[1]
        return Days(first.first, last.last) if first and last and first <= last else None
    value = value.partition("T")[0]
    try:
        if found := _WEEK.match(value):
            return _week(int(found[1]), int(found[2]), found[3])
        if found := _QUARTER.match(value):
            return _months(int(found[1]), *_part(found[2]))
        if re.fullmatch(r"\d{4}", value):
            return _months(int(value), 1, 12)
        if re.fullmatch(r"\d{4}-\d{2}", value):
            return _months(int(value[:4]), int(value[5:]), 1)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            day = date.fromisoformat(value).toordinal()
            return Days(day, day)
    except (ValueError, OverflowError):
        return None
    return None


def _week(year: int, number: int, part: str | None) -> Days:
    first = date.fromisocalendar(year, number, 1).toordinal()
    if part == "WE":
        return Days(first + 5, first + 6)
    if part:
        return Days(first + int(part) - 1, first + int(part) - 1)
    return Days(first, first + 6)


def _part(name: str) -> tuple[int, int]:
    if name in _SEASONS:
        return _SEASONS[name], 3
    length = {"Q": 3, "H": 6}[name[0]]
    return length * (int(name[1]) - 1) + 1, length


def _months(year: int, month: int, count: int) -> Days:
    end = year * 12 + month - 1 + count
    following = date(end // 12, end % 12 + 1, 1) - timedelta(days=1)
    return Days(date(year, month, 1).toordinal(), following.toordinal())
