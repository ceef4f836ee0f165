"""What one stamp says of a time: a day, a clock, a zone, as much as stands there."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from onrecord.sources.pages.moments import moment
from onrecord.sources.pages.printed import months
from onrecord.tables import rows

_YEARS = range(1990, 2101)  # what lies outside is a mistake or a trick
_CLOCK = re.compile(
    r"(?<![\d.:/-])(?P<hour>\d{1,2})(?:(?:[:.]| ?h ?)(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)"
    r"(?!\d|[:/]\d)(?: ?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?<![\d.:/-])(?P<plain>[0-2]\d)(?P<rest>[0-5]\d)(?= ?(?:GMT|UTC|hrs|hours)\b)"
    r"|(?<![\d.:/-])(?P<full>\d{1,2}) ?(?P<noon>[ap])\.?m\b\.?",
    re.IGNORECASE,
)
_SHIFT = re.compile(
    r" ?\(?(?:(?:UTC|GMT) ?)?(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<more>\d\d))?\b\)?"
)
_LONGEST = 64  # characters of an attribute that tells a time


@dataclass(frozen=True, slots=True)
class Day:
    """A day as printed; without its year where none is."""

    month: int
    day: int
    year: int | None = None

    def near(self, other: date) -> date | None:
        """The day in its own year, else in the year that brings it nearest to another."""
        years = (self.year,) if self.year else (other.year - 1, other.year, other.year + 1)
        found = [d for d in (_date(y, self.month, self.day) for y in years) if d]
        return min(found, key=lambda d: abs(d - other), default=None)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a stamp says; ``rest`` is what else its words are."""

    day: Day | None = None
    clock: time | None = None
    zone: tzinfo | str | None = None
    rest: str = ""

    @property
    def exact(self) -> datetime | None:
        """The moment where day and clock are told, with its zone where that is told."""
        if not (self.day and self.day.year and self.clock):
            return None
        day = _date(self.day.year, self.day.month, self.day.day)
        return joined(day, self.clock, self.zone) if day else None


def joined(day: date, clock: time, zone: tzinfo | str | None) -> datetime:
    """A day and a clock in a zone; ``zone`` may be a name in the time zone database."""
    return datetime.combine(day, clock, rules(zone) if isinstance(zone, str) else zone)


def value(raw: str) -> Moment | None:
    """What an attribute or a field says: ISO 8601, seconds or milliseconds since 1970, words."""
    told = moment(raw)
    if told is None:
        return printed(raw) if len(raw) <= _LONGEST and not raw.strip().isdigit() else None
    if told.clock is None:
        return Moment(_day(told.day))
    return Moment(_day(told.day), told.clock.time().replace(microsecond=0), told.clock.tzinfo)


def printed(text: str) -> Moment | None:
    """What the words of a short text say of a time; None where they say nothing of one."""
    day, text = _printed_day(text)
    clock = next((c for c in _CLOCK.finditer(text) if _clock(c)), None)
    if clock is None:
        return Moment(day, rest=text) if day else None
    zone, length = zone_of(text[clock.end() :])
    return Moment(
        day, _clock(clock), zone, f"{text[: clock.start()]} {text[clock.end() + length :]}"
    )


def beside(text: str) -> str:
    """A text without all that tells times in it."""
    for pattern in (*_days(), _CLOCK, _zones()):
        text = pattern.sub(" | ", text)
    return text


def zone_in(text: str) -> tzinfo | str | None:
    """The first zone that a text names, else that of a city whose time it tells."""
    for found in re.finditer(r"(?<!\w)(?=[A-Z])", text):
        zone, _ = zone_of(text[found.start() :])
        if zone is not None:
            return zone
    for city in re.finditer(r"((?:[A-Z][a-z]+ ?){1,3}?)(?= time\b|\))", text):
        if city[1].strip() in _cities():
            return _cities()[city[1].strip()]
    return None


@cache
def _cities() -> dict[str, str]:
    """City → its zone in the time zone database, as «Brussels» → «Europe/Brussels»."""
    zones = sorted(name for name in available_timezones() if "/" in name and "Etc" not in name)
    return {name.rsplit("/", 1)[1].replace("_", " "): name for name in zones}


def opening(text: str) -> tuple[Moment, int] | None:
    """The time that a line opens with, and where the rest of it starts."""
    found = re.match(r"[\s(\[]*", text)
    start = found.end() if found else 0
    clock = _CLOCK.match(text, start)
    if clock is None or not _clock(clock):
        return None
    zone, length = zone_of(text[clock.end() :])
    rest = re.compile(r"[\s)\]]*[-–—:|•·.,]*\s*").match(text, clock.end() + length)
    return Moment(None, _clock(clock), zone), rest.end() if rest else clock.end()


def zone_of(text: str) -> tuple[tzinfo | str | None, int]:
    """The zone that a text opens with, and how many characters tell it."""
    shift = _SHIFT.match(text)
    if shift:
        hours, more = int(shift["hours"]), int(shift["more"] or 0)
        if hours <= 14 and more < 60:
            east = timedelta(hours=hours, minutes=more)
            return timezone(east if shift["sign"] == "+" else -east), shift.end()
    named = _zones().match(text)
    return (known_zone(named[1]), named.end()) if named else (None, 0)


@cache
def known_zone(name: str) -> tzinfo | str | None:
    """The zone of a name such as BST or ET; None where the name is unknown or means several."""
    for row in rows("live_clock"):
        if row["name"].lower() == name.lower():
            return row["zone"] or datetime.fromisoformat(f"2000-01-01T00:00{row['offset']}").tzinfo
    return None


@cache
def rules(name: str) -> tzinfo | None:
    """The rules of a zone; None where this machine has no time zone database."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _zones() -> re.Pattern[str]:
    names = sorted((re.escape(row["name"]) for row in rows("live_clock")), key=len, reverse=True)
    return re.compile(rf" ?\(?({'|'.join(names)})\b\)?")


def _day(read: date) -> Day:
    return Day(read.month, read.day, read.year)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _printed_day(text: str) -> tuple[Day | None, str]:
    """The first day in a text, and the text without it."""
    for pattern in _days():
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else _month(found["month"])
            year = int(parts["year"]) if parts["year"] else None
            if (year is None or year in _YEARS) and _date(year or 2024, month, int(parts["day"])):
                rest = f"{text[: found.start()]} | {text[found.end() :]}"
                return Day(month, int(parts["day"]), year), rest
    return None, text


@cache
def _days() -> tuple[re.Pattern[str], ...]:
    """The forms of a day, with the names of months in many languages."""
    names = "|".join(sorted(map(re.escape, months()), key=lambda n: (-len(n), n)))
    month = rf"(?P<month>{names})(?!\w)\.?"
    day = r"\b(?P<day>\d{1,2})"
    year = r"(?P<year>\d{4})\b"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r"\b(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b",
            rf"{day}\.(?P<number>\d{{1,2}})\.{year}",
            rf"{day}(?:st|nd|rd|th|er|\.|º)?[ -](?:of |de )?{month}(?:,?[ -](?:de )?{year})?",
            rf"(?<!\w){month} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? {year})?",
        )
    )


def _month(name: str) -> int:
    return int(months()[name.lower()])


def _clock(found: re.Match[str]) -> time | None:
    hour = int(found["hour"] or found["full"] or found["plain"])
    half = (found["half"] or found["noon"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return None
    return time(hour, int(found["minute"] or found["rest"] or 0), int(found["second"] or 0))


def with_zone(told: Moment, zone: tzinfo | str | None) -> Moment:
    """The same with a zone where it has none."""
    return told if told.zone else replace(told, zone=zone)
