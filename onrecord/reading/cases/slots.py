"""What a step tells besides: the charge, the place, the length of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.facts import PlaceSlot, TermSlot
from onrecord.facts.timex import is_duration
from onrecord.reading.cases.lexicon import (
    charge_pattern,
    charges,
    counted,
    law_words,
    number_words,
)
from onrecord.reading.cases.whom import UNITS
from onrecord.reading.modality import Line
from onrecord.reading.places import Codes, named_place, place_slot
from onrecord.reading.turning import Ground, Turn
from onrecord.text import Span

_CHARGED = re.compile(
    r"\b(?:on|with|of|for|over|to|facing|faces)\s+(?:(?:charges?|counts?|suspicion|allegations?|"
    r"accusations?)\s+of\s+|(?:what\s+\w+\s+\w+\s+)?)(?:a\s+|an\s+|the\s+)?[“\"‘']?(?:\w+\s+){0,2}?$",
    re.IGNORECASE,
)
_BARE = frozenset({"", ".", ",", "in", "on", "under", "and"})
_IN = frozenset({"in", "at", "near", "outside"})
_TO = frozenset({"to", "at", "in"})
_NOT_TERM = frozenset({"ago", "later", "after", "before", "earlier", "old"})


def charge_of(ground: Ground, start: int, stop: int) -> str | None:
    """The plain name of the offence told behind a step, «on … charges», «of …», «with …»."""
    text = ground.text
    for m in charge_pattern().finditer(text, start, stop):
        name = charges()[" ".join(m.group().lower().split())]
        if name == "criminal charges":
            continue
        if _CHARGED.search(text[start : m.start()]) or "charge" in text[m.end() : m.end() + 9]:
            return name
    return None


def legal(ground: Ground, line: Line, last: int, end: int) -> bool:
    """Whether «charged with …» is of law: an offence behind it, or the law at work around it."""
    after = line.forms[last + 1] if last + 1 < len(line) else ""
    stop = line.ends[min(end, len(line)) - 1]
    if charge_pattern().search(ground.text, line.ends[last], max(stop, line.ends[last])):
        return True
    if after == "with" and last + 2 < len(line) and line.forms[last + 2].endswith("ing"):
        return False
    return bool(law_words() & set(line.forms)) or after in {
        "",
        ".",
        ",",
        "in",
        "on",
        "under",
        "and",
    }


def of_an_offence(ground: Ground, line: Line, last: int, end: int) -> bool:
    """Whether an offence is told behind a word, by its name or as one: «the offence of …»."""
    stop = line.ends[min(end, len(line)) - 1]
    if charge_pattern().search(ground.text, line.ends[last], max(stop, line.ends[last])):
        return True
    return bool(counted("offence") & set(line.forms[last + 1 : end]))


def place_of(
    ground: Ground, line: Line, last: int, end: int, codes: Codes, *, moved: bool
) -> PlaceSlot | None:
    """The first place behind a preposition of place in the step's clause."""
    for at in range(last + 1, min(end, len(line) - 1)):
        if line.forms[at] not in (_TO if moved else _IN):
            continue
        for first in range(at + 1, min(at + 3, len(line))):
            named = named_place(ground.text, line.starts[first])
            if named is not None and named[1] <= line.ends[-1]:
                if ground.times_in(named[0], named[1]):
                    break
                return place_slot(ground.text, *named, codes)
            if line.forms[first] not in {"a", "an", "the"}:
                break
    return None


def prison_term(ground: Ground, line: Line, last: int, end: int) -> TermSlot | None:
    """The length of imprisonment behind a step."""
    if last + 1 >= len(line):
        return None
    limit = min(max(end, last + 8), len(line))
    for time in ground.times_in(line.ends[last], line.ends[limit - 1]):
        if time.type != "DURATION" or not time.value or not is_duration(time.value):
            continue
        after = line.at(time.end - 1) + 1
        if after >= len(line) or line.forms[after] not in _NOT_TERM:
            told = TermSlot(value=time.value, span=Span.of(ground.text, time.start, time.end))
            return _earlier(ground, line, last, told) or told
    return next(_lengths(ground, line, last + 1, limit), None)


