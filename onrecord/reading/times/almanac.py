"""Calendar arithmetic, with results as ISO 8601 / TIMEX3 values. Nothing here reads text."""

from datetime import date, timedelta

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological, northern hemisphere


def week(day: date) -> str:
    """The ISO week that the day is in: «2023-W09»."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def plus_days(day: date, days: float) -> date | None:
    """The day so many days on, None where the calendar has no such day."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def plus_months(year: int, month: int, months: int) -> tuple[int, int]:
    """The month so many months on, as year and month."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def month_value(year: int, month: int) -> str | None:
    """«2023-02»; None outside the years 1 to 9999."""
    return f"{year:04}-{month:02}" if 1 <= year <= 9999 else None


def year_value(year: int) -> str | None:
    """«2023»; None outside the years 1 to 9999."""
    return f"{year:04}" if 1 <= year <= 9999 else None


def shifted(day: date, unit: str, steps: int) -> str | None:
    """The period of a unit (D, W, WE, M, Q, Y, 10Y, 100Y) so many steps from the one of ``day``."""
    if unit == "D":
        moved = plus_days(day, steps)
        return moved.isoformat() if moved else None
    if unit in ("W", "2W", "WE"):
        moved = plus_days(day, steps * (14 if unit == "2W" else 7))
        return week(moved) + ("-WE" if unit == "WE" else "") if moved else None
    if unit == "M":
        return month_value(*plus_months(day.year, day.month, steps))
    if unit == "Q":
        year, month = plus_months(day.year, day.month, 3 * steps)
        return f"{year:04}-Q{(month + 2) // 3}" if 1 <= year <= 9999 else None
    if unit == "Y":
        return year_value(day.year + steps)
    digits = {"10Y": 3, "100Y": 2}[unit]
    found = year_value(day.year + steps * int(unit[:-1]))
    return found and found[:digits]


def weekday(day: date, number: int, step: int) -> date | None:
    """The Monday (1) … Sunday (7) nearest to ``day``: on or before it (-1), on or after it (+1)."""
    off = (day.isoweekday() - number) % 7 if step < 0 else (number - day.isoweekday()) % 7
    return plus_days(day, step * off)


def weekday_of_week(day: date, number: int, weeks: int) -> date | None:
    """That weekday in the ISO week so many weeks from the one of ``day``."""
    return plus_days(day, weeks * 7 + number - day.isoweekday())


def on(year: int, month: int, day: int) -> date | None:
    """The date, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nth_weekday(year: int, month: int, number: int, nth: int) -> date | None:
    """The nth such weekday of a month; -1 is the last."""
    if nth < 0:
        following = on(*plus_months(year, month, 1), 1)
        last = following and plus_days(following, -1)
        return last and weekday(last, number, -1)
    first = on(year, month, 1)
    found = first and weekday(first, number, 1)
    return found and plus_days(found, 7 * (nth - 1))


def easter(year: int) -> date | None:
    """Easter Sunday, Gregorian (the anonymous algorithm; Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return on(year, month, day + 1)


def season_year(day: date, code: str, step: int) -> int:
    """The year of the season meant: the last one begun and over (-1), this one, the next to begin.

    A winter has the year of its December.
    """
    starts = SEASON_STARTS[code]
    year = day.year
    begins = (year, starts)
    now = (day.year, day.month)
    if step > 0:
        return year if begins > now else year + 1
    if step < 0:
        return year if plus_months(year, starts, 3) <= now else year - 1
    return year - 1 if code == "WI" and day.month <= 2 else year
