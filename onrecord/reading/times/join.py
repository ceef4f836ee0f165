"""What neighbours tell each other: a clock its day, «two weeks later» the day before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.times import almanac
from onrecord.reading.times.context import allowed
from onrecord.reading.times.counted import apart, counted
from onrecord.reading.times.mention import TimeMention
from onrecord.reading.times.periods import QUARTER_OF, QUARTER_TOLD, compared, period
from onrecord.reading.times.spot import Resolved, Spot, Told

_ON = re.compile(r",?[^\S\n]+(?:on[^\S\n]+)?")
_AT = re.compile(r",?[^\S\n]+(?:at[^\S\n]+)?")
_COMPARED = 600  # characters in which figures of a quarter are compared with those of another
_CLOCKS = frozenset({"clock", "clock_short", "fixed_clock"})
_DAYS = frozenset({"day", "weekday", "deictic", "iso_date", "part_day"})
_AFTER_NOON = re.compile(r"T(?:AF|EV|NI)\Z")
_GOES_ON = re.compile(r"\b(?:and|then|but|until|to|through|before)\b")
_OTHERWISE = re.compile(
    r"[.!?]\s|\b(?:was to|were to|due to|who|which|that|says?|said|told|will|would|is|are)\b"
)
_YEAR_SLOTS = frozenset({"year", "year_shift", "shift"})
_LISTED = re.compile(
    r"(?:,[^\S\n]?|,?[^\S\n](?:and|or|to)[^\S\n])((?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)"
    r"(?!\w|[.,:/]\d|[-%])"
)


def join(found: Sequence[tuple[Spot, Resolved]], *, timeml: bool) -> tuple[TimeMention, ...]:
    """The mentions of all that was found, each with what its neighbours say.

    TimeML's annotators always settle on a value: with ``timeml``, what is told in any sentence
    before counts, and else the day of the report.
    """
    told: list[Told] = []
    for spot, meant in found:
        mention = TimeMention(spot.start, spot.end, meant.type, meant.value, meant.mod)
        if quarter := compared(told, spot, len(spot.text) if timeml else _COMPARED):
            mention = replace(mention, value=quarter)
        elif meant.steps and meant.steps[0] in (QUARTER_TOLD, QUARTER_OF):
            mention = replace(mention, value=period(told, spot, meant.steps))
        elif meant.steps:
            mention = replace(mention, value=counted(told, spot, meant, timeml=timeml))
        elif spot.rule in ("day", "month") and not _YEAR_SLOTS & spot.slots.keys():
            mention = replace(mention, value=_in_year_told(told, spot, mention))
        told.append(Told(spot, meant, mention))
    return tuple(_with_listed_days(_with_days(told)))


def _with_days(told: list[Told]) -> list[Told]:
    out: list[Told] = []
    for index, here in enumerate(told):
        before = out[-1] if out else None
        if before and (joined := _joined(before, here)):
            out[-1] = replace(before, mention=joined)
            continue
        if here.spot.rule in _CLOCKS:
            near = _nearest_day(told, index)
            if near:
                value = _on_day(near, here.meant.value)
                here = replace(here, mention=replace(here.mention, value=value))
        out.append(here)
    return out


def _joined(first: Told, second: Told) -> TimeMention | None:
    """One mention of a clock and the day that it stands beside: «10 a.m. on Thursday»."""
    between = first.spot.text[first.mention.end : second.mention.start]
    if first.spot.rule in _CLOCKS and second.spot.rule in _DAYS:
        clock, day, fits = first, second, _ON.fullmatch(between)
    elif second.spot.rule in _CLOCKS and first.spot.rule in ("day", "iso_date"):
        clock, day, fits = second, first, _AT.fullmatch(between)
    else:
        return None
    if not fits or day.mention.type == "DURATION" or day.mention.value is None:
        return None
    value = _on_day(day.mention, _hour(clock, day))
    return TimeMention(first.mention.start, second.mention.end, "TIME", value)


def _hour(clock: Told, day: Told) -> str | None:
    """The clock; «8 on Tuesday night» is 20:00."""
    value = clock.meant.value
    if value is None or "half_day" in clock.spot.slots or clock.spot.rule == "fixed_clock":
        return value
    late = _AFTER_NOON.search(day.mention.value or "")
    return f"T{int(value[1:3]) % 12 + 12}{value[3:]}" if late else value


def _on_day(day: TimeMention, clock: str | None) -> str | None:
    return day.value[:10] + (clock or "") if day.day and day.value else None


def _nearest_day(told: list[Told], index: int) -> TimeMention | None:
    here = told[index].mention
    text = told[index].spot.text
    best: tuple[int, TimeMention] | None = None
    for other in told[max(0, index - 4) : index + 5]:
        if other is told[index] or other.mention.day is None:
            continue
        low, high = sorted((other.mention, here), key=lambda m: m.start)
        if apart(text, low.end, high.start):
            continue
        distance = high.start - low.end
        if best is None or distance < best[0]:
            best = distance, other.mention
    return best[1] if best else None


def _in_year_told(told: list[Told], spot: Spot, mention: TimeMention) -> str | None:
    """«arrested in December 2018 and charged in February»: the first February after that."""
    value, base = mention.value, None
    for other in reversed(told[-3:]):
        between = spot.text[other.mention.end : spot.start]
        if len(between) > 80 or not _GOES_ON.search(between) or _OTHERWISE.search(between):
            break
        if other.spot.rule in ("day", "month") and "year" in other.spot.slots:
            base = other.mention.value
            break
    pieces = re.fullmatch(r"(\d{4})-(\d{2})(?:-\d{2})?", base or "")
    if pieces is None:
        return value
    year, month = int(pieces[1]), int(pieces[2])
    named = spot.month()
    year += named < month
    if spot.rule == "month":
        found = almanac.month_value(year, named)
    else:
        day = almanac.on(year, named, spot.day())
        found = day.isoformat() if day else None
    today = spot.today
    return found if found and (today is None or found <= today.isoformat()) else value


def _with_listed_days(told: list[Told]) -> list[TimeMention]:
    """«April 24, 25 and 26»: each further day is a mention of its own."""
    out: list[TimeMention] = []
    for index, here in enumerate(told):
        out.append(here.mention)
        if here.spot.rule != "day" or "year" in here.spot.slots:
            continue
        stop = told[index + 1].mention.start if index + 1 < len(told) else len(here.spot.text)
        while (listed := _next_listed(here.spot.text, out[-1], stop)) is not None:
            out.append(listed)
    return out


def _next_listed(text: str, mention: TimeMention, stop: int) -> TimeMention | None:
    """The day of the same month that follows in a list, if one does before ``stop``."""
    if mention.day is None or not text[mention.end - 1].isdigit():
        return None
    found = _LISTED.match(text, mention.end, min(stop, mention.end + 12))
    if not found or not allowed("listed", text, found.start(1), found.end(1)):
        return None
    day = almanac.on(mention.day.year, mention.day.month, int(re.sub(r"\D", "", found[1])))
    if day is None or day <= mention.day:
        return None
    return TimeMention(found.start(1), found.end(1), "DATE", day.isoformat())