def _earlier(ground: Ground, line: Line, last: int, told: TermSlot) -> TermSlot | None:
    at = line.at(told.span.start) if told.span else 0
    return next(_lengths(ground, line, last + 1, at), None)


def _lengths(ground: Ground, line: Line, first: int, last: int) -> Iterator[TermSlot]:
    """«15 years», «six months»: lengths told in so many words."""
    for at in range(first, last - 1):
        count, unit = count_of(line.forms[at]), UNITS.get(line.forms[at + 1])
        after = line.forms[at + 2] if at + 2 < len(line) else ""
        if count and unit and after not in _NOT_TERM:
            span = Span.of(ground.text, line.starts[at], line.ends[at + 1])
            yield TermSlot(value=f"P{count}{unit}", span=span)


def more_terms(ground: Ground, line: Line, turn: Turn) -> list[TermSlot]:
    """The lengths told behind that of a turn."""
    if turn.term is None or turn.term.span is None:
        return []
    first = line.at(turn.term.span.end - 1) + 1
    return list(_lengths(ground, line, first, len(line)))


class Later(NamedTuple):
    """How long after what was told before: «ten days later»."""

    number: int
    unit: str
    span: Span


def later_of(ground: Ground, line: Line, last: int, end: int) -> Later | None:
    """«… ten days later» behind a step."""
    for at in range(last + 1, min(end, len(line) - 2)):
        count = 1 if line.forms[at] in {"a", "one"} else count_of(line.forms[at])
        unit = UNITS.get(line.forms[at + 1])
        if count and unit and line.forms[at + 2] == "later":
            return Later(count, unit, Span.of(ground.text, line.starts[at], line.ends[at + 2]))
    return None


def moved_on(base: str, count: int, unit: str) -> str | None:
    """A date so much later, where the date before is told finely enough."""
    try:
        if unit in "DW":
            days = count * (7 if unit == "W" else 1)
            return (date.fromisoformat(base) + timedelta(days=days)).isoformat()
        year, month = int(base[:4]), int(base[5:7] or 0)
    except ValueError:
        return None
    if unit == "Y":
        return str(year + count)
    if not month:
        return None
    return f"{year + (month - 1 + count) // 12}-{(month - 1 + count) % 12 + 1:02}"


def count_of(word: str) -> int | None:
    """The number that a word is."""
    return int(word) if word.isdecimal() else {"one": 1, **number_words()}.get(word)


def further(ground: Ground, line: Line, turn: Turn) -> list[tuple[tuple[str, ...], Turn]]:
    """«… to 12 years, [and his translator to nine]»: who else is sentenced, and to how much."""
    if turn.term is None or turn.term.span is None:
        return []
    found = []
    for sighting in ground.sightings(turn.term.span.end, line.ends[-1]):
        first = line.at(sighting.start)
        to = line.at(sighting.end - 1) + 1
        if line.forms[first - 1] not in {"and", ",", "while"} or to + 1 >= len(line):
            continue
        count = count_of(line.forms[to + 1])
        if count is None or not (line.forms[to] == "to" or _gapped(line, to)):
            continue
        value = _COUNT.sub(str(count), turn.term.value or "", count=1)
        span = Span.of(ground.text, line.starts[to + 1], line.ends[to + 1])
        term = TermSlot(value=value, span=span)
        told = replace(turn, start=sighting.start, end=span.end, term=term, date=None, place=None)
        found.append((ground.actors(sighting), told))
    return found


def _gapped(line: Line, to: int) -> bool:
    """«X got 12 years, his brother, Y[,] four, the court ruled»: no more than a number follows."""
    return line.forms[to] == "," and line.forms[to + 2 : to + 3] in {(",",), (".",), (";",)}


_COUNT = re.compile(r"\d+")
