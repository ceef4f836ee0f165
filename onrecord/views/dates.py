"""TIMEX3 values in plain English, at their own precision."""

import re

from onrecord.views.safe import words

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(\d{2}:\d{2})(?::\d{2})?(Z)?.*)?")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_UNITS = ("year", "month", "week", "day", "hour", "minute")


def date_words(value: str | None) -> str:
    """«2023-03-02» as «2 March 2023», «2023-02» as «February 2023»; another value as it is."""
    if not value:
        return "no date"
    found = _DAY.fullmatch(value)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return words(value)
    year, month, day, time, zulu = found.groups()
    parts = [str(int(day))] if day else []
    parts += [_MONTHS[int(month) - 1]] if month else []
    clock = f", {time}{' UTC' if zulu else ''}" if time else ""
    return " ".join([*parts, year]) + clock


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
