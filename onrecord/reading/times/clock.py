"""Times of the day: «10 a.m.», «3pm GMT», «15:30», «noon». The day itself is joined later."""

from collections.abc import Callable

from onrecord.reading.times.quantity import quantity
from onrecord.reading.times.spot import Resolved, Spot


def _clock(spot: Spot) -> Resolved | None:
    hour = quantity(spot.slots["hour"], spot.grammar)
    minute = int(spot.slots.get("minute") or 0)
    if hour is None or hour != int(hour) or hour > 24 or (hour == 24 and minute):
        return None
    half = spot.word("half_day", "half_day", "day_part_phrase")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = spot.word("zone") or ""
    return Resolved("TIME", f"T{int(hour):02}:{minute:02}{zone}")


def _fixed_clock(spot: Spot) -> Resolved | None:
    return Resolved("TIME", f"T{spot.word('fixed_clock')}{spot.word('zone') or ''}")


CLOCK: dict[str, Callable[[Spot], Resolved | None]] = {
    "clock": _clock,
    "clock_short": _clock,
    "fixed_clock": _fixed_clock,
}
