"""TIMEX3 values in plain English, at their own precision."""

import re
from datetime import date, timedelta

from onrecord.views.safe import words

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(\d{2}:\d{2})(?::\d{2})?(Z)?.*)?")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_PARTS = {
    "Q1": "first quarter of", "Q2": "second quarter of", "Q3": "third quarter of",
    "Q4": "fourth quarter of", "H1": "first half of", "H2": "second half of",
    "SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter",
}  # fmt: skip
_PART = re.compile(rf"(\d{{4}})-(?:W(\d{{2}})(-WE)?|({'|'.join(_PARTS)}))")
_UNITS = ("year", "month", "week", "day", "hour", "minute")


def date_words(value: str | None) -> str:
    """«2023-03-02» as «2 March 2023», «2023-W09» as «week of 27 February 2023», «2023-Q1» as «first
    quarter of 2023»; another value as it is."""
    if not value:
        return "no date"
    found = _DAY.fullmatch(value)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return _part_words(value) or words(value)
    year, month, day, time, zulu = found.groups()
    parts = [str(int(day))] if day else []
    parts += [_MONTHS[int(month) - 1]] if month else []
    clock = f", {time}{' UTC' if zulu else ''}" if time else ""
    return " ".join([*parts, year]) + clock


def _part_words(value: str) -> str:
    """Weeks, quarters, halves and seasons; nothing where it is none."""
    found = _PART.fullmatch(value)
    if not found:
        return ""
    year, week, weekend, part = found.groups()
    if part:
        return f"{_PARTS[part]} {year}"
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return ""
    first = monday + timedelta(days=5 if weekend else 0)
    named = "weekend" if weekend else "week"
    return f"{named} of {first.day} {_MONTHS[first.month - 1]} {first.year}"


def is_duration(value: str) -> bool:
    """Whether a value is a length of time that can be told in words."""
    found = _DURATION.fullmatch(value)
    return bool(found and any(found.groups()))


def duration_words(value: str | None) -> str:
    """«P16Y» as «16 years», «PT1H30M» as «1 hour 30 minutes»; another value as it is."""
    found = _DURATION.fullmatch(value or "")
    if not found or not any(found.groups()):
        return words(value or "") or "unknown"
    return " ".join(
        f"{int(count)} {unit}{'' if int(count) == 1 else 's'}"
        for count, unit in zip(found.groups(), _UNITS, strict=True)
        if count
    )
