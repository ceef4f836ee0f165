"""Which texts are values of ISO 8601 / TIMEX3 (ISO-TimeML, ISO 24617-1; TIDES 2005)."""

import re
from datetime import date
from functools import lru_cache

_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"T(?:\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?|MO|MI|AF|EV|NI|DT)"
_ZONE = r"(?:Z|[+-]\d{2}:?\d{2})?"
_WEEK = r"\d{4}-W\d{2}(?:-[1-7]|-WE)?"
_PART = r"\d{4}-(?:\d{2}|Q[1-4]|H[12]|SP|SU|FA|WI)"
# A year; a decade "201" or "201X"; a century "19" or "19XX".
_YEAR = r"\d{4}|\d{3}X?|\d{2}(?:XX)?"
_DATE = re.compile(rf"(?:BC)?(?:{_DAY}(?:{_CLOCK}{_ZONE})?|{_WEEK}(?:{_CLOCK})?|{_PART}|{_YEAR})")
_UNIT = r"(?:\d+(?:\.\d+)?|X)"
_DURATION = re.compile(
    rf"P(?=\d|X|T\d|TX)(?:{_UNIT}CE)?(?:{_UNIT}DE)?(?:{_UNIT}Y)?(?:{_UNIT}Q)?(?:{_UNIT}M)?"
    rf"(?:{_UNIT}W)?(?:{_UNIT}WE)?(?:{_UNIT}D)?"
    rf"(?:T(?=\d|X)(?:{_UNIT}H)?(?:{_UNIT}M)?(?:{_UNIT}S)?)?"
)
_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
# A set or a date that is not pinned down: "XXXX-12-25", "XXXX-WXX-2T10:00".
_OPEN = re.compile(
    rf"[\dX]{{4}}(?:-(?:[\dX]{{2}}(?:-[\dX]{{2}})?|W[\dX]{{2}}(?:-[1-7X]|-WE)?|Q[1-4X]|H[12X]|"
    rf"SP|SU|FA|WI))?(?:{_CLOCK}{_ZONE})?|{_CLOCK}{_ZONE}"
)


@lru_cache(maxsize=4096)
def is_date(value: str) -> bool:
    """Whether it is a date, a date with a time, or two of them with a slash between."""
    halves = value.split("/")
    return len(halves) <= 2 and all(_one_date(half) for half in halves)


def is_duration(value: str) -> bool:
    """Whether it is a TIMEX3 duration, such as P5Y, PT10M or PXD."""
    return _DURATION.fullmatch(value) is not None


def is_timex(value: str, type: str) -> bool:
    """Whether it is a value for a time expression of this type: DATE, TIME, DURATION, SET."""
    if type == "DURATION":
        return is_duration(value)
    if is_date(value) or value in _VAGUE or _OPEN.fullmatch(value) is not None:
        return True
    return type == "SET" and is_duration(value)


def _one_date(value: str) -> bool:
    if _DATE.fullmatch(value) is None:
        return False
    value = value.removeprefix("BC")
    if re.match(_DAY, value):
        try:
            date.fromisoformat(value[:10])
        except ValueError:
            return False
        return re.match(r".{11}(?:2[5-9]|[3-9])", value) is None
    month = re.fullmatch(r"\d{4}-(\d{2})", value)
    week = re.match(r"\d{4}-W(\d{2})", value)
    return (month is None or 1 <= int(month[1]) <= 12) and (week is None or 1 <= int(week[1]) <= 53)
