"""What neighbours tell each other: a clock its day, «two weeks later» the day before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.reading.times import almanac
from onrecord.reading.times.amounts import stepped
from onrecord.reading.times.context import allowed
from onrecord.reading.times.mention import TimeMention
from onrecord.reading.times.spot import Resolved, Spot
from onrecord.reading.times.tense import SENTENCE_END

_BETWEEN = re.compile(r",?[^\S\n]+(?:on[^\S\n]+)?\Z")
_REACH = 200
_CLOCKS = frozenset({"clock", "fixed_clock"})
_LISTED = re.compile(
    r"(?:,[^\S\n]?|,?[^\S\n](?:and|or|to)[^\S\n])((?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)"
    r"(?!\w|[.,:/]\d|[-%])"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A mention and how it was found."""

    spot: Spot
    meant: Resolved
    mention: TimeMention


def join(found: Sequence[tuple[Spot, Resolved]]) -> tuple[TimeMention, ...]:
    """The mentions of all that was found, each with what its neighbours say."""
    told: list[Told] = []
    for spot, meant in found:
        mention = TimeMention(spot.start, spot.end, meant.type, meant.value, meant.mod)
        if meant.steps and (base := _day_before(told, spot)):
            mention = replace(mention, value=_stepped(base, meant.steps))
        told.append(Told(spot, meant, mention))
    return tuple(_with_listed_days(_with_days(told)))


def _with_days(told: list[Told]) -> list[Told]:
    out: list[Told] = []
    for index, here in enumerate(told):
        before = out[-1] if out else None
        if before and before.spot.rule in _CLOCKS and _adjacent(before, here):
            value = _on_day(here.mention, before.meant.value)
            joined = TimeMention(before.mention.start, here.mention.end, "TIME", value)
            out[-1] = replace(before, mention=joined)
            continue
        if here.spot.rule in _CLOCKS:
            near = _nearest_day(told, index)
            if near:
                value = _on_day(near, here.meant.value)
                here = replace(here, mention=replace(here.mention, value=value))
        out.append(here)
    return out


def _on_day(day: TimeMention, clock: str | None) -> str | None:
    return day.value[:10] + (clock or "") if day.day and day.value else None


def _adjacent(clock: Told, day: Told) -> bool:
    between = clock.spot.text[clock.mention.end : day.mention.start]
    is_day = day.spot.rule in ("day", "weekday", "deictic", "iso_date")
    return is_day and day.meant.type == "DATE" and _BETWEEN.match(between) is not None


def _nearest_day(told: list[Told], index: int) -> TimeMention | None:
    here = told[index].mention
    text = told[index].spot.text
    best: tuple[int, TimeMention] | None = None
    for other in told[max(0, index - 4) : index + 5]:
        if other is told[index] or other.mention.day is None:
            continue
        low, high = sorted((other.mention, here), key=lambda m: m.start)
        if _apart(text, low.end, high.start):
            continue
        distance = high.start - low.end
        if best is None or distance < best[0]:
            best = distance, other.mention
    return best[1] if best else None


def _apart(text: str, start: int, end: int) -> bool:
    return end - start > _REACH or SENTENCE_END.search(text[start:end]) is not None


def _day_before(told: list[Told], spot: Spot) -> str | None:
    for other in reversed(told[-3:]):
        value = other.mention.value
        if _apart(spot.text, other.mention.end, spot.start):
            return None
        if other.mention.type in ("DATE", "TIME") and value:
            return value
    return None


def _stepped(base: str, steps: tuple[str, int]) -> str | None:
    """The base moved by so many units, where it is told at least as finely as the unit."""
    unit, number = steps
    pieces = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?", base)
    if pieces is None:
        return None
    year, month, day = (int(piece) if piece else None for piece in pieces.groups())
    if (unit in ("D", "W", "2W") and not day) or (unit in ("M", "Q") and not month):
        return None
    start: date | None = almanac.on(year or 1, month or 1, day or 1)
    return stepped(start, unit, number) if start else None


def _with_listed_days(told: list[Told]) -> list[TimeMention]:
    """«April 24 and 25»: the second day is a mention of its own."""
    out: list[TimeMention] = []
    for index, here in enumerate(told):
        out.append(here.mention)
        mention, text = here.mention, here.spot.text
        if here.spot.rule != "day" or "year" in here.spot.slots or mention.day is None:
            continue
        if not text[mention.end - 1].isdigit():
            continue
        stop = told[index + 1].mention.start if index + 1 < len(told) else len(text)
        found = _LISTED.match(text, mention.end, min(stop, mention.end + 12))
        if not found or not allowed("listed", text, found.start(1), found.end(1)):
            continue
        day = almanac.on(mention.day.year, mention.day.month, int(re.sub(r"\D", "", found[1])))
        if day and day > mention.day:
            out.append(TimeMention(found.start(1), found.end(1), "DATE", day.isoformat()))
    return out
