"""The day that a short line of a page prints, in any of many languages."""

import re
from functools import cache

from onrecord.sources.pages.moments import Moment, moment
from onrecord.tables import rows

_LONGEST = 200  # characters of a line that are looked at
_YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-/.年년])\s*(\d{1,2})\s*(?:[-/.月월])\s*(\d{1,2})(?!\d)"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)\d\d)(?!\d)")
_AMERICAN = re.compile(r"\d\s*[ap]\.?m\b|\b[ECMP][SD]?T\b", re.IGNORECASE)
_DIGITS = {ord(d): str(n % 10) for n, d in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९")}


def printed_day(text: str, seen: str | None, american: bool) -> Moment | None:
    """The first day that a text tells in full; None where it tells none.

    ``american``: where it is open, the month comes before the day. ``seen`` is when the page
    was captured.
    """
    text = text[:_LONGEST].translate(_DIGITS).casefold()
    found = _YEAR_FIRST.search(text)
    if found:
        return _day(found[1], found[2], found[3], seen)
    for shape in _shapes():
        found = shape.search(text)
        if found:
            month = months()[found["month"]]
            return _day(found["year"], month, found["day"], seen)
    found = _NUMBERS.search(text)
    if found:
        day, mark, month, year = found.groups()
        if int(month) > 12 or (
            mark != "." and int(day) <= 12 and (american or _AMERICAN.search(text))
        ):
            day, month = month, day
        return _day(year, month, day, seen)
    return None


def _day(year: str, month: str, day: str, seen: str | None) -> Moment | None:
    return moment(f"{year}-{int(month):02}-{int(day):02}", seen)


@cache
def months() -> dict[str, str]:
    """Name of a month, in lower case and in any of many languages → its number."""
    return {name: row["month"] for row in rows("page_months") for name in row["names"].split("|")}


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """Day, month, year in the three orders in which they are printed."""
    names = "|".join(sorted(map(re.escape, months()), key=lambda n: (-len(n), n)))
    month = rf"(?<!\w)(?P<month>{names})(?!\w)"
    day = r"(?<!\d)(?P<day>\d{1,2})"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    small = r"(?:st|nd|rd|th|er|º|ª)?[.,]?\s*(?:de |d['’]|of |del |the )?[-–/]?\s*"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{day}{small}{month}[.,]?\s*(?:de |del |г\.?|of )?[-–/,]?\s*{year}",
            rf"{month}[.,]?\s*{day}{small}{year}",
            rf"(?<!\d)(?P<year>(?:19|20)\d\d)[.,]?\s*{month}[.,]?\s*(?P<day>\d{{1,2}})(?!\d)",
        )
    )
