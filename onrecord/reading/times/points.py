"""Points in the calendar: days, weekdays, months, years, seasons, decades, holidays."""

import re
from collections.abc import Callable
from datetime import date

from onrecord.reading.times import almanac
from onrecord.reading.times.quantity import quantity
from onrecord.reading.times.spot import Resolved, Spot
from onrecord.reading.times.tense import direction
from onrecord.reading.times.told import of_told_year
from onrecord.vocabulary import TimeType

# A date without its year: nobody means a day eleven months off if there was or will be one within
# so many days, whatever the verbs say («he announced talks on March 3»).
_LATELY, _SOON = 45, 21


def _day_number(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


def _iso_date(spot: Spot) -> Resolved | None:
    slots = spot.slots
    day = almanac.on(int(slots["year"]), int(slots["mm"]), int(slots["dd"]))
    if day is None:
        return None
    if "hh" not in slots or slots["hh"] == "24":
        return Resolved("DATE", day.isoformat())
    zone = slots.get("iso_zone", "")
    return Resolved("TIME", f"{day.isoformat()}T{slots['hh']}:{slots['minute']}{zone.upper()}")


def _slash_date(spot: Spot) -> Resolved | None:
    """03/02/2023 is March in America and February in Europe: where both can be, the year stays."""
    year = int(spot.slots["year"]) if "year" in spot.slots else _full_year(spot)
    if year is None:
        return Resolved("DATE", None)
    first = int(spot.slots["first"])
    second = int(spot.slots.get("second") or spot.slots["second_short"])
    american, european = almanac.on(year, first, second), almanac.on(year, second, first)
    if american and european and american != european:
        return Resolved("DATE", f"{year:04}")
    day = american or european
    return Resolved("DATE", day.isoformat()) if day else None


def _day(spot: Spot) -> Resolved | None:
    slots = spot.slots
    if "told_year" in slots:
        return of_told_year(spot)
    first = _calendar_day(spot, spot.day())
    if first is _NO_DAY:
        return None
    until = slots.get("last") or slots.get("last_day")
    if isinstance(first, date) and until:
        last = almanac.on(first.year, first.month, _day_number(until))
        if last and last > first:
            return Resolved("DATE", f"{first.isoformat()}/{last.isoformat()}")
    return Resolved("DATE", first.isoformat() if isinstance(first, date) else None)


_NO_DAY = object()


def _calendar_day(spot: Spot, day: int) -> object:
    """The day of a month, its year as told or as meant; _NO_DAY where no year has it."""
    month, told = spot.month(), spot.word("weekday", "weekday", "weekday_short")
    if almanac.on(2024, month, day) is None:
        return _NO_DAY
    if "year" in spot.slots:
        return almanac.on(int(spot.slots["year"]), month, day) or _NO_DAY
    today = spot.today
    if today is None:
        return None
    if "year_shift" in spot.slots:
        return almanac.on(today.year + spot.number("year_shift", "week_shift"), month, day)
    near = [almanac.on(today.year + step, month, day) for step in (-1, 0, 1)]
    days = [found for found in near if found]
    if told:
        fitting = [found for found in days if found.isoweekday() == int(told)]
        return fitting[0] if len(fitting) == 1 else None
    if "shift" in spot.slots and (shift := spot.number("shift", "week_shift")):
        return _beyond(days, today, shift, strictly=True)
    return _meant(days, spot)


def _meant(days: list[date], spot: Spot) -> date | None:
    """Which of the days on both sides of today a date without its year means."""
    today = spot.today or date.min
    past, ahead = (_beyond(days, today, way, strictly=False) for way in (-1, 1))
    if past is None or ahead is None:
        return past or ahead
    back, on = (today - past).days, (ahead - today).days
    if back <= _LATELY:
        return past
    if on <= _SOON:
        return ahead
    return ahead if _nearer(back, on, spot, unsaid=75) > 0 else past


def _nearer(back: int, on: int, spot: Spot, *, unsaid: int) -> int:
    """Which of two days (so many back, so many on) a date without its year means.

    The verbs decide; where none says, a day soon to come is meant rather than one long past.
    """
    said = direction(spot.text, spot.start, spot.end)
    return said or (1 if on <= unsaid and back > unsaid else -1)


def _beyond(days: list[date], today: date, way: int, *, strictly: bool) -> date | None:
    if way < 0:
        past = [day for day in days if day < today or (day == today and not strictly)]
        return max(past, default=None)
    return min((d for d in days if d > today or (d == today and not strictly)), default=None)


def _month(spot: Spot) -> Resolved | None:
    month, today = spot.month(), spot.today
    if "told_year" in spot.slots:
        return of_told_year(spot)
    if "year" in spot.slots:
        return Resolved("DATE", almanac.month_value(int(spot.slots["year"]), month), spot.edge())
    if today is None:
        return Resolved("DATE", None, spot.edge())
    if "year_shift" in spot.slots:
        year = today.year + spot.number("year_shift", "week_shift")
    elif "shift" in spot.slots:
        step = spot.number("shift")
        year = today.year
        if step < 0:
            year -= month >= today.month
        elif step > 0:
            year += month <= today.month
    else:
        back, on = (today.month - month) % 12, (month - today.month) % 12
        if 1 in (back, on):  # the month before or after this one, whatever the verbs say
            ahead = on == 1
        else:
            ahead = bool(back) and _nearer(30 * back, 30 * on, spot, unsaid=0) > 0
        year = today.year + (month < today.month if ahead else -(month > today.month))
    return Resolved("DATE", almanac.month_value(year, month), spot.edge())


def _weekday(spot: Spot) -> Resolved | None:
    number, today = spot.number("weekday"), spot.today
    part = spot.word("part")
    kind: TimeType = "TIME" if part else "DATE"
    if today is None:
        return Resolved(kind, None, spot.edge())
    if "week_shift" in spot.slots:
        day = almanac.weekday_of_week(today, number, spot.number("week_shift"))
    elif "shift" in spot.slots:
        coming = "coming" in spot.slots["shift"].lower()
        day = _shifted_weekday(today, number, spot.number("shift"), coming=coming)
    else:
        day = almanac.weekday(today, number, spot.way)
    return Resolved(kind, _with_part(day, part), spot.edge())


def _shifted_weekday(today: date, number: int, step: int, *, coming: bool) -> date | None:
    """«last Tuesday» is the one before today; «next Tuesday» the one of the next week."""
    if coming:
        tomorrow = almanac.plus_days(today, 1)
        return tomorrow and almanac.weekday(tomorrow, number, 1)
    if step < 0:
        yesterday = almanac.plus_days(today, -1)
        return yesterday and almanac.weekday(yesterday, number, -1)
    if step > 0:
        return almanac.weekday_of_week(today, number, 1)
    return almanac.weekday_of_week(today, number, 0)


def _with_part(day: date | None, part: str | None) -> str | None:
    return day.isoformat() + (f"T{part}" if part else "") if day else None


def _part_day(spot: Spot) -> Resolved | None:
    """«this morning», «last night»."""
    step, part = spot.number("shift", "week_shift"), spot.word("part")
    if step > 0 or (step < 0 and part not in ("NI", "EV")):
        return None
    day = spot.today and almanac.plus_days(spot.today, step)
    return Resolved("TIME", _with_part(day, part))


def _deictic(spot: Spot) -> Resolved | None:
    part = "NI" if "tonight" in spot.slots else spot.word("part")
    step = spot.number("deictic") if "deictic" in spot.slots else 0
    day = spot.today and almanac.plus_days(spot.today, step)
    return Resolved("TIME" if part else "DATE", _with_part(day, part), spot.edge())


def _holiday(spot: Spot) -> Resolved | None:
    kind, _, rest = (spot.word("holiday") or "").partition(" ")
    numbers = rest.split("-" if kind == "fixed" else " ")
    today = spot.today
    if "year" in spot.slots:
        day = _feast(kind, numbers, int(spot.slots["year"]))
    elif today is None:
        day = None
    else:
        near = [_feast(kind, numbers, today.year + step) for step in (-1, 0, 1)]
        shift = spot.number("shift", "week_shift") if "shift" in spot.slots else 0
        days = [found for found in near if found]
        day = _beyond(days, today, shift, strictly=True) if shift else _meant(days, spot)
    return Resolved("DATE", day.isoformat() if day else None)


def _feast(kind: str, numbers: list[str], year: int) -> date | None:
    if kind == "fixed":
        return almanac.on(year, int(numbers[0]), int(numbers[1]))
    if kind == "nth":
        return almanac.nth_weekday(year, int(numbers[0]), int(numbers[1]), int(numbers[2]))
    sunday = almanac.easter(year)
    return sunday and almanac.plus_days(sunday, int(numbers[0]))


def _known(spot: Spot) -> Resolved | None:
    return Resolved("DATE", spot.word("known"))


def _year(spot: Spot) -> Resolved | None:
    return Resolved("DATE", spot.slots["year"], spot.edge())


def _spelt_year(spot: Spot) -> Resolved | None:
    """«nineteen ninety-one», «July nineteen ninety-one», as broadcasters write it."""
    first, *rest = re.split(r"[\s‐‑–-]+", spot.slots["spelt"], maxsplit=1)
    tens = quantity(rest[0], spot.grammar)
    if tens is None or not 10 <= tens <= 99:
        return None
    year = f"{spot.grammar.meaning('year_century', first)}{int(tens)}"
    if "month" in spot.slots:
        return Resolved("DATE", almanac.month_value(int(year), spot.month()))
    season = spot.word("season")
    return Resolved("DATE", f"{year}-{season}" if season else year)


def _full_year(spot: Spot) -> int | None:
    """The year that two figures stand for: the last such one, or one of the next five."""
    today, short = spot.today, int(spot.slots["short_year"][-2:])
    return today.year + 5 - (today.year + 5 - short) % 100 if today else None


def _short_year(spot: Spot) -> Resolved | None:
    """«Sept. ’89», «the fall of ’88»."""
    year = _full_year(spot)
    if year is None:
        return Resolved("DATE", None)
    if "month" in spot.slots:
        return Resolved("DATE", almanac.month_value(year, spot.month()))
    value = almanac.year_value(year)
    return Resolved("DATE", value and f"{value}-{spot.word('season', 'season', 'season_fall')}")


def _new_year(spot: Spot) -> Resolved | None:
    """«before the new year»: the beginning of the next one, in January of this one."""
    year = spot.today and spot.today.year + (spot.today.month > 1)
    return Resolved("DATE", almanac.year_value(year) if year else None, "START")


def _shift(spot: Spot) -> Resolved | None:
    unit, step = spot.word("period") or "D", spot.number("shift")
    value = almanac.shifted(spot.today, unit, step) if spot.today else None
    return Resolved("DATE", value, spot.edge())


def _past_year(spot: Spot) -> Resolved | None:
    """«the past year» as TimeML's annotators value it: the one before this."""
    return Resolved("DATE", almanac.year_value(spot.today.year - 1) if spot.today else None)


def _edge_period(spot: Spot) -> Resolved | None:
    unit = spot.word("period") or "Y"
    mod = "END" if "year_end" in spot.slots else spot.edge()
    value = almanac.shifted(spot.today, unit, 0) if spot.today else None
    return Resolved("DATE", value, mod)


def _weekend(spot: Spot) -> Resolved | None:
    """The weekend that is next to the day, on the side that the verbs say."""
    if spot.today is None:
        return Resolved("DATE", None)
    at_weekend = spot.today.isoweekday() >= 6
    step = 0 if at_weekend or spot.way > 0 else -1
    return Resolved("DATE", almanac.shifted(spot.today, "WE", step))


def _which_part(spot: Spot) -> int:
    """The number of a quarter or a half; «the last half» is the second."""
    words = spot.slots.get("ordinal", "")
    return int(words if words.isdigit() else spot.word("ordinal") or spot.word("half_ordinal") or 0)


def _quarter(spot: Spot) -> Resolved | None:
    frame = "H" if "half_ordinal" in spot.slots else spot.word("frame") or "Q"
    number = _which_part(spot)
    size = {"Q": 3, "H": 6}[frame]
    if number > 12 // size:
        return None
    today = spot.today
    shift = spot.word("year_shift", "week_shift") or spot.word("prior_shift", "week_shift")
    if "year" in spot.slots:
        year = int(spot.slots["year"])
    elif frame == "H" and not shift and "this_year" not in spot.slots:
        return None  # half of a match, of a report, of anything
    elif today is None:
        return Resolved("DATE", None)
    elif "this_year" in spot.slots:
        year = today.year
    elif shift:
        year = today.year + int(shift)
    else:
        begins = (number - 1) * size + 1
        back, on = (today.month - begins) % 12, (begins - today.month) % 12
        ahead = back >= size and on <= 6 and spot.way > 0
        year = today.year + (begins < today.month if ahead else -(begins > today.month))
    value = almanac.year_value(year)
    return Resolved("DATE", value and f"{value}-{frame}{number}")


def _season(spot: Spot) -> Resolved | None:
    code, today = spot.word("season", "season", "season_fall") or "SU", spot.today
    if "year" in spot.slots:
        year = int(spot.slots["year"])
    elif today is None:
        return Resolved("DATE", None, spot.edge())
    elif "year_shift" in spot.slots:
        year = today.year + spot.number("year_shift", "week_shift")
    elif "shift" in spot.slots:
        year = almanac.season_year(today, code, spot.number("shift"))
        spring = code == "WI" and 3 <= today.month <= 5
        if spring and spot.number("shift") == 0 and spot.way < 0:
            year -= 1  # «this winter», told in March: the one just over
    elif spot.way > 0:
        year = almanac.season_year(today, code, 1)
    else:
        begun = almanac.SEASON_STARTS[code] <= today.month
        year = today.year if begun else today.year - 1
    value = almanac.year_value(year)
    return Resolved("DATE", value and f"{value}-{code}", spot.edge())


def _decade(spot: Spot) -> Resolved | None:
    if "decade" in spot.slots:
        return Resolved("DATE", spot.slots["decade"][:3], spot.edge())
    digit = spot.slots["short"][0] if "short" in spot.slots else spot.word("decade_word")
    return Resolved("DATE", f"19{digit}", spot.edge())


def _century(spot: Spot) -> Resolved | None:
    words = spot.slots["century"]
    number = _day_number(words) if words[0].isdigit() else spot.number("century", "century_ordinal")
    if not 1 <= number <= 22:
        return None
    return Resolved("DATE", f"{number - 1:02}", spot.edge())


POINTS: dict[str, Callable[[Spot], Resolved | None]] = {
    "iso_date": _iso_date,
    "slash_date": _slash_date,
    "day": _day,
    "month": _month,
    "weekday": _weekday,
    "part_day": _part_day,
    "deictic": _deictic,
    "holiday": _holiday,
    "known": _known,
    "year": _year,
    "spelt_year": _spelt_year,
    "short_year": _short_year,
    "fiscal": _year,
    "shift": _shift,
    "past_year": _past_year,
    "edge_period": _edge_period,
    "weekend": _weekend,
    "new_year": _new_year,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "century": _century,
}
