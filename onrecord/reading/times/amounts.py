"""Amounts of time: durations, points so far off («three days ago»), and what comes again."""

from collections.abc import Callable
from datetime import date

from onrecord.reading.times import almanac
from onrecord.reading.times.quantity import duration, is_about, modifier, quantity
from onrecord.reading.times.spot import Resolved, Spot
from onrecord.vocabulary import Mod


def _ago(spot: Spot) -> Resolved | None:
    amount = spot.slots.get("amount")
    number = quantity(amount, spot.grammar) if amount else None
    unit = spot.word("unit", "units", "unit") or "D"
    sign = spot.number("ago")
    mod = _point_mod(spot, sign)
    if number is None:
        return Resolved("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    if unit.startswith("T"):
        return Resolved("TIME", None, mod)
    if spot.today is None:
        return Resolved("DATE", None, mod)
    return Resolved("DATE", stepped(spot.today, unit, sign * number), mod)


def stepped(day: date, unit: str, number: float) -> str | None:
    """So many units from a day, at the unit's precision; a half one is told in the next smaller."""
    if number != int(number):
        smaller = {"Y": ("M", 12), "10Y": ("Y", 10), "100Y": ("Y", 100), "W": ("D", 7)}
        if unit not in smaller:
            return None
        unit, factor = smaller[unit]
        number = round(number * factor)
    if unit.endswith("0Y"):
        unit, number = "Y", number * int(unit[:-1])
    if abs(number) > 100_000:
        return None
    if unit == "2W":
        unit, number = "W", number * 2
    return almanac.shifted(day, unit, int(number))


def _point_mod(spot: Spot, sign: int) -> Mod | None:
    """«more than two years ago» is before that day, «less than …» after it."""
    mod = modifier(spot.slots.get("mod"), spot.grammar)
    if mod is None:
        rough = is_about(spot.slots.get("amount", ""), spot.grammar)
        return "APPROX" if rough or spot.text[spot.start : spot.end].endswith("or so") else None
    far, near = ("BEFORE", "AFTER") if sign < 0 else ("AFTER", "BEFORE")
    turned: dict[str, Mod] = {
        "MORE_THAN": far,  # type: ignore[dict-item]
        "LESS_THAN": near,  # type: ignore[dict-item]
        "EQUAL_OR_MORE": f"ON_OR_{far}",  # type: ignore[dict-item]
        "EQUAL_OR_LESS": f"ON_OR_{near}",  # type: ignore[dict-item]
    }
    return turned.get(mod, mod)


def _later(spot: Spot) -> Resolved | None:
    """«two weeks later»: counted from a day told before it, if there is one."""
    number = quantity(spot.slots["amount"], spot.grammar)
    unit = spot.word("unit", "units", "unit") or "D"
    sign = spot.number("later")
    if unit.startswith("T"):
        return Resolved("DURATION", duration((number, unit)), _amount_mod(spot))
    if number is None or number != int(number) or number > 10_000:
        return Resolved("DATE", None, _point_mod(spot, sign))
    return Resolved("DATE", None, _point_mod(spot, sign), (unit, sign * int(number)))


def _duration(spot: Spot) -> Resolved | None:
    slots = spot.slots
    unit = _unit(spot, "unit")
    if unit is None:
        return None
    number: float | None = 1.0
    if "amount" in slots:
        number = quantity(slots["amount"], spot.grammar)
        if "half" in slots and number is not None:
            number += 0.5
    elif "half" in slots:
        number = 0.5
    parts = [(number, unit)]
    unit2 = _unit(spot, "unit2")
    if unit2:
        parts.append((quantity(slots["amount2"], spot.grammar), unit2))
    value = duration(*parts)
    return Resolved("DURATION", value, _amount_mod(spot)) if value else None


def _unit(spot: Spot, slot: str) -> str | None:
    return spot.word(slot, "units", "unit")


def _amount_mod(spot: Spot) -> Mod | None:
    mod = modifier(spot.slots.get("mod"), spot.grammar) or modifier(
        spot.slots.get("mod2"), spot.grammar
    )
    if mod:
        return mod
    rough = "amount" in spot.slots and is_about(spot.slots["amount"], spot.grammar)
    return "APPROX" if rough or spot.text[spot.start : spot.end].endswith("or so") else None


def _long(spot: Spot) -> Resolved | None:
    return Resolved("DURATION", spot.word("long"))


def _bare_units(spot: Spot) -> Resolved | None:
    return Resolved("DURATION", duration((None, _unit(spot, "units") or "D")))


def _recent_units(spot: Spot) -> Resolved | None:
    """«recent years» as TIDES values it: a time gone by, of no told length."""
    return Resolved("DATE", "PAST_REF" if "recent" in spot.slots else "FUTURE_REF")


def _set(spot: Spot) -> Resolved | None:
    return Resolved("SET", spot.word("set", "set", "set_yearly"))


def _set_every(spot: Spot) -> Resolved | None:
    if "month" in spot.slots:
        return Resolved("SET", f"XXXX-{spot.month():02}")
    if "part" in spot.slots:
        return Resolved("SET", f"XXXX-XX-XXT{spot.word('part')}")
    if "season" in spot.slots:
        return Resolved("SET", f"XXXX-{spot.word('season')}")
    number = quantity(spot.slots["amount"], spot.grammar) if "amount" in spot.slots else 1.0
    unit = _unit(spot, "unit")
    if unit is None or number is None:
        return None
    return Resolved("SET", duration((number * spot.number("every"), unit)))


def _set_times(spot: Spot) -> Resolved | None:
    return Resolved("SET", duration((1.0, _unit(spot, "unit") or "D")))


def _set_weekday(spot: Spot) -> Resolved | None:
    number = spot.word("weekday_plural") or spot.word("weekday")
    part = spot.word("part_plural") or spot.word("part")
    return Resolved("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


AMOUNTS: dict[str, Callable[[Spot], Resolved | None]] = {
    "ago": _ago,
    "later": _later,
    "duration": _duration,
    "span": _duration,
    "long": _long,
    "bare_units": _bare_units,
    "recent_units": _recent_units,
    "set": _set,
    "set_every": _set_every,
    "set_times": _set_times,
    "set_weekday": _set_weekday,
}
