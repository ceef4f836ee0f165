"""Moments as pages write them in attributes and fields, made ISO 8601; and which are possible."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_EARLIEST = 1981  # no page is older than its article; newspapers put old ones on the web
_LATEST = 2100
_EPOCH = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?")
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:[Tt\s]|\s+-\s+)\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,:]\d+)?)?\s*(?:([ap])\.?m\.?\s*)?"
    r"(Z|z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d?\b)?(?:\[[\w/]+\])?)?\s*"
)
_WORDY = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?:(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?|([A-Za-z]{3,9})\.?\s+(\d{1,2})"
    r"(?:st|nd|rd|th)?,?)[\s-]+(\d{4})"
    r"(?:,?\s*(?:at|-|–)?\s*(\d{1,2})[:.](\d\d)(?::(\d\d))?\s*(?:([ap])\.?m\.?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?\s*",
    re.IGNORECASE,
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a moment of it where the clock is told; without zone where none is told."""

    day: date
    clock: datetime | None = None

    @property
    def iso(self) -> str:
        """The value as ISO 8601, with the offset that the page gives."""
        return self.clock.isoformat() if self.clock else self.day.isoformat()

    @property
    def zoned(self) -> bool:
        """Whether it is a moment in time, whatever the place."""
        return self.clock is not None and self.clock.tzinfo is not None

    def apart(self, other: "Moment") -> timedelta:
        """How far another moment lies after this one; in whole days where one has no zone."""
        if self.clock and other.clock and self.zoned and other.zoned:
            return other.clock - self.clock
        if self.clock and other.clock and not self.zoned and not other.zoned:
            return other.clock - self.clock
        return other.day - self.day


def moment(value: str, seen: str | None = None) -> Moment | None:
    """What a value says; None where it says no moment or one that cannot be.

    ``seen`` is when the page was captured: nothing is published a day after it.
    """
    value = " ".join(value.split())
    if not 4 < len(value) <= 64:
        return None
    try:
        found = _read(value)
    except (ValueError, OverflowError):
        return None
    if found is None or not _EARLIEST <= found.day.year < _LATEST:
        return None
    if seen and found.day > date.fromisoformat(seen[:10]) + timedelta(days=1):
        return None
    return found


def _read(value: str) -> Moment | None:
    if _EPOCH.fullmatch(value):
        seconds = float(value) / (1000 if len(value) == 13 else 1)
        return _at(datetime.fromtimestamp(seconds, UTC).replace(microsecond=0))
    found = _RUN.fullmatch(value) or _ISO.fullmatch(value)
    if found and found.re is _RUN:
        year, month, day, hour, minute, second, zone = found.groups()
        return _made(year, int(month), day, hour, minute, second, None, zone)
    if found:
        year, month, day, hour, minute, second, half, zone = found.groups()
        return _made(year, int(month), day, hour, minute, second, half, zone)
    words = _WORDY.fullmatch(value)
    if words:
        first, name, other, later, year, hour, minute, second, half, zone = words.groups()
        named = (name or other)[:3].lower()
        if named in MONTHS:
            month = MONTHS.index(named) + 1
            return _made(year, month, first or later, hour, minute, second, half, zone)
    return None


def _made(year: str, month: int, day: str, hour: str | None, minute: str | None,
          second: str | None, half: str | None, zone: str | None) -> Moment | None:  # fmt: skip
    that = date(int(year), month, int(day))
    if hour is None:
        return Moment(that)
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    clock = datetime(that.year, that.month, that.day, hours, int(minute or 0), int(second or 0))
    return _at(clock.replace(tzinfo=_zone(zone)))


def _zone(zone: str | None):  # type: ignore[no-untyped-def]
    if not zone:
        return None
    if zone.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = zone[1:].replace(":", "")
    return datetime.fromisoformat(
        f"2000-01-01T00:00{zone[0]}{digits[:2]:0>2}:{digits[2:]:0>2}"
    ).tzinfo


def _at(clock: datetime) -> Moment:
    return Moment(clock.date(), clock)
