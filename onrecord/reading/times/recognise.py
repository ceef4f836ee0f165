"""Finding: where the grammar fits and the words beside it allow, from left to right."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from onrecord.reading.times.amounts import AMOUNTS
from onrecord.reading.times.clock import CLOCK
from onrecord.reading.times.context import allowed, is_title, names_a_may
from onrecord.reading.times.grammar import ARTICLES, Grammar, Rule, grammar, is_time, lead, plain
from onrecord.reading.times.mention import Anchor
from onrecord.reading.times.periods import PERIODS
from onrecord.reading.times.points import POINTS
from onrecord.reading.times.spot import Resolved, Spot
from onrecord.reading.times.told import TOLD
from onrecord.tables import rows
from onrecord.text import words

# How far to each side of a triggering word its expression may reach, in characters.
_REACH_LEFT, _REACH_RIGHT = 44, 32
_RESOLVERS = POINTS | AMOUNTS | CLOCK | PERIODS | TOLD
_APOSTROPHES = "'’‘"
_HYPHENS = frozenset("-‐‑")
_NOWHEN = Anchor()
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_A_YEAR_TO = re.compile(rf"{_YEAR.pattern}\D+\d{{1,3}}(?!\d)")


def recognise(text: str, anchor: Anchor, *, timeml: bool) -> Iterator[tuple[Spot, Resolved]]:
    """Every expression in the text with its meaning, in order, none overlapping another."""
    for found, meant in _found(text, timeml):
        if anchor == _NOWHEN:
            yield found, meant
            continue
        spot = found.counted_from(anchor)
        resolved = _meaning(spot)
        if resolved:
            yield spot, resolved


@lru_cache(maxsize=2)
def _found(text: str, timeml: bool) -> tuple[tuple[Spot, Resolved], ...]:
    """The expressions and what they mean without a day to count from.

    Where they stand hangs on no such day; a report is searched once, though it is asked first
    for the day that it came out.
    """
    return tuple(_search(text, grammar(timeml=timeml)))


def _search(text: str, rules: Grammar) -> Iterator[tuple[Spot, Resolved]]:
    met = words(text)
    for start, end in _windows(text, rules):
        at = start
        for index in range(bisect_left(met.starts, start), bisect_left(met.starts, end)):
            for place, tried in _tries(text, met.forms, met.starts, index, rules):
                if place < at:
                    continue
                taken = _take(text, place, end, tried, rules)
                if taken is not None:
                    yield taken
                    at = taken[0].end
                    break


def _tries(
    text: str, forms: tuple[str, ...], starts: tuple[int, ...], index: int, rules: Grammar
) -> Iterator[tuple[int, tuple[Rule, ...]]]:
    """Where an expression that begins with this word may start, and the rules for it."""
    start = starts[index]
    key = lead(forms[index])
    if key in ARTICLES and index + 1 < len(forms):
        if text[start - 1 : start] in _HYPHENS:  # «$15-an-hour»
            return
        marked = text[starts[index + 1] - 1] in _APOSTROPHES
        key = f"{key} " + ("'" if marked else lead(forms[index + 1]))
    tried = rules.rules.get(key)
    if tried is None:
        return
    if key == "#" and start and text[start - 1] in _APOSTROPHES and _opens(text, start - 1):
        yield start - 1, rules.rules["'"]
    if _opens(text, start):
        yield start, tried


def _opens(text: str, at: int) -> bool:
    """Whether no sum of money, number or word goes on here."""
    before = text[max(0, at - 2) : at]
    last = before[-1:]
    if last in (".", ",", ":", "/"):
        return not before[0].isdecimal()
    return not last or not (last in "$€£¥#_" or last.isalnum())


def _windows(text: str, rules: Grammar) -> Iterator[tuple[int, int]]:
    """The stretches of the text that are worth a look: around every triggering word."""
    start = end = 0
    met = words(text)
    for index in rules.triggered(met):
        form, at = met.forms[index], met.starts[index]
        if form not in rules.triggers and form[0].isdigit() and not is_time(text, at):
            continue
        low = max(0, at - _REACH_LEFT)
        high = min(len(text), at + len(form) + _REACH_RIGHT)
        if low <= end:
            end = high
            continue
        if end:
            yield _snap(text, start, end)
        start, end = low, high
    if end:
        yield _snap(text, start, end)


def _snap(text: str, start: int, end: int) -> tuple[int, int]:
    """The window with its edges moved on to where they cut no word, by 40 characters at most."""
    return _edge(text, start), _edge(text, end)


def _edge(text: str, at: int) -> int:
    stop = min(len(text), at + 40)
    while 0 < at < stop and text[at].isalnum() and text[at - 1].isalnum():
        at += 1
    return at


def _take(
    text: str, start: int, end: int, tried: tuple[Rule, ...], rules: Grammar
) -> tuple[Spot, Resolved] | None:
    """The first rule whose expression fits, and is a time where it stands."""
    for rule in tried:
        match = rule.pattern.match(text, start, end)
        if match is None:
            continue
        slots = {name: held for name, held in match.groupdict().items() if held}
        spot = Spot(text, start, match.end(), rule.name, slots, _NOWHEN, rules)
        if _stands(spot, rule):
            meant = _meaning(spot)
            if meant:
                return spot, meant
    return None


def _meaning(spot: Spot) -> Resolved | None:
    if spot.rule == "vague":
        return Resolved("DATE", spot.word("vague"))
    return _RESOLVERS[spot.rule](spot)


def _stands(spot: Spot, rule: Rule) -> bool:
    """Whether the words beside the expression let it be one."""
    text, start, end, slots = spot.text, spot.start, spot.end, spot.slots
    if is_title(text[start:end]):
        return False
    if plain(slots.get("mod", "")) == "over" and not allowed("over", text, start, end):
        return False
    name = rule.name
    if name == "vague":
        return allowed(plain(slots["vague"]), text, start, end)
    if name == "month":
        return _month_stands(spot)
    if name == "spelt_year" and slots["spelt"][:6].lower() == "twenty" and "month" not in slots:
        name = "spelt_twenty"
    if name == "year":
        return _year_stands(spot)
    if name == "season":
        return allowed("fall", text, start, end) and (
            "bare" not in slots or allowed("season", text, start, end)
        )
    if name == "known":
        return _known_stands(spot)
    if name in ("duration", "span"):
        return allowed("duration", text, start, end) and _amount_stands(spot)
    if name == "bare_units" and plain(slots["units"]) == "quarters" == plain(text[start:end]):
        return False  # where people live
    return allowed(name, text, start, end)


def _month_stands(spot: Spot) -> bool:
    text, start, end, slots = spot.text, spot.start, spot.end, spot.slots
    if slots.keys() & {"year", "year_shift", "told_year", "edge", "shift"}:
        return True
    name = slots["month"]
    if name == "May":
        return allowed("may_strict" if names_a_may(text) else "may", text, start, end)
    if not allowed("month", text, start, end):
        return False
    return allowed("may_strict", text, start, end) or allowed("month_name", text, start, end)


def _year_stands(spot: Spot) -> bool:
    text, end = spot.text, spot.end
    if "edge" in spot.slots:
        return True
    year = end - 4
    if int(spot.slots["year"]) % 50 == 0 and not allowed("round_year", text, year, end):
        return False
    return allowed("year", text, year, end)


def _known_stands(spot: Spot) -> bool:
    form = plain(spot.slots["known"])
    after = next(row["after"] for row in rows("times_known") if plain(row["form"]) == form)
    return not after or re.match(rf"\s+{after}", spot.text[spot.end : spot.end + 60]) is not None


def _amount_stands(spot: Spot) -> bool:
    text, start, end, slots = spot.text, spot.start, spot.end, spot.slots
    unit, amount = plain(slots["unit"]), slots.get("amount", "")
    hyphen = re.search(r"[-‐‑–]\w+\Z", text[start:end]) is not None
    if unit == "second" and not hyphen:
        return False
    singular = unit in spot.grammar.meanings["unit"]
    if _A_YEAR_TO.match(amount) or (singular and not hyphen and _YEAR.fullmatch(amount)):
        return False  # «sentenced in 2024 to 18 years», «World Cup 2018 day five»
    if unit in ("quarter", "quarters") and (
        plain(amount) in ("a", "an", "one", "three") or slots.get("half")
    ):
        return False  # fractions, not parts of a year
    if unit == "minutes" and not allowed("minutes", text, start, end):
        return False
    if spot.rule == "span" or slots.get("mod") or slots.get("half"):
        return True
    if plain(amount) in ("a", "an", "one") and not hyphen:
        return allowed("one", text, start, end)
    return True
