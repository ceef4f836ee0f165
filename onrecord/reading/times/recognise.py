"""Finding: where the grammar fits and the words beside it allow, from left to right."""

import re
from collections.abc import Iterator

from onrecord.reading.times.amounts import AMOUNTS
from onrecord.reading.times.clock import CLOCK
from onrecord.reading.times.context import allowed, is_title, names_a_may
from onrecord.reading.times.grammar import Grammar, Rule, grammar, plain
from onrecord.reading.times.mention import Anchor
from onrecord.reading.times.points import POINTS
from onrecord.reading.times.spot import Resolved, Spot
from onrecord.tables import rows

# How far to each side of a triggering word its expression may reach, in characters.
_REACH_LEFT, _REACH_RIGHT = 44, 32
_WORD = re.compile(r"\w+|\W")
_RESOLVERS = POINTS | AMOUNTS | CLOCK


def recognise(text: str, anchor: Anchor, *, vague: bool) -> Iterator[tuple[Spot, Resolved]]:
    """Every expression in the text with its meaning, in order, none overlapping another."""
    rules = grammar()
    a_may = names_a_may(text)
    for start, end in _windows(text, rules):
        at = start
        while found := rules.master.search(text, at, end):
            taken = _take(text, found, rules, anchor, vague=vague, a_may=a_may)
            if taken is None:
                word = _WORD.match(text, found.start())
                at = word.end() if word else found.end()
            else:
                yield taken
                at = taken[0].end


def _windows(text: str, rules: Grammar) -> Iterator[tuple[int, int]]:
    """The stretches of the text that are worth a look: around every triggering word."""
    start = end = 0
    for found in rules.trigger.finditer(text):
        low = max(0, found.start() - _REACH_LEFT)
        high = min(len(text), found.end() + _REACH_RIGHT)
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
    text: str, found: re.Match[str], rules: Grammar, anchor: Anchor, *, vague: bool, a_may: bool
) -> tuple[Spot, Resolved] | None:
    """The first rule, from the one that fitted on, whose expression is a time where it stands."""
    start = found.start()
    first = int((found.lastgroup or "r0")[1:])
    for rule in rules.rules[first:]:
        match = rule.pattern.match(text, start, found.endpos)
        if match is None or (rule.name == "vague" and not vague):
            continue
        slots = {name: words for name, words in match.groupdict().items() if words}
        spot = Spot(text, start, match.end(), rule.name, slots, anchor, rules)
        if _stands(spot, rule, a_may):
            meant = _meaning(spot)
            if meant:
                return spot, meant
    return None


def _meaning(spot: Spot) -> Resolved | None:
    if spot.rule == "vague":
        return Resolved("DATE", spot.word("vague"))
    return _RESOLVERS[spot.rule](spot)


def _stands(spot: Spot, rule: Rule, a_may: bool) -> bool:
    """Whether the words beside the expression let it be one."""
    text, start, end, slots = spot.text, spot.start, spot.end, spot.slots
    if is_title(text[start:end]):
        return False
    if plain(slots.get("mod", "")) == "over" and not allowed("over", text, start, end):
        return False
    name = rule.name
    if name == "month":
        return _month_stands(spot, a_may)
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


def _month_stands(spot: Spot, a_may: bool) -> bool:
    text, start, end, slots = spot.text, spot.start, spot.end, spot.slots
    if slots.keys() & {"year", "year_shift", "edge", "shift"}:
        return True
    name = slots["month"]
    if name == "May":
        return allowed("may_strict" if a_may else "may", text, start, end)
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
    unit = plain(slots["unit"])
    hyphen = re.search(r"[-‐‑–]\w+\Z", text[start:end]) is not None
    if unit == "second" and not hyphen:
        return False
    if unit in ("quarter", "quarters") and (
        plain(slots.get("amount", "")) in ("a", "an", "one", "three") or slots.get("half")
    ):
        return False  # fractions, not parts of a year
    if unit == "minutes" and not allowed("minutes", text, start, end):
        return False
    if spot.rule == "span" or slots.get("mod") or slots.get("half"):
        return True
    if plain(slots.get("amount", "")) in ("a", "an", "one") and not hyphen:
        return allowed("one", text, start, end)
    return True
